#include "write/text.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/identity.h"
#include "text/utf8.h"
#include "text/width.h"
#include "write/comparison_words.h"
#include "write/findings.h"
#include "write/lines.h"
#include "write/phrases.h"
#include "write/text_layout.h"

namespace ibid::write {
namespace {

constexpr std::size_t kWidthMin = 40;
constexpr std::size_t kFieldColumns = 10;
constexpr std::size_t kQuoteMax = 300;       // Code points of a stranger's words.
constexpr std::size_t kMentionsShown = 8;    // Of one source; the rest is counted.
constexpr std::size_t kCandidatesShown = 5;  // The same.
constexpr std::size_t kConcernsShown = 12;

class TextReport {
 public:
  TextReport(const Article& article, const Style& style)
      : article_(article),
        findings_(Find(article)),
        lines_(article.document.text),
        out_(std::max(kWidthMin, static_cast<std::size_t>(std::max(style.width, 0))), style.color) {
  }

  std::string Write() && {
    WriteHead();
    WriteConcerns();
    for (std::size_t i = 0; i < findings_.sources.size(); ++i) {
      const Source& source = findings_.sources[i];
      if (i == 0 || source.group != findings_.sources[i - 1].group) {
        out_.Heading(Title(source.group));
      }
      WriteSource(source);
    }
    return std::move(out_).Finish();
  }

 private:
  void WriteHead() {
    const Metadata& metadata = article_.document.metadata;
    const std::string title = Plain(metadata.title.value);
    out_.Paragraph(0, title.empty() ? "(no title found)" : title);
    const std::string line = AboutLine(metadata);
    if (!line.empty()) {
      out_.Paragraph(0, line);
    }
    out_.Paragraph(0, Plain(article_.document.source));
    out_.Blank();
    for (const std::string& words : findings_.summary) {
      out_.Paragraph(0, words);
    }
    if (findings_.sources.empty()) {
      out_.Paragraph(0, "Nothing was found that this article leans on.");
    }
    WriteWhenChecked();
  }

  void WriteWhenChecked() {
    if (!findings_.resolved) {
      out_.Paragraph(0, "The web was not asked.");
      return;
    }
    Instant newest{};
    std::size_t answers = 0;
    for (const Evidence& evidence : article_.evidence) {
      if (evidence.status != 0) {
        ++answers;
        newest = std::max(newest, evidence.at);
      }
    }
    if (answers == 0) {
      out_.Paragraph(0, "The web gave no answer.");
    } else {
      out_.Paragraph(
          0, Count(answers, "answer", "answers") + " of the web, the last of " + TimeWords(newest));
    }
  }

  void WriteConcerns() {
    if (findings_.concerns.empty()) {
      return;
    }
    out_.Heading("Worth a look");
    std::size_t shown = 0;
    for (const Concern& concern : findings_.concerns) {
      if (shown++ == kConcernsShown) {
        out_.Paragraph(2, "and " + std::to_string(findings_.concerns.size() - kConcernsShown) +
                              " more, said with their sources below");
        break;
      }
      std::string words;
      if (concern.source != kNoSource) {
        const Source& source = findings_.sources[concern.source];
        words = Number(source) + " " + text::Shorten(LabelOf(source), 60) + ": ";
      }
      const Tone tone = concern.weight >= 70 ? Tone::kDead : Tone::kFailed;
      out_.Paragraph("  " + out_.Toned(tone, "!") + " ", 4, words + concern.words);
    }
  }

  static std::string Number(const Source& source) {
    return "[" + std::to_string(source.index + 1) + "]";
  }

  // A line of a source: what it is, then the words, or a URL.
  void Field(std::string_view name, std::string_view words) {
    std::string first = "     ";
    first.append(out_.Dim(name));
    first.append(name.size() < kFieldColumns ? kFieldColumns - name.size() : 1, ' ');
    out_.Paragraph(first, 5 + kFieldColumns, words);
  }

  void WriteSource(const Source& source) {
    const std::string number = Number(source);
    const VerdictWords words = WordsFor(source.verdict());
    std::string first =
        number.size() < 5 ? number + std::string(5 - number.size(), ' ') : number + " ";
    const std::size_t columns = first.size();
    std::string label = LabelOf(source);
    if (source.unnamed) {
      label += " (not named)";
    }
    out_.Paragraph(out_.Dim(first), columns, label);
    // Of a person's words nobody expects an answer; of a story that could not be looked for, they
    // do.
    const bool asks_why =
        source.resolution != nullptr && source.reference->kind == ReferenceKind::kStory;
    if (words.tone != Tone::kNone || asks_why) {
      std::string reasons;
      for (const std::string& reason : source.resolution->reasons) {
        reasons.append(reasons.empty() ? "" : "; ").append(Plain(reason));
      }
      const std::string verdict = std::string(words.sign).append(" ").append(words.words);
      const std::string first_line = "     " + out_.Toned(words.tone, verdict) + ": ";
      out_.Paragraph(first_line, 7 + text::DisplayWidth(verdict), 7, reasons);
    }
    WriteAddress(source);
    if (source.resolution != nullptr) {
      WriteResolution(source, *source.resolution);
    }
    WriteMentions(source);
  }

  void WriteAddress(const Source& source) {
    const Reference& reference = *source.reference;
    if (!reference.url.empty() && Plain(reference.url) != LabelOf(source)) {
      Field("address", Plain(reference.url));
    }
  }

  void WriteResolution(const Source& source, const Resolution& resolution) {
    if (!resolution.final_url.empty() && resolution.final_url != source.reference->url) {
      Field(source.group == Group::kPosts ? "found" : "leads to", Plain(resolution.final_url));
    }
    // What is known of a post that is gone was found elsewhere; an error page is not the page.
    if (!resolution.title.empty() &&
        (source.group == Group::kPosts || graph::ShowsWork(resolution.verdict))) {
      std::string about = Quoted(resolution.title, kQuoteMax);
      if (!resolution.site.empty()) {
        about += ", " + Plain(resolution.site);
      }
      if (!resolution.published.empty()) {
        about += ", " + DateWords(resolution.published);
      }
      Field("is", about);
    }
    if (resolution.post) {
      for (const Difference& difference : resolution.post->differences) {
        const std::string_view note = WordsFor(difference.kind);
        Field("differs", Plain(difference.field) + ": " + Quoted(difference.shown, kQuoteMax) +
                             " in the article, " + Quoted(difference.actual, kQuoteMax) +
                             " at the source" +
                             (note.empty() ? "" : " (" + std::string(note) + ")"));
      }
    }
    if (const std::string history = HistoryWords(resolution.history); !history.empty()) {
      Field("history", history);
    }
    WriteQuotes(resolution);
    for (const Snapshot& snapshot : resolution.snapshots) {
      std::string words = DateWords(FormatInstant(snapshot.at).substr(0, 10));
      if (!snapshot.valid) {
        words += ", of no use: " + Plain(snapshot.reason);
      }
      Field("archived", words + " " + Plain(snapshot.url));
    }
    WriteCandidates(resolution);
  }

  void WriteQuotes(const Resolution& resolution) {
    for (const QuoteCheck& check : resolution.quotes) {
      for (const QuoteLook& look : check.looks) {
        const std::string where(WhereWords(look));
        if (look.fit == QuoteFit::kChanged) {
          Field("differs", "“" + DifferenceWords(look, kQuoteMax) + "” (quoted → " + where + ")");
        } else {
          Field("quote", (look.fit == QuoteFit::kVerbatim ? "stands so " : "is not ") + where +
                             ": " + Quoted(check.words, kQuoteMax));
        }
      }
    }
    if (resolution.drift) {
      Field("since", DriftWords(*resolution.drift));
    }
  }

  void WriteCandidates(const Resolution& resolution) {
    std::size_t shown = 0;
    for (const Candidate& candidate : resolution.candidates) {
      if (shown++ == kCandidatesShown) {
        Field("", "and " + std::to_string(resolution.candidates.size() - kCandidatesShown) +
                      " more candidates");
        return;
      }
      std::string words = ShareWords(candidate.score) + " " + Quoted(candidate.title, kQuoteMax);
      if (!candidate.date.empty()) {
        words += ", " + DateWords(candidate.date);
      }
      for (const std::string& reason : candidate.reasons) {
        words += "; " + Plain(reason);
      }
      if (!candidate.copies.empty()) {
        words += "; " + Count(candidate.copies.size(), "copy", "copies") + " of it elsewhere";
      }
      Field("maybe", words + " " + Plain(candidate.url));
    }
  }

  // Where the article mentions it: the lines of its text, with the words where they say more than
  // the source's label.
  void WriteMentions(const Source& source) {
    const std::vector<const Mention*> mentions = source.OuterMentions();
    const std::string label = LabelOf(source);
    std::string plain_lines;
    std::size_t shown = 0;
    for (const Mention* mention : mentions) {
      if (shown++ == kMentionsShown) {
        Field("", "and " + std::to_string(mentions.size() - kMentionsShown) + " more mentions");
        break;
      }
      const std::string line = std::to_string(lines_.Of(mention->at.begin));
      const std::string words = WordsOf(article_.document, *mention);
      if (words == label || words == source.reference->url) {
        plain_lines += (plain_lines.empty() ? "" : ", ") + line;
      } else {
        Field("line " + line, Quoted(words, kQuoteMax));
      }
    }
    if (!plain_lines.empty()) {
      Field("on line", plain_lines);
    }
  }

  const Article& article_;
  const Findings findings_;
  const Lines lines_;
  TextLayout out_;
};

}  // namespace

std::string Text(const Article& article, const Style& style) {
  return TextReport(article, style).Write();
}

}  // namespace ibid::write
