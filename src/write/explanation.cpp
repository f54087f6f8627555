#include "write/explanation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/utf8.h"
#include "write/marked_text.h"
#include "write/phrases.h"
#include "write/rules.h"
#include "write/text_layout.h"

namespace ibid::write {
namespace {

constexpr std::size_t kLabelColumns = 16;
constexpr std::string_view kIndent = "    ";
constexpr std::size_t kWordsMax = 160;       // Characters of a part that are shown.
constexpr std::size_t kAroundBytesMin = 24;  // On each side of a rejected candidate.
constexpr std::size_t kPartsMax = 8;         // Stretches of content, candidates, readings.

using Fields = std::vector<std::pair<std::string, std::string>>;

// What the parts of a mention are, and where they stand.
struct Parts {
  const Document& document;
  Fields& fields;
  std::vector<Mark>& marks;

  void Add(std::string_view label, std::string words) const {
    if (!words.empty()) {
      fields.emplace_back(label, std::move(words));
    }
  }
  void AddSpan(std::string_view label, TextSpan at, char sign) const {
    Add(std::string(label) + " " + sign, Quoted(document.Text(at), kWordsMax));
    marks.push_back({at, sign});
  }

  void operator()(const LinkParts& link) const {
    Add("leads to", Plain(link.url));
    Add("written", link.written == link.url ? "" : Plain(link.written));
    Add("but", link.truncated ? "an ellipsis cuts it off, so it is not asked for" : "");
    Add("but", link.repaired ? "it does not stand there in one piece" : "");
    for (std::size_t i = 0; i < std::min(link.repairs.size(), kPartsMax); ++i) {
      Add("or", Plain(link.repairs[i]));
    }
  }
  void operator()(const EmbedParts& embed) const {
    Add("form", std::string(Name(embed.form)));
    Add("platform", Plain(embed.platform));
    Add("post", Plain(embed.post_id));
    Add("but", embed.post_id.empty() ? "its id is lost" : "");
    Add("author", Plain(embed.author));
    Add("account", embed.account.empty() ? "" : "@" + Plain(embed.account));
    Add("date", DateWords(embed.date));
    if (embed.text_at) {
      AddSpan("text", *embed.text_at, '~');
    }
  }
  void operator()(const TagParts& tag) const { Add("name", Plain(tag.name)); }
  void operator()(const AttributionParts& said) const {
    for (std::size_t i = 0; i < std::min(said.content.size(), kPartsMax); ++i) {
      AddSpan("content", said.content[i], '~');
    }
    if (said.source) {
      AddSpan("source", said.source->at, 's');
      AddSpan("its head", said.source->head, 'S');
    }
    if (said.cue) {
      AddSpan("cue", *said.cue, 'c');
    }
    if (said.addressee) {
      AddSpan("told to", *said.addressee, 'a');
    }
    Add("but", said.source ? "" : "no source is named");
    Add("but", said.content.empty() ? "nothing is said" : "");
    Add("source type",
        std::string(Name(said.source_type)) + (said.named ? ", named" : ", unnamed"));
    Add("channel", said.channel == Channel::kUnknown ? "" : std::string(Name(said.channel)));
    Add("factuality", std::string(Name(said.factuality)));
    Add("date", DateWords(said.date));
    Add("nested", said.nested ? "inside what another source says" : "");
  }
  void operator()(const QuoteParts& quote) const {
    marks.push_back({quote.inner, '~'});
    if (quote.speaker) {
      AddSpan("speaker", *quote.speaker, 'S');
    }
    Add("but", quote.speaker ? "" : "nobody is named beside it");
  }
  void operator()(const BylineParts& byline) const { Add("name", Plain(byline.name)); }
  void operator()(const DatelineParts& line) const {
    Add("place", Plain(line.place));
    Add("date", DateWords(line.date));
    Add("agency", Plain(line.agency));
  }
  void operator()(const NoticeParts& notice) const {
    Add("says", std::string(Name(notice.notice)));
    Add("names", Plain(notice.name));
    Add("date", DateWords(notice.date));
  }
  void operator()(const IdentifierParts& id) const { Add(id.scheme, Plain(id.value)); }
};

std::string Percent(double share) {
  return std::to_string(std::lround(std::clamp(share, 0.0, 1.0) * 100)) + " %";
}

std::string Rule(std::string_view rule) {
  const std::string_view words = RuleWords(rule);
  return Plain(rule) + (words.empty() ? "" : ": " + std::string(words));
}

class Explainer {
 public:
  Explainer(const Article& article, const std::vector<Rejection>& rejections, const Style& style)
      : article_(article),
        rejections_(rejections),
        document_(article.document),
        columns_(static_cast<std::size_t>(style.width)),
        color_(style.color) {}

  std::string Write() {
    TextLayout layout(columns_, color_);
    std::string out = layout.Bold(Plain(document_.source)) + "\n";
    for (const Mention& mention : article_.mentions) {
      out += "\n" + Explain(mention);
    }
    out += article_.mentions.empty() ? "  nothing found\n" : "";
    if (!rejections_.empty()) {
      out += "\n" + layout.Bold("NEARLY FOUND") + "\n";
    }
    counted_ = 0;
    line_ = 1;
    for (const Rejection& rejection : rejections_) {
      out += "\n" + Explain(rejection);
    }
    return out;
  }

 private:
  std::string Explain(const Mention& mention) {
    Fields fields;
    std::vector<Mark> marks{{mention.at, '^'}};
    std::visit(Parts{document_, fields, marks}, mention.parts);
    AddReferral(mention.refers, fields);
    if (mention.chrome) {
      const Zone* zone = document_.ZoneAt(mention.at.begin);
      const bool signed_so = zone != nullptr && zone->chrome && !zone->rule.empty();
      fields.emplace_back("but", "it stands outside the article" +
                                     (signed_so ? " (" + Plain(zone->rule) + ")" : ""));
    }
    TextLayout layout(columns_, color_);
    const std::string head = Plain(mention.id) + " " + std::string(Name(mention.kind));
    layout.Paragraph(layout.Bold(head) + "  ", head.size() + 2, kIndent.size(),
                     "line " + Line(mention.at.begin) + ", " + Percent(mention.confidence) +
                         " sure, " + Rule(mention.rule));
    std::string out = std::move(layout).Finish();
    out += MarkedText(document_.text, Shown(mention, marks), marks, columns_ - kIndent.size(),
                      kIndent);
    TextLayout parts(columns_, color_);
    for (const auto& [label, words] : fields) {
      std::string first = std::string(kIndent) + label;
      first.resize(std::max(first.size() + 1, kLabelColumns), ' ');
      parts.Paragraph(first, first.size(), words);
    }
    return out + std::move(parts).Finish();
  }

  std::string Explain(const Rejection& rejection) {
    TextLayout layout(columns_, color_);
    layout.Paragraph("", 0, kIndent.size(),
                     "line " + Line(rejection.at.begin) + ", " + Rule(rejection.rule));
    return std::move(layout).Finish() + MarkedText(document_.text, Around(rejection.at),
                                                   {{rejection.at, '^'}}, columns_ - kIndent.size(),
                                                   kIndent);
  }

  // What is rejected, with some words on both sides of it in its line.
  TextSpan Around(TextSpan at) const {
    const std::string_view text = document_.text;
    const std::size_t columns = columns_ - std::min(columns_, kIndent.size() + at.size());
    const std::size_t around = std::max(columns / 2, kAroundBytesMin);
    const std::size_t floor = at.begin - std::min<std::size_t>(at.begin, around);
    const std::size_t limit = std::min<std::size_t>(text.size(), at.end + around);
    const std::string_view before = text.substr(floor, at.begin - floor);
    const std::string_view behind = text.substr(at.end, limit - at.end);
    const std::size_t line = before.rfind('\n');
    const std::size_t word = floor > 0 ? before.find(' ') : std::string_view::npos;
    const std::size_t begin = line != std::string_view::npos   ? floor + line + 1
                              : word != std::string_view::npos ? floor + word + 1
                                                               : floor;
    const std::size_t end = at.end + std::min(behind.find('\n'), behind.size());
    const std::size_t cut = limit < text.size() ? text.substr(0, end).rfind(' ') : end;
    const bool whole = end < limit || cut == std::string_view::npos || cut < at.end;
    return {static_cast<std::uint32_t>(text::BoundaryAfter(text, begin)),
            static_cast<std::uint32_t>(text::BoundaryBefore(text, whole ? end : cut))};
  }

  // The mention, and its parts where they stand in the same zone.
  TextSpan Shown(const Mention& mention, const std::vector<Mark>& marks) const {
    TextSpan all = mention.at;
    const Zone* zone = document_.ZoneAt(mention.at.begin);
    for (const Mark& mark : marks) {
      if (zone != nullptr && zone->at.Contains(mark.at)) {
        all = {std::min(all.begin, mark.at.begin), std::max(all.end, mark.at.end)};
      }
    }
    return all;
  }

  static void AddReferral(const Referral& refers, Fields& fields) {
    if (!refers.name.empty()) {
      fields.emplace_back("refers to", Plain(refers.name));
    }
    for (std::size_t i = 0; i < std::min(refers.candidates.size(), kPartsMax); ++i) {
      const Referral::Candidate& candidate = refers.candidates[i];
      fields.emplace_back("maybe", Plain(candidate.name) + ", " + Percent(candidate.score));
    }
    if (!refers.rule.empty()) {
      fields.emplace_back("because", Rule(refers.rule));
    }
  }

  // Mentions come in the order of the text: one pass over it.
  std::string Line(std::uint32_t at) {
    if (at >= counted_) {
      line_ += static_cast<std::size_t>(
          std::count(document_.text.begin() + counted_, document_.text.begin() + at, '\n'));
      counted_ = at;
    }
    return std::to_string(line_);
  }

  const Article& article_;
  const std::vector<Rejection>& rejections_;
  const Document& document_;
  std::size_t columns_;
  bool color_;
  std::uint32_t counted_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::string Explanation(const Article& article, const std::vector<Rejection>& rejections,
                        const Style& style) {
  return Explainer(article, rejections, style).Write();
}

}  // namespace ibid::write
