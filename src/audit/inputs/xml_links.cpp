#include "audit/inputs/xml_links.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "audit/inputs/html_links.h"
#include "audit/inputs/unescaped.h"
#include "read/html_tokens.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

using read::HtmlToken;
using read::HtmlTokens;
using What = WrittenLink::What;

struct AttributeRow {
  std::string_view element;  // Without its prefix.
  std::string_view attribute;
};
constexpr auto kAttributes = std::to_array<AttributeRow>({
    {"link", "href"},      // Atom, and the translations of a sitemap's page
    {"enclosure", "url"},  // RSS
    {"source", "url"},
    {"content", "url"},  // Media RSS
    {"player", "url"},
    {"thumbnail", "url"},
    {"content", "src"},  // Atom
    {"a", "href"},       // XHTML in Atom
    {"img", "src"},
});

constexpr auto kSitemapText =
    std::to_array<std::string_view>({"loc", "content_loc", "player_loc", "thumbnail_loc"});
constexpr auto kFeedText = std::to_array<std::string_view>(
    {"link", "guid", "comments", "url", "uri", "icon", "logo", "origlink", "commentrss"});
constexpr auto kFeedHtml =
    std::to_array<std::string_view>({"description", "encoded", "summary", "content"});

template <std::size_t kCount>
bool OneOf(const std::array<std::string_view, kCount>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view WithoutPrefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool IsHttp(std::string_view words) {
  return text::StartsWithNoCase(words, "http://") || text::StartsWithNoCase(words, "https://");
}

const HtmlToken::Attribute* Get(const HtmlToken& token, std::string_view name) {
  for (const HtmlToken::Attribute& attribute : token.attributes) {
    if (attribute.name == name) {
      return &attribute;
    }
  }
  return nullptr;
}

XmlKind KindOfRoot(std::string_view name) {
  name = WithoutPrefix(name);
  return name == "urlset"                                   ? XmlKind::kSitemap
         : name == "sitemapindex"                           ? XmlKind::kSitemapIndex
         : name == "rss" || name == "feed" || name == "rdf" ? XmlKind::kFeed
         : name == "html"                                   ? XmlKind::kNone
                                                            : XmlKind::kOther;
}

class Finder {
 public:
  Finder(std::string_view text, const TakeWritten& take)
      : text_(text), take_(take), tokens_(text, true) {}

  bool Run() {
    HtmlToken token;
    while (wanted_ && tokens_.Next(token)) {
      if (token.kind == HtmlToken::Kind::kStartTag) {
        StartTag(token);
      } else if (token.kind == HtmlToken::Kind::kEndTag) {
        element_.clear();
      } else if (token.kind == HtmlToken::Kind::kText || token.kind == HtmlToken::Kind::kRawText) {
        Words(token);
      }
    }
    return wanted_;
  }

 private:
  void StartTag(const HtmlToken& token) {
    if (!root_seen_) {
      root_seen_ = true;
      kind_ = KindOfRoot(token.name);
      const HtmlToken::Attribute* base = Get(token, "xml:base");
      base_ = base != nullptr && base->value.size() <= kBaseBytesMax ? base->value : "";
    }
    element_ = WithoutPrefix(token.name);
    const HtmlToken::Attribute* permanent = Get(token, "ispermalink");
    if (element_ == "guid" && permanent != nullptr && permanent->value == "false") {
      element_.clear();
    }
    for (const HtmlToken::Attribute& attribute : token.attributes) {
      if (IsAddress(attribute)) {
        Attribute(token, attribute);
      }
    }
  }

  bool IsAddress(const HtmlToken::Attribute& attribute) const {
    if (attribute.value_begin == 0) {
      return false;
    }
    if (kind_ == XmlKind::kOther) {
      return IsHttp(text::Trim(attribute.value)) &&
             !text::StartsWithNoCase(attribute.name, "xmlns") &&
             !text::StartsWithNoCase(attribute.name, "xsi:");
    }
    return std::any_of(kAttributes.begin(), kAttributes.end(), [&](const AttributeRow& row) {
      return row.element == element_ && row.attribute == attribute.name;
    });
  }

  void Attribute(const HtmlToken& token, const HtmlToken::Attribute& attribute) {
    const char before = text_[attribute.value_begin - 1];
    WrittenLink link;
    link.layers = {before == '\''  ? Layer::kHtmlSingle
                   : before == '"' ? Layer::kHtmlDouble
                                   : Layer::kHtmlBare};
    link.address = text::Trim(attribute.value);
    link.what = token.name == "img" ? What::kMedia
                : token.name == "a" ? What::kReference
                                    : What::kOther;
    const std::string_view raw = text::Trim(
        text_.substr(attribute.value_begin, attribute.value_end - attribute.value_begin));
    Give(std::move(link), raw.data(), raw.size());
  }

  void Words(const HtmlToken& token) {
    const bool cdata = token.kind == HtmlToken::Kind::kRawText;
    const std::string_view raw = text::Trim(token.text);
    if (raw.empty()) {
      return;
    }
    if (kind_ == XmlKind::kFeed && OneOf(kFeedHtml, element_)) {
      Html(raw, cdata);
      return;
    }
    const bool sitemap = kind_ == XmlKind::kSitemap || kind_ == XmlKind::kSitemapIndex;
    const bool named = (sitemap && OneOf(kSitemapText, element_)) ||
                       (kind_ == XmlKind::kFeed && OneOf(kFeedText, element_)) ||
                       (kind_ == XmlKind::kOther && IsHttp(raw));
    if (!named || raw.size() > kAddressBytesMax) {
      return;
    }
    WrittenLink link;
    link.layers = {cdata ? Layer::kPlain : Layer::kXmlText};
    link.address = cdata ? std::string(raw) : Unescaped::OfReferences(raw, 0, false).text();
    link.what = element_ == "guid" ? What::kName : What::kOther;
    const bool guess = element_ == "guid" || kind_ == XmlKind::kOther;
    if (link.address.find_first_of(" \t\r\n") != std::string::npos ||
        (guess && !IsHttp(link.address))) {
      return;  // A GUID is often no address, whatever it says of itself.
    }
    Give(std::move(link), raw.data(), raw.size());
  }

  void Html(std::string_view raw, bool cdata) {
    const auto at = static_cast<std::size_t>(raw.data() - text_.data());
    const Unescaped page =
        cdata ? Unescaped::AsIs(raw, at) : Unescaped::OfReferences(raw, at, false);
    wanted_ = HtmlLinks(page.text(), [&](WrittenLink link) {
      page.Move(link);
      if (!cdata) {
        link.layers.push_back(Layer::kXmlText);
      }
      return take_(std::move(link));
    });
  }

  void Give(WrittenLink link, const char* raw, std::size_t size) {
    if (link.address.empty() || size == 0 || size > kAddressBytesMax) {
      return;
    }
    const auto begin = static_cast<std::uint32_t>(raw - text_.data());
    link.at = {begin, begin + static_cast<std::uint32_t>(size)};
    link.base = base_;
    wanted_ = wanted_ && take_(std::move(link));
  }

  std::string_view text_;
  const TakeWritten& take_;
  HtmlTokens tokens_;
  bool wanted_ = true;
  bool root_seen_ = false;
  XmlKind kind_ = XmlKind::kOther;
  std::string element_;  // That was opened last, without its prefix; empty after an end tag.
  std::string base_;
};

}  // namespace

XmlKind KindOfXml(std::string_view text) {
  constexpr std::size_t kLookedAt = 1U << 16U;
  std::string_view head = text.substr(0, kLookedAt);
  const std::string_view begun = text::Trim(head);
  if (!begun.starts_with('<')) {
    return XmlKind::kNone;
  }
  const bool declared = begun.starts_with("<?xml");
  HtmlTokens tokens(head, true);
  HtmlToken token;
  while (tokens.Next(token)) {
    if (token.kind == HtmlToken::Kind::kStartTag) {
      const XmlKind kind = KindOfRoot(token.name);
      return kind == XmlKind::kOther && !declared ? XmlKind::kNone : kind;
    }
  }
  return XmlKind::kNone;
}

bool XmlLinks(std::string_view text, const TakeWritten& take) {
  return Finder(text, take).Run();
}

}  // namespace ibid::audit
