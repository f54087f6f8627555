#include "audit/inputs/page_links.h"

#include <algorithm>
#include <array>

#include "audit/inputs/csv_links.h"
#include "audit/inputs/html_links.h"
#include "audit/inputs/json_feed_links.h"
#include "audit/inputs/markdown_links.h"
#include "audit/inputs/text_links.h"
#include "audit/inputs/xml_links.h"
#include "read/sniff.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

struct Row {
  std::string_view ending;
  std::optional<PageKind> kind;  // None: its content says.
};
constexpr auto kRows = std::to_array<Row>({
    {"html", PageKind::kHtml},       {"htm", PageKind::kHtml},
    {"xhtml", PageKind::kHtml},      {"shtml", PageKind::kHtml},
    {"md", PageKind::kMarkdown},     {"markdown", PageKind::kMarkdown},
    {"mkd", PageKind::kMarkdown},    {"mkdn", PageKind::kMarkdown},
    {"mdown", PageKind::kMarkdown},  {"mdwn", PageKind::kMarkdown},
    {"mkdown", PageKind::kMarkdown}, {"mdx", PageKind::kMarkdown},
    {"qmd", PageKind::kMarkdown},    {"rmd", PageKind::kMarkdown},
    {"csv", PageKind::kCsv},         {"tsv", PageKind::kCsv},
    {"txt", PageKind::kText},        {"text", PageKind::kText},
    {"rst", PageKind::kText},        {"adoc", PageKind::kText},
    {"xml", std::nullopt},           {"rss", std::nullopt},
    {"atom", std::nullopt},          {"json", std::nullopt},
});

std::string_view EndingOf(std::string_view name) {
  name = name.substr(0, name.find_first_of("?#"));
  name = name.substr(name.rfind('/') + 1);
  if (name.size() > 3 && text::EqualNoCase(name.substr(name.size() - 3), ".gz")) {
    name.remove_suffix(3);
  }
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

const Row* RowOf(std::string_view name) {
  const std::string_view ending = EndingOf(name);
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) {
    return text::EqualNoCase(r.ending, ending);
  });
  return row == kRows.end() ? nullptr : &*row;
}

bool HasColumn(std::string_view text, const PageHints& hints) {
  const bool number = std::all_of(hints.column.begin(), hints.column.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return (!number || hints.name == "-") &&
         CsvLinks(text, hints.column, [](const WrittenLink&) { return false; }).ok();
}

std::optional<PageKind> KindOfContent(std::string_view text) {
  switch (KindOfXml(text)) {
    case XmlKind::kSitemapIndex:
      return PageKind::kSitemapIndex;
    case XmlKind::kSitemap:
    case XmlKind::kFeed:
    case XmlKind::kOther:
      return PageKind::kXml;
    case XmlKind::kNone:
      break;
  }
  return IsJsonFeed(text) ? std::optional(PageKind::kJsonFeed) : std::nullopt;
}

}  // namespace

PageKind KindOfPage(std::string_view text, const PageHints& hints) {
  if (hints.kind) {
    return *hints.kind == InputKind::kHtml       ? PageKind::kHtml
           : *hints.kind == InputKind::kMarkdown ? PageKind::kMarkdown
                                                 : PageKind::kText;
  }
  const Row* const row = RowOf(hints.name);
  const std::optional<PageKind> named = row != nullptr ? row->kind : std::nullopt;
  if (named == PageKind::kMarkdown) {
    return PageKind::kMarkdown;
  }
  if (named == PageKind::kCsv) {
    return hints.column.empty() ? PageKind::kText : PageKind::kCsv;
  }
  if (const std::optional<PageKind> content = KindOfContent(text)) {
    return *content;
  }
  if (!hints.column.empty() && named.value_or(PageKind::kText) == PageKind::kText &&
      HasColumn(text, hints)) {
    return PageKind::kCsv;
  }
  if (named == PageKind::kHtml && hints.content_type.empty()) {
    return PageKind::kHtml;
  }
  const InputKind kind = read::SniffKind(text, hints.content_type, hints.name);
  return kind == InputKind::kHtml       ? PageKind::kHtml
         : kind == InputKind::kMarkdown ? PageKind::kMarkdown
                                        : PageKind::kText;
}

Result<bool> PageLinks(PageKind kind, std::string_view text, const std::string& column,
                       const TakeWritten& take) {
  switch (kind) {
    case PageKind::kHtml:
      return HtmlLinks(text, take);
    case PageKind::kMarkdown:
      return MarkdownLinks(text, take);
    case PageKind::kXml:
    case PageKind::kSitemapIndex:
      return XmlLinks(text, take);
    case PageKind::kJsonFeed:
      return JsonFeedLinks(text, take);
    case PageKind::kCsv:
      return CsvLinks(text, column, take);
    case PageKind::kText:
      break;
  }
  return TextLinks(text, take);
}

bool IsReadInFolders(std::string_view name, bool with_csv) {
  const Row* const row = RowOf(name);
  return row != nullptr && (row->kind != PageKind::kCsv || with_csv);
}

}  // namespace ibid::audit
