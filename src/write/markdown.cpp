#include "write/markdown.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/utf8.h"
#include "write/comparison_words.h"
#include "write/exports/cited_work.h"
#include "write/findings.h"
#include "write/lines.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kQuoteMax = 300;     // Code points of a stranger's words.
constexpr std::size_t kMentionsShown = 8;  // Of one source; the rest is counted.

// Where a list or a rule would begin with it.
bool OpensBlock(std::string_view words) {
  const std::size_t digits = std::min(words.find_first_not_of("0123456789"), words.size());
  return !words.empty() &&
         (std::string_view("+-=:").find(words.front()) != std::string_view::npos ||
          (digits > 0 && digits < words.size() && (words[digits] == '.' || words[digits] == ')')));
}

// A link to itself; words where it is none of the web.
std::string Address(std::string_view url) {
  const std::string safe = SafeUrl(url);
  return safe.empty() ? MarkdownEscaped(url) : "<" + safe + ">";
}

std::string QuotedWords(std::string_view words) {
  return MarkdownEscaped(Quoted(words, kQuoteMax));
}

class MarkdownReport {
 public:
  explicit MarkdownReport(const Article& article)
      : article_(article), findings_(Find(article)), lines_(article.document.text) {}

  std::string Write() && {
    WriteHead();
    if (!findings_.concerns.empty()) {
      out_ += "\n## Worth a look\n\n";
    }
    for (const Concern& concern : findings_.concerns) {
      out_ += "- [ ] ";
      if (concern.source != kNoSource) {
        out_ += "**" + Name(findings_.sources[concern.source]) + "**: ";
      }
      out_ += MarkdownEscaped(concern.words) + "\n";
    }
    for (std::size_t i = 0; i < findings_.sources.size(); ++i) {
      const Source& source = findings_.sources[i];
      if (i == 0 || source.group != findings_.sources[i - 1].group) {
        out_.append("\n## ").append(Title(source.group)).append("\n\n");
      }
      WriteSource(source);
    }
    return std::move(out_);
  }

 private:
  void WriteHead() {
    const Metadata& about = article_.document.metadata;
    const std::string title = MarkdownEscaped(about.title.value);
    out_ += "# " + (title.empty() ? "(no title found)" : title) + "\n\n";
    const std::string line = AboutLine(about);
    if (!line.empty()) {
      out_ += MarkdownEscaped(line) + "\n\n";
    }
    out_ += "Read from " + Address(article_.document.source) + "\n\n";
    for (const std::string& words : findings_.summary) {
      out_ += "- " + MarkdownEscaped(words) + "\n";
    }
    if (findings_.sources.empty()) {
      out_ += "Nothing was found that this article leans on.\n";
    }
    if (!findings_.resolved) {
      out_ += "\nThe web was not asked.\n";
    }
  }

  static std::string Name(const Source& source) {
    return "\\[" + std::to_string(source.index + 1) + "\\] " + MarkdownEscaped(LabelOf(source));
  }

  void Item(std::string_view words) { out_.append("  - ").append(words).append("\n"); }

  void WriteSource(const Source& source) {
    out_ += "- **" + Name(source) + "**" + (source.unnamed ? " (not named)" : "");
    const VerdictWords words = WordsFor(source.verdict());
    if (words.tone != Tone::kNone) {
      out_.append(" ").append(words.sign).append(" ").append(words.words);
    }
    out_ += "\n";
    if (words.tone != Tone::kNone) {
      for (const std::string& reason : source.resolution->reasons) {
        Item(MarkdownEscaped(reason));
      }
    }
    if (!source.reference->url.empty()) {
      Item("address " + Address(source.reference->url));
    }
    if (source.resolution != nullptr) {
      WriteResolution(source, *source.resolution);
    }
    WriteMentions(source);
  }

  void WriteResolution(const Source& source, const Resolution& found) {
    if (!found.final_url.empty() && found.final_url != source.reference->url) {
      Item("leads to " + Address(found.final_url));
    }
    if (!found.title.empty()) {
      Item("is " + QuotedWords(found.title) +
           (found.site.empty() ? "" : ", " + MarkdownEscaped(found.site)));
    }
    if (found.post) {
      for (const Difference& difference : found.post->differences) {
        Item("differs in " + MarkdownEscaped(difference.field) + ": " +
             QuotedWords(difference.shown) + " in the article, " + QuotedWords(difference.actual) +
             " at the source");
      }
    }
    WriteComparisons(found);
    if (const Snapshot* copy = source.BestSnapshot()) {
      Item("archived " + DateWords(FormatInstant(copy->at).substr(0, 10)) + ": " +
           Address(copy->url));
    }
    for (const Candidate& candidate : found.candidates) {
      Item("maybe (" + ShareWords(candidate.score) + ") " + QuotedWords(candidate.title) + " " +
           Address(candidate.url));
    }
  }

  void WriteComparisons(const Resolution& found) {
    for (const QuoteCheck& check : found.quotes) {
      if (check.looks.empty()) {
        continue;
      }
      const QuoteLook& look = BestLook(check);
      if (look.fit == QuoteFit::kChanged) {
        Item("quoted otherwise than " + std::string(WhereWords(look)) + ": “" +
             MarkdownEscaped(DifferenceWords(look, kQuoteMax)) + "”");
      } else if (look.fit == QuoteFit::kAbsent) {
        Item("quoted, and is not " + std::string(WhereWords(look)) + ": " +
             QuotedWords(check.words));
      }
    }
    if (found.drift) {
      Item(DriftWords(*found.drift));
    }
  }

  void WriteMentions(const Source& source) {
    const std::vector<const Mention*> mentions = source.OuterMentions();
    for (std::size_t i = 0; i < std::min(mentions.size(), kMentionsShown); ++i) {
      Item("line " + std::to_string(lines_.Of(mentions[i]->at.begin)) + ": " +
           QuotedWords(WordsOf(article_.document, *mentions[i])));
    }
    if (mentions.size() > kMentionsShown) {
      Item("and " + std::to_string(mentions.size() - kMentionsShown) + " more mentions");
    }
  }

  const Article& article_;
  const Findings findings_;
  const Lines lines_;
  std::string out_;
};

}  // namespace

std::string Markdown(const Article& article) {
  return MarkdownReport(article).Write();
}

std::string MarkdownEscaped(std::string_view words) {
  constexpr std::string_view kMarkup = "\\`*_[]<>&|~$#";
  constexpr std::string_view kJoiner = "\u2060";
  const std::string plain = Plain(words);
  std::string out;
  out.reserve(plain.size() + plain.size() / 8);
  std::size_t opens = plain.size();
  if (OpensBlock(plain)) {
    opens = std::min(plain.find_first_not_of("0123456789"), plain.size());
  }
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const char c = plain[at];
    if (kMarkup.find(c) != std::string_view::npos || at == opens) {
      out += '\\';
    }
    out += c;
    const bool names = (c == '@' || c == '#') && at + 1 < plain.size() &&
                       text::IsWordChar(text::DecodeAt(plain, at + 1).code);
    out += names ? kJoiner : "";
  }
  return out;
}

}  // namespace ibid::write
