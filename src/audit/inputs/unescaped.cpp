#include "audit/inputs/unescaped.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "read/character_references.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kUnicodeEscapeBytes = 6;  // \u0041

// The code unit of "\u0041" at the start of `raw`; -1 where it is none.
int CodeUnit(std::string_view raw) {
  int unit = 0;
  if (raw.size() < kUnicodeEscapeBytes || raw[0] != '\\' || raw[1] != 'u') {
    return -1;
  }
  const auto [end, error] =
      std::from_chars(raw.data() + 2, raw.data() + kUnicodeEscapeBytes, unit, 16);
  return error == std::errc() && end == raw.data() + kUnicodeEscapeBytes ? unit : -1;
}

// Appends what the escape at the start of `raw` means; the bytes that it takes.
std::size_t UnescapeJson(std::string_view raw, std::string& out) {
  const int unit = CodeUnit(raw);
  if (unit >= 0) {
    const int low =
        unit >= 0xD800 && unit <= 0xDBFF ? CodeUnit(raw.substr(kUnicodeEscapeBytes)) : 0;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      text::Append(out, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
      return 2 * kUnicodeEscapeBytes;
    }
    text::Append(out, static_cast<char32_t>(unit));
    return kUnicodeEscapeBytes;
  }
  constexpr std::string_view kWritten = "bfnrt";
  constexpr std::string_view kMeant = "\b\f\n\r\t";
  const char c = raw.size() > 1 ? raw[1] : '\\';
  const std::size_t which = kWritten.find(c);
  out += which == std::string_view::npos ? c : kMeant[which];
  return std::min<std::size_t>(raw.size(), 2);
}

}  // namespace

void Unescaped::Mark(std::size_t there) {
  points_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(there)});
}

Unescaped Unescaped::OfReferences(std::string_view raw, std::size_t at, bool in_attribute) {
  Unescaped out;
  out.Mark(at);
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '&') {
      const std::size_t size = read::DecodeReference(raw, i, in_attribute, out.text_);
      if (size > 0) {
        i += size;
        out.Mark(at + i);
        continue;
      }
    }
    const std::size_t next = std::min(raw.find('&', i + 1), raw.size());
    out.text_ += raw.substr(i, next - i);
    i = next;
  }
  return out;
}

Unescaped Unescaped::OfJson(std::string_view raw, std::size_t at) {
  Unescaped out;
  out.Mark(at);
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '\\') {
      i += UnescapeJson(raw.substr(i), out.text_);
      out.Mark(at + i);
      continue;
    }
    const std::size_t next = std::min(raw.find('\\', i), raw.size());
    out.text_ += raw.substr(i, next - i);
    i = next;
  }
  return out;
}

Unescaped Unescaped::AsIs(std::string_view raw, std::size_t at) {
  Unescaped out;
  out.Mark(at);
  out.text_ = raw;
  return out;
}

Unescaped Unescaped::OfLines(std::string_view text, std::span<const TextSpan> lines) {
  Unescaped out;
  for (const TextSpan& line : lines) {
    if (!out.points_.empty()) {
      out.text_ += '\n';
    }
    out.Mark(line.begin);
    out.text_ += Slice(text, line);
  }
  if (lines.empty()) {
    out.Mark(0);
  }
  return out;
}

std::size_t Unescaped::Of(std::size_t at) const {
  // Of several that begin here, what an escape without meaning leaves, the last.
  const auto after = std::upper_bound(points_.begin(), points_.end(), at,
                                      [](std::size_t a, const Point& p) { return a < p.here; });
  const Point& point = *(after - 1);
  return point.there + (at - point.here);
}

void Unescaped::Move(WrittenLink& link, std::size_t from) const {
  link.at = {static_cast<std::uint32_t>(Of(from + link.at.begin)),
             static_cast<std::uint32_t>(Of(from + link.at.end))};
  if (link.attributes_at > 0) {
    link.attributes_at = static_cast<std::uint32_t>(Of(from + link.attributes_at));
  }
}

}  // namespace ibid::audit
