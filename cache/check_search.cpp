#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cache/check_rows.h"
#include "cache/checks.h"

namespace ibid::cache {
namespace {

// Markers of a snippet: no text of an article has them but to annoy us, and then a part begins
// where none is.
constexpr char kMatchBegin = '\x02';
constexpr char kMatchEnd = '\x03';

std::vector<FoundPart> Parts(std::string_view snippet) {
  std::vector<FoundPart> out;
  FoundPart part;
  for (const char c : snippet) {
    if (c != kMatchBegin && c != kMatchEnd) {
      part.text += c;
      continue;
    }
    if (!part.text.empty()) {
      out.push_back(std::exchange(part, {}));
    }
    part.match = c == kMatchBegin;
  }
  if (!part.text.empty()) {
    out.push_back(std::move(part));
  }
  return out;
}

constexpr std::size_t kQueryWordsMax = 16;

// Each word as a phrase of FTS5, so that nothing in it is an operator; the last as a prefix.
std::string MatchFor(std::string_view query) {
  std::string out;
  std::size_t words = 0;
  for (std::size_t at = 0; at < query.size() && words < kQueryWordsMax; ++words) {
    const std::size_t begin = query.find_first_not_of(" \t\r\n\f\v", at);
    if (begin == std::string_view::npos) {
      break;
    }
    at = std::min(query.find_first_of(" \t\r\n\f\v", begin), query.size());
    out += out.empty() ? "\"" : " \"";
    for (const char c : query.substr(begin, at - begin)) {
      if (c != '\0') {
        out.append(c == '"' ? 2U : 1U, c);
      }
    }
    out += '"';
  }
  return out.empty() ? out : out + "*";
}

}  // namespace

Result<std::vector<FoundCheck>> Checks::Search(std::string_view query, std::int64_t limit,
                                               std::int64_t offset) {
  const std::string match = MatchFor(query);
  std::vector<FoundCheck> out;
  if (match.empty()) {
    return out;
  }
  // A headline that holds the words counts for more than a text that does.
  Statement statement = db_.Prepare(std::string(kCheckColumns) +
                                    ", snippet(check_words, -1, char(2), char(3), '…', 24)"
                                    " FROM check_words JOIN checks ON checks.id = check_words.rowid"
                                    " WHERE check_words MATCH ?1"
                                    " ORDER BY bm25(check_words, 8.0, 4.0, 2.0, 1.0), id DESC"
                                    " LIMIT ?2 OFFSET ?3");
  Cursor row(statement);
  row.Bind(1, match);
  row.Bind(2, limit);
  row.Bind(3, offset);
  while (row.Next()) {
    out.push_back({ReadCheck(row), Parts(row.Text(kCheckColumnCount))});
  }
  return row.failed() ? Result<std::vector<FoundCheck>>(Failure()) : std::move(out);
}

}  // namespace ibid::cache
