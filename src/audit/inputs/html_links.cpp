#include "audit/inputs/html_links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "audit/inputs/unescaped.h"
#include "read/html_tokens.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

using read::HtmlToken;
using read::HtmlTokens;
using What = WrittenLink::What;

struct Row {
  std::string_view attribute;
  std::string_view elements;  // Separated by spaces; empty: any.
  What what;
};
// An attribute of an element has the first row that fits.
constexpr auto kRows = std::to_array<Row>({
    {"href", "a area", What::kReference},
    {"href", "link", What::kOther},
    {"href", "use image feimage script", What::kMedia},  // SVG
    {"xlink:href", "a", What::kReference},
    {"xlink:href", "", What::kMedia},
    {"src", "script", What::kOther},
    {"src", "", What::kMedia},  // Also amp-img and its kind.
    {"poster", "", What::kMedia},
    {"data", "object", What::kMedia},
    {"background", "body table td th tr", What::kMedia},
    {"cite", "blockquote q ins del", What::kReference},
    {"longdesc", "img iframe frame", What::kReference},
    {"manifest", "html", What::kOther},
});

bool HasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    words = text::Trim(words);
    const std::size_t end = std::min(words.find_first_of(" \t\r\n\f"), words.size());
    if (text::EqualNoCase(words.substr(0, end), word)) {
      return !word.empty();
    }
    words.remove_prefix(end);
  }
  return false;
}

const HtmlToken::Attribute* Get(const HtmlToken& token, std::string_view name) {
  for (const HtmlToken::Attribute& attribute : token.attributes) {
    if (attribute.name == name) {
      return &attribute;
    }
  }
  return nullptr;
}

class Finder {
 public:
  Finder(std::string_view page, const TakeWritten& take)
      : page_(page), take_(take), tokens_(page, false) {}

  bool Run() {
    HtmlToken token;
    while (wanted_ && tokens_.Next(token)) {
      if (token.kind == HtmlToken::Kind::kStartTag) {
        StartTag(token);
      } else if (token.kind == HtmlToken::Kind::kEndTag && token.name == "a") {
        GiveAnchor();
      } else if (token.kind == HtmlToken::Kind::kText && anchor_) {
        AddWords(token.text);
      }
    }
    GiveAnchor();
    return wanted_;
  }

 private:
  void StartTag(const HtmlToken& token) {
    if (token.name == "base" && base_.empty()) {
      const HtmlToken::Attribute* href = Get(token, "href");
      if (href != nullptr && href->value.size() <= kBaseBytesMax) {
        base_ = text::Trim(href->value);
      }
      return;
    }
    if (token.name == "a") {
      GiveAnchor();
    }
    // A picture or a film inside of a link comes before it is known what the link's words are.
    for (const HtmlToken::Attribute& attribute : token.attributes) {
      if (attribute.name == "srcset" || attribute.name == "imagesrcset") {
        Srcset(attribute);
      } else if (token.name == "meta" && attribute.name == "content") {
        Refresh(token, attribute);
      } else if (const Row* row = RowOf(token.name, attribute.name)) {
        Address(token, attribute, *row);
      }
    }
  }

  static const Row* RowOf(std::string_view element, std::string_view attribute) {
    for (const Row& row : kRows) {
      if (row.attribute == attribute && (row.elements.empty() || HasWord(row.elements, element))) {
        return &row;
      }
    }
    return nullptr;
  }

  Layer LayerOf(const HtmlToken::Attribute& attribute) const {
    const char before = page_[attribute.value_begin - 1];
    return before == '"'    ? Layer::kHtmlDouble
           : before == '\'' ? Layer::kHtmlSingle
                            : Layer::kHtmlBare;
  }

  void Address(const HtmlToken& token, const HtmlToken::Attribute& attribute, const Row& row) {
    if (attribute.value_begin == 0) {
      return;
    }
    WrittenLink link;
    link.what = row.what;
    if (token.name == "link") {
      const HtmlToken::Attribute* rel = Get(token, "rel");
      const std::string_view words = rel != nullptr ? std::string_view(rel->value) : "";
      if (HasWord(words, "preconnect") || HasWord(words, "dns-prefetch")) {
        return;
      }
      link.what = HasWord(words, "icon") ? What::kMedia : What::kOther;
    }
    link.robust = Get(token, "data-originalurl") != nullptr ||
                  Get(token, "data-versionurl") != nullptr ||
                  Get(token, "data-versiondate") != nullptr;
    const Layer layer = LayerOf(attribute);
    if (attribute.name == "href" && (token.name == "a" || token.name == "area") && !link.robust) {
      link.attributes_at =
          static_cast<std::uint32_t>(attribute.value_end + (layer == Layer::kHtmlBare ? 0 : 1));
    }
    // Browsers take white space off; it stays where it is.
    const std::string_view raw =
        page_.substr(attribute.value_begin, attribute.value_end - attribute.value_begin);
    const std::string_view kept = layer == Layer::kHtmlBare ? raw : text::Trim(raw);
    const std::size_t begin =
        kept.empty() ? attribute.value_begin : static_cast<std::size_t>(kept.data() - page_.data());
    link.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + kept.size())};
    link.address = text::Trim(attribute.value);
    link.layers = {layer};
    if (token.name == "a" && attribute.name == "href") {
      anchor_ = std::move(link);
      words_.clear();
    } else {
      Give(std::move(link));
    }
  }

  // "a.jpg 1x, b.jpg 2x" (HTML Standard, 4.8.4.2).
  void Srcset(const HtmlToken::Attribute& attribute) {
    if (attribute.value_begin == 0) {
      return;
    }
    const Layer layer = LayerOf(attribute);
    const Unescaped set = Unescaped::OfReferences(
        page_.substr(attribute.value_begin, attribute.value_end - attribute.value_begin),
        attribute.value_begin, true);
    constexpr std::string_view kSpace = " \t\r\n\f";
    const std::string_view all = set.text();
    for (std::size_t at = 0; at < all.size();) {
      at = std::min(all.find_first_not_of(" \t\r\n\f,", at), all.size());
      std::size_t end = std::min(all.find_first_of(kSpace, at), all.size());
      const bool alone = end > at && all[end - 1] == ',';
      std::size_t address_end = end;
      while (address_end > at && all[address_end - 1] == ',') {
        --address_end;
      }
      if (address_end > at) {
        WrittenLink link;
        link.what = What::kMedia;
        link.address = all.substr(at, address_end - at);
        link.at = {static_cast<std::uint32_t>(set.Of(at)),
                   static_cast<std::uint32_t>(set.Of(address_end))};
        // A value without quotes has no white space and so one address; quotes come around it all.
        link.layers = {layer};
        Give(std::move(link));
      }
      at = alone ? end : std::min(all.find(',', end), all.size());
    }
  }

  // "5; url=https://example.org/"
  void Refresh(const HtmlToken& token, const HtmlToken::Attribute& attribute) {
    const HtmlToken::Attribute* equiv = Get(token, "http-equiv");
    if (equiv == nullptr || !text::EqualNoCase(equiv->value, "refresh") ||
        attribute.value_begin == 0 || LayerOf(attribute) == Layer::kHtmlBare) {
      return;
    }
    const Unescaped content = Unescaped::OfReferences(
        page_.substr(attribute.value_begin, attribute.value_end - attribute.value_begin),
        attribute.value_begin, true);
    const std::string_view all = content.text();
    const std::size_t semicolon = all.find_first_of(";,");
    if (semicolon == std::string_view::npos) {
      return;
    }
    std::string_view rest = text::Trim(all.substr(semicolon + 1));
    if (text::StartsWithNoCase(rest, "url")) {
      const std::string_view value = text::Trim(rest.substr(3));
      rest = value.starts_with('=') ? text::Trim(value.substr(1)) : rest;
    }
    if (rest.size() >= 2 && (rest[0] == '"' || rest[0] == '\'')) {
      rest = rest.substr(1, std::min(rest.find(rest[0], 1), rest.size()) - 1);
    }
    if (rest.empty()) {
      return;
    }
    const auto from = static_cast<std::size_t>(rest.data() - all.data());
    WrittenLink link;
    link.address = rest;
    link.at = {static_cast<std::uint32_t>(content.Of(from)),
               static_cast<std::uint32_t>(content.Of(from + rest.size()))};
    link.layers = {LayerOf(attribute)};
    Give(std::move(link));
  }

  void AddWords(std::string_view words) {
    constexpr std::size_t kBytes = 8 * kAnchorCharsMax;
    if (words_.size() < kBytes) {
      const std::string_view more = words.substr(0, kBytes - words_.size());
      words_ += more.substr(0, text::BoundaryBefore(more, more.size()));
    }
  }

  // Links of a page come in the order in which they stand: what stands inside a link waits for it.
  void GiveAnchor() {
    if (!anchor_) {
      return;
    }
    anchor_->anchor = text::Shorten(
        text::FoldSpace(Unescaped::OfReferences(words_, 0, false).text()), kAnchorCharsMax);
    WrittenLink link = *std::exchange(anchor_, std::nullopt);
    std::vector<WrittenLink> inside = std::exchange(inside_, {});
    Give(std::move(link));
    for (WrittenLink& one : inside) {
      Give(std::move(one));
    }
  }

  void Give(WrittenLink link) {
    if (link.address.empty() || link.address.size() > kAddressBytesMax || !wanted_) {
      return;
    }
    if (anchor_) {
      constexpr std::size_t kInsideMax = 64;
      inside_.push_back(std::move(link));
      if (inside_.size() >= kInsideMax) {  // An <a> that is never closed.
        GiveAnchor();
      }
      return;
    }
    link.base = base_;
    wanted_ = take_(std::move(link));
  }

  std::string_view page_;
  const TakeWritten& take_;
  HtmlTokens tokens_;
  bool wanted_ = true;
  std::string base_;
  std::optional<WrittenLink> anchor_;  // The open <a>.
  std::vector<WrittenLink> inside_;
  std::string words_;
};

}  // namespace

bool HtmlLinks(std::string_view page, const TakeWritten& take) {
  return Finder(page, take).Run();
}

}  // namespace ibid::audit
