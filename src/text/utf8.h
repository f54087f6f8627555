#pragma once

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

// The character that begins at `at`. REQUIRES: at < text.size().
Decoded DecodeAt(std::string_view text, std::size_t at);
// The character that ends before `end`. REQUIRES: 0 < end <= text.size().
Decoded DecodeBefore(std::string_view text, std::size_t end);
void Append(std::string& out, char32_t code);

bool IsValid(std::string_view text);
// Ill-formed stretches become U+FFFD, one for each maximal part (Unicode 3.9), NUL likewise.
std::string Repair(std::string_view text);
// The largest character boundary at or before `at`, the smallest at or after it.
std::size_t BoundaryBefore(std::string_view text, std::size_t at);
std::size_t BoundaryAfter(std::string_view text, std::size_t at);
std::size_t CountCodePoints(std::string_view text);

// White_Space of Unicode, and the zero-width space and BOM that pages use as such.
bool IsSpace(char32_t code);
bool IsDigit(char32_t code);   // ASCII 0-9
bool IsLetter(char32_t code);  // Alphabetic of Unicode.
bool IsUpper(char32_t code);
bool IsWordChar(char32_t code);   // Letter, mark, number or connector.
char32_t ToLower(char32_t code);  // Simple case mapping.
std::string Lower(std::string_view text);

// White space runs folded to one space, none at the ends.
std::string FoldSpace(std::string_view text);
std::string_view Trim(std::string_view text);
bool StartsWithNoCase(std::string_view text, std::string_view ascii_prefix);
bool EqualNoCase(std::string_view a, std::string_view b);  // ASCII case only.
char LowerAscii(char c);
// At most `code_points` of the text; what is cut ends in U+2026.
std::string Shorten(std::string_view text, std::size_t code_points);

}  // namespace ibid::text
