#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// UTF-8 (RFC 3629) and the classes of characters that scanners ask for. All functions are pure,
// never fail, and are linear in their input.
namespace ibid::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code = kReplacement;
  std::uint32_t size = 1;  // Bytes consumed, 1..4; 1 for a byte that begins no character.
};

constexpr bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// What the functions below do beyond ASCII. Nearly all characters are ASCII and are asked about one
// by one, so that much of each function is here, where it is compiled into the loops of its
// callers.
namespace beyond_ascii {
Decoded DecodeAt(std::string_view text, std::size_t at);
Decoded DecodeBefore(std::string_view text, std::size_t end);
bool IsSpace(char32_t code);
bool IsLetter(char32_t code);
bool IsUpper(char32_t code);
bool IsWordChar(char32_t code);
char32_t ToLower(char32_t code);
void Append(std::string& out, char32_t code);
}  // namespace beyond_ascii

// The character that begins at `at`. REQUIRES: at < text.size().
inline Decoded DecodeAt(std::string_view text, std::size_t at) {
  return IsAscii(text[at]) ? Decoded{static_cast<unsigned char>(text[at]), 1}
                           : beyond_ascii::DecodeAt(text, at);
}
// The character that ends before `end`. REQUIRES: 0 < end <= text.size().
inline Decoded DecodeBefore(std::string_view text, std::size_t end) {
  return IsAscii(text[end - 1]) ? Decoded{static_cast<unsigned char>(text[end - 1]), 1}
                                : beyond_ascii::DecodeBefore(text, end);
}
inline void Append(std::string& out, char32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else {
    beyond_ascii::Append(out, code);
  }
}

bool IsValid(std::string_view text);
// Ill-formed stretches become U+FFFD, one for each maximal part (Unicode 3.9), NUL likewise.
std::string Repair(std::string_view text);
// The largest character boundary at or before `at`, the smallest at or after it.
std::size_t BoundaryBefore(std::string_view text, std::size_t at);
std::size_t BoundaryAfter(std::string_view text, std::size_t at);
std::size_t CountCodePoints(std::string_view text);

// White_Space of Unicode, and the zero-width space and BOM that pages use as such.
inline bool IsSpace(char32_t code) {
  return code < 0x80 ? code == ' ' || (code >= '\t' && code <= '\r') : beyond_ascii::IsSpace(code);
}
// ASCII 0-9
constexpr bool IsDigit(char32_t code) {
  return code >= '0' && code <= '9';
}
// Alphabetic of Unicode.
inline bool IsLetter(char32_t code) {
  return code < 0x80 ? (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')
                     : beyond_ascii::IsLetter(code);
}
inline bool IsUpper(char32_t code) {
  return code < 0x80 ? code >= 'A' && code <= 'Z' : beyond_ascii::IsUpper(code);
}
// Letter, mark, number or connector.
inline bool IsWordChar(char32_t code) {
  return code < 0x80 ? IsLetter(code) || IsDigit(code) || code == '_'
                     : beyond_ascii::IsWordChar(code);
}
constexpr char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
// Eight characters at once, in either byte order: bit 5 is set in each byte that is one of A-Z.
constexpr std::uint64_t LowerAsciiBytes(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kTops = 0x80 * kOnes;
  const std::uint64_t low = bytes & ~kTops;
  const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;
  const std::uint64_t beyond_z = low + (0x7F - 'Z') * kOnes;
  return bytes | ((from_a & ~beyond_z & ~bytes & kTops) >> 2U);
}
// Simple case mapping.
inline char32_t ToLower(char32_t code) {
  return code >= 0x80 ? beyond_ascii::ToLower(code) : code >= 'A' && code <= 'Z' ? code + 32 : code;
}
std::string Lower(std::string_view text);

// White space runs folded to one space, none at the ends.
std::string FoldSpace(std::string_view text);
std::string_view Trim(std::string_view text);
// ASCII case only.
inline bool EqualNoCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (LowerAscii(a[i]) != LowerAscii(b[i])) {
      return false;
    }
  }
  return true;
}
inline bool StartsWithNoCase(std::string_view text, std::string_view ascii_prefix) {
  return text.size() >= ascii_prefix.size() &&
         EqualNoCase(text.substr(0, ascii_prefix.size()), ascii_prefix);
}
// At most `code_points` of the text; what is cut ends in U+2026.
std::string Shorten(std::string_view text, std::size_t code_points);

}  // namespace ibid::text
