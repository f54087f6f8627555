#include "write/concerns.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "text/phrase.h"
#include "write/comparison_words.h"
#include "write/phrases.h"
#include "write/single_source.h"

namespace ibid::write {
namespace {

// Weights: how much a finding can change what the article is worth.
constexpr int kDiffers = 90;
constexpr int kQuoteDiffers = 85;
constexpr int kDeadWithoutCopy = 80;
constexpr int kCircular = 75;
constexpr int kDeadWithCopy = 70;
constexpr int kQuoteAbsent = 65;
constexpr int kNotFound = 60;
constexpr int kChangedSince = 55;
constexpr int kSeveralCandidates = 50;
constexpr int kAmbiguous = 45;
constexpr int kUnreachable = 40;
constexpr int kSameText = 35;
constexpr int kUnnamed = 30;
constexpr int kSingleSource = 25;
constexpr int kInput = 20;

// Paragraphs in a row may well have one source; so many are a story that rests on it. Of somebody
// without a name fewer are.
constexpr std::size_t kSingleParagraphs = 3;
constexpr std::size_t kUnnamedParagraphs = 2;

// Offline, or under --no-third-party: that nothing was found says nothing then.
bool NoArchiveWasAsked(const Resolution& resolution) {
  return std::any_of(resolution.reasons.begin(), resolution.reasons.end(),
                     [](std::string_view reason) {
                       return reason.starts_with("not asked: web.archive.org") ||
                              reason.starts_with("the Wayback Machine was not asked");
                     });
}

class ConcernFinder {
 public:
  ConcernFinder(const Article& article, const Findings& findings)
      : article_(article), findings_(findings) {}

  std::vector<Concern> Run() && {
    for (std::size_t i = 0; i < findings_.sources.size(); ++i) {
      at_ = i;
      Look(findings_.sources[i]);
    }
    for (const SingleSource& single : FindSingleSources(article_, findings_)) {
      LookAtSingleSource(single);
    }
    at_ = kNoSource;
    for (const Mention& mention : article_.mentions) {
      LookAtAmbiguity(mention);
    }
    for (const std::string& note : article_.document.notes) {
      Add(kInput, "the input: " + Plain(note));
    }
    std::vector<Concern> worst_first;
    for (auto& [weight, concerns] : by_weight_) {
      std::move(concerns.begin(), concerns.end(), std::back_inserter(worst_first));
    }
    return worst_first;
  }

 private:
  void Add(int weight, std::string words) {
    by_weight_[weight].push_back({weight, at_, std::move(words)});
  }

  void Look(const Source& source) {
    if (source.unnamed) {
      Add(kUnnamed, "a source without a name says " + FirstWords(source));
    }
    if (source.resolution == nullptr) {
      return;
    }
    LookAtDifferences(source);
    LookAtQuotes(*source.resolution);
    LookAtTexts(*source.resolution);
    LookAtVerdict(source);
    LookAtCandidates(source);
  }

  std::string FirstWords(const Source& source) const {
    for (const Mention* mention : source.mentions) {
      const auto* said = std::get_if<AttributionParts>(&mention->parts);
      if (said != nullptr && !said->content.empty()) {
        return Quoted(article_.document.Text(said->content.front()), 70);
      }
    }
    return "something";
  }

  void LookAtDifferences(const Source& source) {
    if (!source.resolution->post) {
      return;
    }
    std::string fields;
    for (const Difference& difference : source.resolution->post->differences) {
      if (difference.kind == DifferenceKind::kRenamed) {
        continue;  // Nothing that the article did.
      }
      fields += (fields.empty() ? "" : ", ") + Plain(difference.field);
    }
    if (!fields.empty()) {
      Add(kDiffers, "is not shown as it is: " + fields);
    }
  }

  void LookAtQuotes(const Resolution& resolution) {
    constexpr std::size_t kWords = 90;
    for (const QuoteCheck& check : resolution.quotes) {
      if (check.looks.empty() || check.looks.front().fit == QuoteFit::kVerbatim) {
        continue;
      }
      const QuoteLook& best = BestLook(check);
      if (best.fit == QuoteFit::kVerbatim) {
        Add(kChangedSince, "no longer says " + Quoted(check.words, kWords) + ", which " +
                               "stands in its copy of that time");
      } else if (best.fit == QuoteFit::kChanged) {
        Add(kQuoteDiffers, "quote differs: “" + DifferenceWords(best, kWords) + "”");
      } else if (check.expected) {
        Add(kQuoteAbsent, "what is quoted from it is not in it: " + Quoted(check.words, kWords));
      }
    }
  }

  void LookAtTexts(const Resolution& resolution) {
    constexpr double kMost = 0.5;
    if (resolution.drift && HasDrifted(*resolution.drift)) {
      Add(kChangedSince, "has changed: " + DriftWords(*resolution.drift));
    }
    if (!resolution.links_back.empty()) {
      Add(kCircular, "links back to this article: each may rest on the other");
    }
    if (resolution.overlap && resolution.overlap->of_article >= kMost) {
      Add(kSameText, "is largely the same text as the article");
    }
  }

  void LookAtSingleSource(const SingleSource& single) {
    constexpr std::size_t kShown = 6;
    const std::size_t count = single.lines.size();
    at_ = single.source;
    if (count < (findings_.sources[at_].unnamed ? kUnnamedParagraphs : kSingleParagraphs)) {
      return;
    }
    std::string words = "the only source of " + std::to_string(count) + " paragraphs (lines ";
    for (std::size_t i = 0; i < count && i < kShown; ++i) {
      const bool last = i + 1 == count;
      words.append(i == 0 ? "" : last ? " and " : ", ").append(std::to_string(single.lines[i]));
    }
    Add(kSingleSource, words + (count > kShown ? ", ...)" : ")"));
  }

  void LookAtVerdict(const Source& source) {
    const VerdictWords words = WordsFor(source.verdict());
    if (IsDead(source.verdict())) {
      const Snapshot* copy = source.BestSnapshot();
      if (copy == nullptr) {
        Add(kDeadWithoutCopy,
            std::string(words.words) + (NoArchiveWasAsked(*source.resolution)
                                            ? ", and no archive was asked"
                                            : ", and no archived copy was found"));
      } else {
        Add(kDeadWithCopy, std::string(words.words) + "; there is an archived copy of " +
                               DateWords(FormatInstant(copy->at).substr(0, 10)));
      }
    } else if (words.tone == Tone::kFailed || words.tone == Tone::kClosed) {
      Add(kUnreachable, std::string(words.words) + ": could not be read, which does not mean gone");
    } else if (source.verdict() == Verdict::kUnknown && source.resolution->candidates.empty()) {
      Add(kNotFound, source.group == Group::kPosts ? "the post could not be found again"
                                                   : "could not be found");
    }
  }

  void LookAtCandidates(const Source& source) {
    const std::size_t count = source.resolution->candidates.size();
    if (source.verdict() == Verdict::kUnknown && count > 0) {
      Add(kSeveralCandidates, Count(count, "candidate", "candidates") +
                                  " for it, none of them certain; the best scores " +
                                  ShareWords(source.resolution->candidates.front().score));
    }
  }

  void LookAtAmbiguity(const Mention& mention) {
    if (mention.refers.candidates.size() < 2 || mention.chrome) {
      return;
    }
    std::string words;
    const auto* said = std::get_if<AttributionParts>(&mention.parts);
    words = said != nullptr && said->source
                ? Quoted(text::WithoutComma(article_.document.Text(said->source->at)), 50)
                : Quoted(WordsOf(article_.document, mention), 50);
    words += " may mean";
    std::string_view comma = " ";
    for (const Referral::Candidate& candidate : mention.refers.candidates) {
      words.append(comma).append(Plain(candidate.name)).append(" (");
      words.append(ShareWords(candidate.score)).append(")");
      comma = " or ";
    }
    Add(kAmbiguous, std::move(words));
  }

  const Article& article_;
  const Findings& findings_;
  std::size_t at_ = kNoSource;
  std::map<int, std::vector<Concern>, std::greater<>> by_weight_;
};

}  // namespace

std::vector<Concern> FindConcerns(const Article& article, const Findings& findings) {
  return ConcernFinder(article, findings).Run();
}

}  // namespace ibid::write
