#include "audit/formats/formats.h"

#include <array>

namespace ibid::audit {
namespace {

constexpr std::array kFormats = {
    FormatRow{"text", "for people", WriteText},
    FormatRow{"json", "everything, as one document", WriteJson},
    FormatRow{"ndjson", "everything, a record a line", WriteNdjson},
    FormatRow{"csv", "a row for each place", WriteCsv},
    FormatRow{"markdown", "what is to be done, for a ticket", WriteMarkdown},
    FormatRow{"sarif", "for code scanners and editors: SARIF 2.1.0", WriteSarif},
    FormatRow{"junit", "for build servers: JUnit XML", WriteJunit},
};

}  // namespace

std::span<const FormatRow> Formats() {
  return kFormats;
}

const FormatRow* FormatNamed(std::string_view name) {
  for (const FormatRow& row : Formats()) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

}  // namespace ibid::audit
