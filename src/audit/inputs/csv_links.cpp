#include "audit/inputs/csv_links.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "detect/links/links_scan.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kColumnsShown = 20;  // In the message for a column that is not there.

struct Cell {
  TextSpan at;  // Of a quoted cell what stands between the quotes.
  bool quoted = false;
};

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

class Reader {
 public:
  Reader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // The next record; false at the end.
  bool Next(std::vector<Cell>& record) {
    record.clear();
    if (at_ >= text_.size()) {
      return false;
    }
    for (;;) {
      record.push_back(text_.substr(at_, 1) == "\"" ? Quoted() : Plain());
      if (at_ >= text_.size() || text_[at_] != delimiter_) {
        break;
      }
      ++at_;
    }
    at_ += text_.substr(at_, 2) == "\r\n" ? 2U : 1U;
    return true;
  }

  std::string Value(const Cell& cell) const {
    const std::string_view raw = Slice(text_, cell.at);
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      i += cell.quoted && raw.substr(i, 2) == "\"\"" ? 1U : 0U;
      out += raw[i];
    }
    return out;
  }

 private:
  Cell Plain() {
    const std::size_t begin = at_;
    const std::array<char, 3> ends = {delimiter_, '\r', '\n'};
    at_ = std::min(text_.find_first_of(ends.data(), begin, ends.size()), text_.size());
    return {Span(begin, at_), false};
  }

  Cell Quoted() {
    const std::size_t begin = at_ + 1;
    std::size_t end = text_.find('"', begin);
    while (end != std::string_view::npos && text_.substr(end, 2) == "\"\"") {
      end = text_.find('"', end + 2);
    }
    end = std::min(end, text_.size());
    at_ = std::min(end + 1, text_.size());
    Plain();  // What some write behind the quote.
    return {Span(begin, end), true};
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

char DelimiterOf(std::string_view text) {
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : {',', ';', '\t'}) {
    std::vector<Cell> record;
    Reader(text, delimiter).Next(record);
    if (record.size() > most) {
      most = record.size();
      best = delimiter;
    }
  }
  return best;
}

std::optional<std::size_t> NumberOf(const std::string& column) {
  std::size_t number = 0;
  const char* const end = column.data() + column.size();
  const auto [rest, error] = std::from_chars(column.data(), end, number);
  return error == std::errc() && rest == end && number > 0 ? std::optional(number - 1)
                                                           : std::nullopt;
}

Error NoSuchColumn(const std::string& column, const Reader& reader,
                   const std::vector<Cell>& first) {
  std::string names;
  for (std::size_t i = 0; i < std::min(first.size(), kColumnsShown); ++i) {
    names += (i > 0 ? ", " : "") + text::Shorten(text::FoldSpace(reader.Value(first[i])), 40);
  }
  return {ErrorCode::kInput, "has no column '" + column + "'; its first line has: " + names};
}

// A cell as one link, with what is needed to write another address there.
WrittenLink LinkOf(const Reader& reader, const Cell& cell, std::string_view text) {
  WrittenLink link;
  const std::string value = reader.Value(cell);
  link.address = text::Trim(value);
  link.layers = {cell.quoted ? Layer::kCsvQuoted : Layer::kCsvField};
  const std::string_view raw = text::Trim(Slice(text, cell.at));
  const auto begin = static_cast<std::size_t>(raw.data() - text.data());
  link.at = raw.empty() ? cell.at : Span(begin, begin + raw.size());
  const std::vector<detect::FoundUrl> found = detect::ScanUrls(link.address, 1);
  if (found.size() == 1 && found[0].at == Span(0, link.address.size())) {
    link.address = found[0].url;  // "example.org/a" lacks its scheme.
  }
  return link;
}

bool IsAddress(std::string_view value) {
  return value.find("://") != std::string_view::npos || !detect::ScanUrls(value, 1).empty();
}

}  // namespace

Result<bool> CsvLinks(std::string_view text, const std::string& column, const TakeWritten& take) {
  Reader reader(text, DelimiterOf(text));
  std::vector<Cell> record;
  reader.Next(record);
  std::optional<std::size_t> index;
  for (std::size_t i = 0; i < record.size() && !index; ++i) {
    if (text::EqualNoCase(text::Trim(reader.Value(record[i])), text::Trim(column))) {
      index = i;
    }
  }
  bool more = true;
  if (!index) {
    index = NumberOf(column);
    if (!index || *index >= record.size()) {
      return NoSuchColumn(column, reader, record);
    }
    more = IsAddress(reader.Value(record[*index]));  // Else it is a heading.
    if (!more) {
      more = reader.Next(record);
    }
  } else {
    more = reader.Next(record);
  }
  for (; more; more = reader.Next(record)) {
    if (*index >= record.size()) {
      continue;
    }
    WrittenLink link = LinkOf(reader, record[*index], text);
    if (link.address.empty() || link.address.size() > kAddressBytesMax) {
      continue;
    }
    if (!take(std::move(link))) {
      return false;
    }
  }
  return true;
}

}  // namespace ibid::audit
