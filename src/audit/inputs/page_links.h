#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/inputs/written_link.h"
#include "ibid/document.h"
#include "ibid/result.h"

namespace ibid::audit {

enum class PageKind : std::uint8_t {
  kHtml,
  kMarkdown,
  kText,
  kXml,
  kSitemapIndex,
  kJsonFeed,
  kCsv
};

struct PageHints {
  std::string name;               // Path, URL or "-".
  std::string content_type;       // Of the HTTP answer.
  std::optional<InputKind> kind;  // As the user says.
  std::string column;             // Of CSV; empty: there is none.
};

// What a text is read as. With a column, files called .csv or .tsv are CSV, and other texts that
// are nothing else and whose first line names it.
PageKind KindOfPage(std::string_view text, const PageHints& hints);

// All its addresses, as they stand. Error kInput where a CSV has no such column; the value is false
// where `take` has enough.
Result<bool> PageLinks(PageKind kind, std::string_view text, const std::string& column,
                       const TakeWritten& take);

// Whether a file of that name, found below a folder, is one that is read: pages, Markdown, text,
// XML, feeds; CSV where there is a column.
bool IsReadInFolders(std::string_view name, bool with_csv);

}  // namespace ibid::audit
