#include "read/character_references.h"

#include <algorithm>
#include <array>
#include <span>

#include "ibid/embedded.h"
#include "text/utf8.h"

namespace ibid::read {

std::span<const EmbeddedFile> DataFiles();

namespace {

constexpr std::size_t kNameBytesMax = 33;     // The longest name has 32 and a semicolon.
constexpr std::size_t kDigitsMax = 1U << 20;  // Leading zeros are allowed; a page of them is not.

std::string_view Table() {
  static const std::string_view bytes = [] {
    for (const EmbeddedFile& file : DataFiles()) {
      if (file.name == "character_references.tsv") {
        return file.bytes;
      }
    }
    return std::string_view();
  }();
  return bytes;
}

// The hex of a name's text, or empty. Binary search over the bytes of the sorted table, so that
// nothing is parsed at the start of the program.
std::string_view Find(std::string_view name) {
  const std::string_view table = Table();
  std::size_t low = table.find("\nAElig") + 1;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before =
        middle == low ? std::string_view::npos : table.find_last_of('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos || before < low ? low : before + 1;
    const std::size_t tab = table.find('\t', begin);
    const std::size_t end = table.find('\n', tab);
    const int order = table.substr(begin, tab - begin).compare(name);
    if (order == 0) {
      return table.substr(tab + 1, end - tab - 1);
    }
    if (order < 0) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return {};
}

unsigned HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const char lower = text::LowerAscii(c);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 16;
}

bool IsAlnum(char c) {
  const char lower = text::LowerAscii(c);
  return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
}

// The table of 13.2.5.80: numbers that are meant in windows-1252.
char32_t Meant(char32_t code) {
  static constexpr std::array<char16_t, 32> kWindows1252 = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (code >= 0x80 && code <= 0x9F) {
    return kWindows1252[code - 0x80];
  }
  return code == 0 ? text::kReplacement : code;
}

std::size_t DecodeNumber(std::string_view text, std::size_t at, std::string& out) {
  std::size_t i = at + 2;
  const bool hex = i < text.size() && (text[i] == 'x' || text[i] == 'X');
  const unsigned base = hex ? 16 : 10;
  i += hex ? 1 : 0;
  const std::size_t first = i;
  char32_t code = 0;
  for (; i < text.size() && i - first < kDigitsMax && HexDigit(text[i]) < base; ++i) {
    code = std::min<char32_t>(code * base + HexDigit(text[i]), 0x110000);
  }
  if (i == first) {
    return 0;
  }
  text::Append(out, Meant(code));
  return i - at + (i < text.size() && text[i] == ';' ? 1 : 0);
}

}  // namespace

std::size_t DecodeReference(std::string_view text, std::size_t at, bool in_attribute,
                            std::string& out) {
  if (at + 1 < text.size() && text[at + 1] == '#') {
    return DecodeNumber(text, at, out);
  }
  std::size_t size = 0;
  while (size < kNameBytesMax && at + 1 + size < text.size() && IsAlnum(text[at + 1 + size])) {
    ++size;
  }
  const bool ended = size > 0 && at + 1 + size < text.size() && text[at + 1 + size] == ';';
  size += ended ? 1 : 0;
  for (; size > 1; --size) {
    const std::string_view name = text.substr(at + 1, size);
    const std::string_view hex = Find(name);
    if (hex.empty()) {
      continue;
    }
    const char next = at + 1 + size < text.size() ? text[at + 1 + size] : '\0';
    if (in_attribute && name.back() != ';' && (next == '=' || IsAlnum(next))) {
      return 0;  // "?a=1&copy=2" in an attribute is no copyright sign.
    }
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      out += static_cast<char>(HexDigit(hex[i]) * 16 + HexDigit(hex[i + 1]));
    }
    return size + 1;
  }
  return 0;
}

std::string DecodeReferences(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (at < text.size()) {
      const std::size_t taken = DecodeReference(text, at, in_attribute, out);
      if (taken == 0) {
        out += '&';
      }
      at += std::max<std::size_t>(taken, 1);
    }
  }
  return out;
}

}  // namespace ibid::read
