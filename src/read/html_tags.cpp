#include "read/html_tags.h"

#include <algorithm>
#include <array>

namespace ibid::read {
namespace {

constexpr std::uint16_t kB = HtmlTag::kBlock | HtmlTag::kClosesP;
constexpr std::uint16_t kLineBlock = kB | HtmlTag::kLine;
constexpr std::uint16_t kCell = HtmlTag::kBlock | HtmlTag::kScope | HtmlTag::kLine;
constexpr std::uint16_t kRow = HtmlTag::kBlock | HtmlTag::kLine;
constexpr std::uint16_t kMeta = HtmlTag::kHeadOnly | HtmlTag::kVoid;
constexpr std::uint16_t kRaw = HtmlTag::kHidden | HtmlTag::kKeepsText;
constexpr std::uint16_t kHeadRaw = kRaw | HtmlTag::kHeadOnly;
constexpr std::uint16_t kH = kB | HtmlTag::kHeading;

// Sorted by name. Source: HTML Standard, sections 13.1.2, 13.2.4.2, 13.2.6.4 and 15.3.
constexpr auto kTags = std::to_array<HtmlTag>({
    {"address", kB},
    {"applet", HtmlTag::kScope},
    {"area", HtmlTag::kVoid},
    {"article", kB},
    {"aside", kB},
    {"audio", HtmlTag::kHidden},
    {"base", kMeta},
    {"basefont", kMeta},
    {"bgsound", kMeta},
    {"blockquote", kB},
    {"body", HtmlTag::kBlock},
    {"br", HtmlTag::kVoid},
    {"button", HtmlTag::kBlock | HtmlTag::kScope},
    {"canvas", HtmlTag::kHidden},
    {"caption", kCell},
    {"center", kB},
    {"col", HtmlTag::kVoid},
    {"datalist", HtmlTag::kHidden},
    {"dd", kLineBlock},
    {"details", kB},
    {"dialog", kB},
    {"dir", kB},
    {"div", kB},
    {"dl", kB},
    {"dt", kLineBlock},
    {"embed", HtmlTag::kVoid},
    {"fieldset", kB},
    {"figcaption", kB},
    {"figure", kB},
    {"footer", kB},
    {"form", kB},
    {"frame", HtmlTag::kVoid},
    {"frameset", HtmlTag::kBlock},
    {"h1", kH},
    {"h2", kH},
    {"h3", kH},
    {"h4", kH},
    {"h5", kH},
    {"h6", kH},
    {"head", HtmlTag::kHidden},
    {"header", kB},
    {"hgroup", kB},
    {"hr", kB | HtmlTag::kVoid},
    {"html", HtmlTag::kBlock},
    {"iframe", kRaw},
    {"img", HtmlTag::kVoid},
    {"input", HtmlTag::kVoid},
    {"legend", HtmlTag::kBlock},
    {"li", kLineBlock},
    {"link", kMeta},
    {"listing", kB},
    {"main", kB},
    {"marquee", HtmlTag::kBlock | HtmlTag::kScope},
    {"menu", kB},
    {"meta", kMeta},
    {"nav", kB},
    {"noembed", kRaw},
    {"noframes", kHeadRaw},
    {"noscript", kHeadRaw},
    {"object", HtmlTag::kScope},
    {"ol", kB},
    {"optgroup", kRow},
    {"option", kRow},
    {"p", kB},
    {"param", HtmlTag::kVoid},
    {"plaintext", kB},
    {"pre", kB},
    {"rp", HtmlTag::kHidden},
    {"script", kHeadRaw},
    {"search", kB},
    {"section", kB},
    {"select", HtmlTag::kBlock | HtmlTag::kScope},
    {"source", HtmlTag::kVoid},
    {"style", kHeadRaw},
    {"summary", kB},
    {"svg", HtmlTag::kHidden},
    {"table", HtmlTag::kBlock | HtmlTag::kScope | HtmlTag::kClosesP},
    {"tbody", kRow},
    {"td", kCell},
    {"template", kHeadRaw | HtmlTag::kScope},
    {"textarea", kRaw},
    {"tfoot", kRow},
    {"th", kCell},
    {"thead", kRow},
    {"title", kHeadRaw},
    {"tr", kRow},
    {"track", HtmlTag::kVoid},
    {"ul", kB},
    {"video", HtmlTag::kHidden},
    {"wbr", HtmlTag::kVoid},
    {"xmp", kB},
});

constexpr auto kImplied = std::to_array<ImpliedEnd>({
    {"a", "a", "td th table caption button"},
    {"button", "button", ""},
    {"dd", "dd dt", "dl table td th"},
    {"dt", "dd dt", "dl table td th"},
    {"h1", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"h2", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"h3", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"h4", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"h5", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"h6", "h1 h2 h3 h4 h5 h6", "td th table div section article li"},
    {"li", "li", "ul ol menu dir table td th"},
    {"optgroup", "optgroup option", "select"},
    {"option", "option", "select optgroup"},
    {"tbody", "tbody thead tfoot caption", "table"},
    {"td", "td th caption", "tr table"},
    {"tfoot", "tbody thead tfoot caption", "table"},
    {"th", "td th caption", "tr table"},
    {"thead", "tbody thead tfoot caption", "table"},
    {"tr", "tr caption", "table"},
});

// Where the names that begin with each letter begin; every tag of a page is looked up.
constexpr std::size_t kLetters = 26;
template <class Rows, class NameOf>
constexpr std::array<std::uint8_t, kLetters + 1> Begins(const Rows& rows, NameOf name_of) {
  std::array<std::uint8_t, kLetters + 1> begins{};
  for (std::size_t letter = 0; letter <= kLetters; ++letter) {
    std::size_t row = 0;
    while (row < rows.size() && static_cast<std::size_t>(name_of(rows[row])[0] - 'a') < letter) {
      ++row;
    }
    begins[letter] = static_cast<std::uint8_t>(row);
  }
  return begins;
}

constexpr std::string_view NameOf(const HtmlTag& tag) {
  return tag.name;
}
constexpr std::string_view NameOf(const ImpliedEnd& row) {
  return row.start;
}

template <class Row, std::size_t kCount>
const Row* Find(const std::array<Row, kCount>& rows,
                const std::array<std::uint8_t, kLetters + 1>& begins, std::string_view name) {
  if (name.empty() || name[0] < 'a' || name[0] > 'z') {
    return nullptr;
  }
  const auto letter = static_cast<std::size_t>(name[0] - 'a');
  for (std::size_t row = begins[letter]; row < begins[letter + 1]; ++row) {
    if (NameOf(rows[row]) == name) {
      return &rows[row];
    }
  }
  return nullptr;
}

}  // namespace

const HtmlTag* FindHtmlTag(std::string_view lower_name) {
  static constexpr auto kBegins = Begins(kTags, [](const HtmlTag& tag) { return tag.name; });
  return Find(kTags, kBegins, lower_name);
}

const ImpliedEnd* FindImpliedEnd(std::string_view lower_name) {
  static constexpr auto kBegins = Begins(kImplied, [](const ImpliedEnd& row) { return row.start; });
  return Find(kImplied, kBegins, lower_name);
}

}  // namespace ibid::read
