#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "audit/inputs.h"
#include "audit/report.h"
#include "ibid/result.h"

// How an audit is written: one file a format. Everything is escaped for where it goes; nothing is
// held in memory but one link at a time.
namespace ibid::audit {

struct Look {
  int width = 80;      // Columns; text only.
  bool color = false;  // ANSI colours; text only.
  // Of the audit: how its files are read, for corrections that can be applied (SARIF); null: none.
  const InputOptions* inputs = nullptr;
};

// Takes a piece of the output; false where no more is wanted (the reader has gone, the disk is
// full).
using Sink = std::function<bool(std::string_view)>;

// The one table of the formats: help and documents follow from it. `write` gives the whole
// document, which ends in a newline; Errors are those of Report.
struct FormatRow {
  std::string_view name;  // As --format takes it.
  std::string_view what;  // One line, for people.
  Result<void> (*write)(Report& report, const Look& look, const Sink& out);
};
std::span<const FormatRow> Formats();

const FormatRow* FormatNamed(std::string_view name);  // Null where there is none.

// text.cpp, json.cpp (FORMATS.md and src/json/ibid-audit-1.schema.json specify it)
Result<void> WriteText(Report& report, const Look& look, const Sink& out);
Result<void> WriteJson(Report& report, const Look& look, const Sink& out);
Result<void> WriteNdjson(Report& report, const Look& look, const Sink& out);
// csv.cpp: a row for each place, and one for each gone link.
Result<void> WriteCsv(Report& report, const Look& look, const Sink& out);
// markdown.cpp: what is to be done as a list to tick off, for a ticket.
Result<void> WriteMarkdown(Report& report, const Look& look, const Sink& out);
// sarif.cpp: SARIF 2.1.0 (OASIS), a result for each place of a link that fails, is to be corrected
// or is not known.
Result<void> WriteSarif(Report& report, const Look& look, const Sink& out);
// junit.cpp: JUnit's XML as Jenkins and GitLab read it, a test suite for each page and a test for
// each place.
Result<void> WriteJunit(Report& report, const Look& look, const Sink& out);

}  // namespace ibid::audit
