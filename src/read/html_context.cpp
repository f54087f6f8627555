#include "read/html_context.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "read/page_words.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

struct KindOfTag {
  std::string_view name;
  ZoneKind kind;
  std::string_view rule;
};
constexpr auto kKinds = std::to_array<KindOfTag>({
    {"blockquote", ZoneKind::kQuote, "html.blockquote"},
    {"caption", ZoneKind::kCaption, "html.caption"},
    {"dd", ZoneKind::kListItem, ""},
    {"dt", ZoneKind::kListItem, ""},
    {"figcaption", ZoneKind::kCaption, "html.figcaption"},
    {"li", ZoneKind::kListItem, ""},
    {"listing", ZoneKind::kCode, "html.pre"},
    {"plaintext", ZoneKind::kCode, "html.pre"},
    {"pre", ZoneKind::kCode, "html.pre"},
    {"td", ZoneKind::kTable, ""},
    {"th", ZoneKind::kTable, ""},
    {"xmp", ZoneKind::kCode, "html.pre"},
});

struct RegionRule {
  std::string_view name;
  std::string_view rule;
  int prose_percent_max;
};
// Elements that stand around the article by what they are.
constexpr auto kTagRegions = std::to_array<RegionRule>({
    {"aside", "html.aside", 40},
    {"button", "html.button", 20},
    {"dialog", "html.overlay", 30},
    {"footer", "html.footer", 30},
    {"form", "html.form", 30},
    {"header", "html.header", 30},
    {"menu", "html.nav", 30},
    {"nav", "html.nav", 30},
    {"search", "html.form", 30},
    {"select", "html.form", 20},
});
// WAI-ARIA landmark and widget roles.
constexpr auto kRoleRegions = std::to_array<RegionRule>({
    {"alertdialog", "html.overlay", 30},
    {"banner", "html.header", 30},
    {"complementary", "html.aside", 40},
    {"contentinfo", "html.footer", 30},
    {"dialog", "html.overlay", 30},
    {"menu", "html.nav", 30},
    {"menubar", "html.nav", 30},
    {"navigation", "html.nav", 30},
    {"search", "html.form", 30},
    {"tablist", "html.nav", 30},
});

template <class Rows>
const RegionRule* FindRule(const Rows& rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const RegionRule& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

bool HoldsWholeArticle(std::string_view name) {
  return name == "html" || name == "body" || name == "main" || name == "article";
}

bool IsHidden(const Markup& markup, Markup::Index element) {
  if (markup.Get(element, "hidden").has_value()) {
    return true;
  }
  const std::string_view style = markup.Get(element, "style").value_or("").substr(0, 1024);
  const std::size_t display = style.find("display");
  if (display == std::string_view::npos) {
    return false;
  }
  std::string_view value = style.substr(display + 7);
  value.remove_prefix(std::min(value.find_first_not_of(" :"), value.size()));
  return value.starts_with("none");
}

void ApplyTag(const HtmlTag& tag, BlockContext& context) {
  if (tag.Is(HtmlTag::kHeading)) {
    context.kind = ZoneKind::kHeading;
    context.rule = {};
    return;
  }
  if (tag.name == "p" && context.kind == ZoneKind::kTable) {
    context.kind = ZoneKind::kParagraph;
    context.rule = {};
    return;
  }
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const KindOfTag& row) { return row.name == tag.name; });
  const bool in_quote = context.kind == ZoneKind::kQuote || context.kind == ZoneKind::kEmbed;
  if (found != kKinds.end() && !in_quote) {
    context.kind = found->kind;
    context.rule = found->rule;
    context.pre = found->kind == ZoneKind::kCode;
  }
}

// True where the element is a post's embed.
bool ApplyWord(const PageWord& word, BlockContext& context, ChromeRegions& regions) {
  switch (word.kind) {
    case PageWord::Kind::kChrome:
      context.region = regions.Add(context.region, word.rule, word.prose_percent_max);
      return false;
    case PageWord::Kind::kEmbed:
      context.kind = ZoneKind::kEmbed;
      context.rule = word.rule;
      return true;
    case PageWord::Kind::kByline:
    case PageWord::Kind::kCaption:
      if (context.kind != ZoneKind::kHeading && context.kind != ZoneKind::kQuote) {
        context.kind =
            word.kind == PageWord::Kind::kByline ? ZoneKind::kByline : ZoneKind::kCaption;
        context.rule = word.rule;
      }
      return false;
  }
  return false;
}

}  // namespace

BlockContext InnerContext(const BlockContext& outer, const Markup& markup, Markup::Index element,
                          const HtmlTag& tag, ChromeRegions& regions) {
  BlockContext context = outer;
  context.element = element;
  context.in_article |= tag.name == "article" || tag.name == "main";
  if (tag.name == "article" || markup.Get(element, "itemprop") == "articleBody") {
    context.body = element;
  }
  ApplyTag(tag, context);
  if (outer.kind == ZoneKind::kEmbed) {
    return context;
  }
  for (const std::string_view name : {"class", "id"}) {
    const std::string_view value = markup.Get(element, name).value_or("");
    const std::optional<PageWord> word = FindPageWord(value);
    if (word && (word->kind == PageWord::Kind::kEmbed || !HoldsWholeArticle(tag.name)) &&
        ApplyWord(*word, context, regions)) {
      return context;
    }
  }
  const RegionRule* rule = FindRule(kTagRegions, tag.name);
  if (rule == nullptr) {
    rule = FindRule(kRoleRegions, markup.Get(element, "role").value_or(""));
  }
  const bool of_article = tag.name == "header" && outer.in_article;
  if (rule != nullptr && outer.kind != ZoneKind::kQuote && !of_article) {
    context.region = regions.Add(context.region, rule->rule, rule->prose_percent_max);
  }
  if (IsHidden(markup, element)) {
    context.region = regions.Add(context.region, "html.hidden", 30);
  }
  return context;
}

}  // namespace ibid::read
