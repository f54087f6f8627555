#include "resolve/signals.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "resolve/table.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kBodyBytesMax = 256 * 1024;

std::optional<Verdict> VerdictNamed(std::string_view name) {
  for (int v = 0; v <= static_cast<int>(Verdict::kUnknown); ++v) {
    if (Name(static_cast<Verdict>(v)) == name) {
      return static_cast<Verdict>(v);
    }
  }
  return std::nullopt;
}

// The phrase, not a part of longer words: "404" is not in "40404".
bool HasPhrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool opens = at == 0 || !text::IsWordChar(text::DecodeBefore(text, at).code) ||
                       !text::IsWordChar(text::DecodeAt(phrase, 0).code);
    const bool closes = end == text.size() || !text::IsWordChar(text::DecodeAt(text, end).code) ||
                        !text::IsWordChar(text::DecodeBefore(phrase, phrase.size()).code);
    if (opens && closes) {
      return true;
    }
  }
  return false;
}

// What the table's patterns are compared with, in lower case, made once for each answer.
struct Seen {
  std::vector<std::string> titles;
  std::string body;
  std::vector<std::string> headers;
  std::string host;
  std::vector<std::string> segments;
};

Seen Look(const Exchange& exchange, const Page& page) {
  Seen seen;
  seen.titles.push_back(text::Lower(page.title));
  for (const std::string& heading : page.headings) {
    seen.titles.push_back(text::Lower(heading));
  }
  if (page.readable) {
    const std::string_view body = exchange.body;
    seen.body = text::Lower(
        body.substr(0, text::BoundaryBefore(body, std::min(body.size(), kBodyBytesMax))));
  }
  for (const auto& [name, value] : exchange.headers) {
    seen.headers.push_back(text::Lower(name + ": " + value));
  }
  if (const auto url = url::Url::Parse(exchange.request.url)) {
    seen.host = url->host();
    for (const std::string& segment : url->Segments()) {
      seen.segments.push_back(text::Lower(segment));
    }
  }
  return seen;
}

bool Shows(const Seen& seen, std::string_view where, std::string_view pattern) {
  const auto any = [](const std::vector<std::string>& list, const auto& test) {
    return std::any_of(list.begin(), list.end(), test);
  };
  if (where == "title") {
    return any(seen.titles, [&](const std::string& title) { return HasPhrase(title, pattern); });
  }
  if (where == "body") {
    return seen.body.find(pattern) != std::string::npos;
  }
  if (where == "header") {
    return any(seen.headers, [&](const std::string& line) { return line.starts_with(pattern); });
  }
  if (where == "host") {
    return seen.host == pattern || seen.host.ends_with("." + std::string(pattern));
  }
  return where == "path" &&
         any(seen.segments, [&](const std::string& segment) { return segment == pattern; });
}

}  // namespace

std::vector<Signal> SignalsOf(const Exchange& exchange, const Page& page) {
  static const std::vector<Row> kRows = Rows("signals.tsv");
  const Seen seen = Look(exchange, page);
  std::vector<Signal> signals;
  for (const Row& row : kRows) {
    const std::optional<Verdict> verdict = VerdictNamed(Cell(row, 0));
    if (verdict && Shows(seen, Cell(row, 1), Cell(row, 2))) {
      Signal signal;
      signal.verdict = *verdict;
      signal.in_path = Cell(row, 1) == "path";
      signal.reason = Cell(row, 3);
      signals.push_back(std::move(signal));
    }
  }
  return signals;
}

}  // namespace ibid::resolve
