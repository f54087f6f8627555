#include "write/listing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "text/phrase.h"
#include "text/utf8.h"
#include "text/width.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

// Line and column of offsets that come in rising order; one pass over the text.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  // REQUIRES: not before the offset of the last call.
  std::string At(std::uint32_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
        ++column_;
      }
    }
    return std::to_string(line_) + ":" + std::to_string(column_);
  }

 private:
  std::string_view text_;
  std::uint32_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

// What is said of a mention beside its words.
struct Details {
  const Document& document;

  std::string operator()(const LinkParts& link) const {
    std::string out = link.url;
    out += link.truncated ? " (cut off)" : "";
    out += link.repaired ? " (repaired)" : "";
    return out;
  }
  std::string operator()(const EmbedParts& embed) const {
    std::string out = embed.platform + " " + std::string(Name(embed.form));
    for (const auto& [label, value] :
         {std::pair{" @", &embed.account}, {" ", &embed.date}, {" id ", &embed.post_id}}) {
      out += value->empty() ? "" : label + *value;
    }
    return out;
  }
  std::string operator()(const TagParts&) const { return ""; }
  std::string operator()(const AttributionParts& said) const {
    std::string out =
        said.source ? std::string(text::WithoutComma(document.Text(said.source->at))) : "nobody";
    out += " (" + std::string(Name(said.source_type)) + ")";
    if (said.cue) {
      out += " " + std::string(document.Text(*said.cue));
    }
    out += said.channel == Channel::kUnknown ? "" : ", " + std::string(Name(said.channel));
    out += said.date.empty() ? "" : ", " + said.date;
    out += said.nested ? ", nested" : "";
    return out;
  }
  std::string operator()(const QuoteParts& quote) const {
    return quote.speaker ? std::string(document.Text(*quote.speaker)) : "nobody named";
  }
  std::string operator()(const BylineParts& byline) const { return byline.name; }
  std::string operator()(const DatelineParts& line) const {
    return line.place + (line.agency.empty() ? "" : ", " + line.agency);
  }
  std::string operator()(const NoticeParts& notice) const {
    return std::string(Name(notice.notice)) + " " + notice.name;
  }
  std::string operator()(const IdentifierParts& id) const { return id.scheme + " " + id.value; }
};

std::string Padded(std::string text, std::size_t columns) {
  const std::size_t width = text::DisplayWidth(text);
  return text + std::string(columns > width ? columns - width : 1, ' ');
}

std::string Percent(double share) {
  return std::to_string(std::lround(std::clamp(share, 0.0, 1.0) * 100)) + "%";
}

}  // namespace

std::string Listing(const Article& article, const Style& style) {
  const Document& document = article.document;
  const std::string_view bold = style.color ? "\x1b[1m" : "";
  const std::string_view plain = style.color ? "\x1b[0m" : "";
  std::string out = std::string(bold) + Plain(document.source) + std::string(plain) + "\n";
  Places places(document.text);
  for (const Mention& mention : article.mentions) {
    out +=
        "  " + Padded(places.At(mention.at.begin), 9) + Padded(std::string(Name(mention.kind)), 12);
    const std::string details = Plain(std::visit(Details{document}, mention.parts));
    out += details.empty() ? "" : details + "  ";
    out += Quoted(document.Text(mention.at), 60);
    if (!mention.refers.name.empty()) {
      out += " -> " + Plain(mention.refers.name);
    }
    for (const Referral::Candidate& candidate : mention.refers.candidates) {
      out += " ?" + Plain(candidate.name) + " " + Percent(candidate.score);
    }
    out += mention.chrome ? " [chrome]" : "";
    out += "\n";
  }
  if (article.mentions.empty()) {
    out += "  nothing found\n";
  }
  for (const std::string& note : document.notes) {
    out += "  note: " + Plain(note) + "\n";
  }
  return out;
}

}  // namespace ibid::write
