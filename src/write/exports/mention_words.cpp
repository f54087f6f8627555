#include "write/exports/mention_words.h"

#include <string_view>
#include <variant>

#include "text/phrase.h"

namespace ibid::write {
namespace {

// Spans come from JSON too, where the text may have been left out.
std::string_view Within(const Document& document, TextSpan at) {
  return at.begin <= at.end && at.end <= document.text.size() ? document.Text(at)
                                                              : std::string_view();
}

struct SourceOf {
  const Document& document;

  std::string operator()(const EmbedParts& embed) const {
    if (embed.account.empty()) {
      return embed.author;
    }
    return embed.author.empty() ? "@" + embed.account : embed.author + " (@" + embed.account + ")";
  }
  std::string operator()(const AttributionParts& said) const {
    return said.source ? std::string(text::WithoutComma(Within(document, said.source->at))) : "";
  }
  std::string operator()(const QuoteParts& quote) const {
    return quote.speaker ? std::string(Within(document, *quote.speaker)) : "";
  }
  std::string operator()(const BylineParts& byline) const { return byline.name; }
  std::string operator()(const DatelineParts& line) const { return line.agency; }
  std::string operator()(const NoticeParts& notice) const { return notice.name; }
  template <class Other>
  std::string operator()(const Other& /*parts*/) const {
    return "";
  }
};

struct TakenOf {
  const Document& document;

  std::string operator()(const EmbedParts& embed) const { return embed.text; }
  std::string operator()(const AttributionParts& said) const {
    std::string out;
    for (const TextSpan content : said.content) {
      out.append(out.empty() ? "" : " … ").append(Within(document, content));
    }
    return out;
  }
  std::string operator()(const QuoteParts& quote) const {
    return std::string(Within(document, quote.inner));
  }
  template <class Other>
  std::string operator()(const Other& /*parts*/) const {
    return "";
  }
};

}  // namespace

std::string SourceWords(const Document& document, const Mention& mention) {
  return std::visit(SourceOf{document}, mention.parts);
}

std::string TakenWords(const Document& document, const Mention& mention) {
  return std::visit(TakenOf{document}, mention.parts);
}

}  // namespace ibid::write
