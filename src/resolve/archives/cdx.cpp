#include "resolve/archives/cdx.h"

#include <algorithm>
#include <utility>

#include "json/value.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

bool IsUsable(const Capture& capture, bool redirects) {
  const bool found = capture.status == 0 || capture.status == 200 ||
                     (redirects && capture.status >= 300 && capture.status < 400);
  return found && IsTimestamp(capture.timestamp) && !capture.original.empty();
}

int StatusOf(const json::Value& value) {
  return value.string("200") == "-" ? 0 : static_cast<int>(value.integer(200));
}

// Where each column stands, by the names in the first row.
struct Columns {
  std::size_t timestamp = 0, original = 0, media_type = 0, status = 0, digest = 0;
};

Columns ColumnsOf(const json::Value& header) {
  const auto find = [&](std::string_view name) {
    const auto& cells = header.items();
    const auto at = std::find_if(cells.begin(), cells.end(),
                                 [&](const json::Value& cell) { return cell.string() == name; });
    return static_cast<std::size_t>(at - cells.begin());
  };
  return {find("timestamp"), find("original"), find("mimetype"), find("statuscode"),
          find("digest")};
}

void ReadTable(const std::vector<json::Value>& rows, bool redirects, Captures& captures) {
  if (rows.empty()) {
    return;
  }
  const Columns columns = ColumnsOf(rows.front());
  for (std::size_t i = 1; i < std::min(rows.size(), kRowsMax); ++i) {
    Capture capture;
    capture.timestamp = rows[i][columns.timestamp].string();
    capture.original = rows[i][columns.original].string();
    capture.media_type = rows[i][columns.media_type].string();
    capture.digest = rows[i][columns.digest].string();
    capture.status = StatusOf(rows[i][columns.status]);
    if (IsUsable(capture, redirects)) {
      captures.rows.push_back(std::move(capture));
    }
  }
}

// `{"timestamp": ..., "url": ...}`, or `org,a)/ 20150926010203 {"url": ...}`. False: neither.
bool ReadLine(std::string_view line, Capture& capture) {
  const std::size_t brace = line.find('{');
  if (brace == std::string_view::npos) {
    return false;
  }
  const Result<json::Value> parsed = json::Parse(line.substr(brace));
  if (!parsed.ok() || !parsed.value().is_object()) {
    return false;
  }
  const json::Value& row = parsed.value();
  capture.timestamp = row["timestamp"].string();
  if (brace > 0) {
    const std::string_view head = text::Trim(line.substr(0, brace));
    capture.timestamp = head.substr(std::min(head.rfind(' ') + 1, head.size()));
  }
  capture.original = row["url"].string();
  capture.media_type = row["mime"].string();
  capture.digest = row["digest"].string();
  capture.status = StatusOf(row["status"]);
  capture.file = row["filename"].string();
  capture.offset = static_cast<std::uint64_t>(std::max<std::int64_t>(row["offset"].integer(), 0));
  capture.length = static_cast<std::uint64_t>(std::max<std::int64_t>(row["length"].integer(), 0));
  return true;
}

// False where no line is a row.
bool ReadLines(std::string_view body, bool redirects, Captures& captures) {
  bool any = false;
  for (std::size_t read = 0; !body.empty() && read < kRowsMax; ++read) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    Capture capture;
    if (ReadLine(body.substr(0, end), capture)) {
      any = true;
      if (IsUsable(capture, redirects)) {
        captures.rows.push_back(std::move(capture));
      }
    }
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return any;
}

}  // namespace

Captures ReadCaptures(const Exchange& exchange, bool redirects) {
  Captures captures;
  captures.state = StateOfService(exchange, captures.detail);
  if (captures.state != ArchiveState::kAnswered || exchange.status != 200) {
    return captures;
  }
  const std::string_view body = text::Trim(exchange.body);
  if (body.empty()) {
    return captures;  // An empty body is an empty list.
  }
  if (body.front() == '[') {
    const Result<json::Value> parsed = json::Parse(body);
    if (parsed.ok() && parsed.value().is_array()) {
      ReadTable(parsed.value().items(), redirects, captures);
      return captures;
    }
  } else if (body.front() != '<' && ReadLines(body, redirects, captures)) {
    return captures;
  }
  captures.state = ArchiveState::kFailed;
  captures.detail = "something that is no list of captures";
  return captures;
}

}  // namespace ibid::resolve
