#include "detect/identifiers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detect/identifier_cursor.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || !text::IsAscii(c);
}

// Whether an identifier may begin with these two bytes: nearly no word does, and this is asked of
// every one.
bool MayBegin(char first, char second) {
  switch (first) {
    case 'A':
      return second == '/' || second == 'r' || second == 'R' || second == 'p';
    case 'B':
      return second == 'e';
    case 'C':
      return second == '-' || second == '\xE2' || second == 'V' || second == 'a' || second == 'A' ||
             second == 'C' || second == 'E' || second == 'R';
    case 'D':
      return second == 'o' || second == 'i' || second == 'e' || second == 'P';
    case 'E':
      return second == '/' || second == 'C' || second == 'x' || second == '.' || second == '-';
    case 'F':
      return second == '-' || second == '\xE2' || second == 'C';
    case 'G':
      return second == 'e';
    case 'H':
      return second == '.' || second == 'u';
    case 'I':
      return second == 'S';
    case 'N':
      return second == 'o';
    case 'P':
      return second == 'M' || second == 'u' || second == '.';
    case 'R':
      return second == 'F' || second == 'e' || second == 'i' || second == '\xC3';
    case 'S':
      return second == '/' || second == 'e' || second == '.' || second == 'T';
    case 'T':
      return second == '-' || second == '\xE2' || second == 'D';
    case 'U':
      return second == 'N' || second == 'n' || second == '.';
    case 'V':
      return second == 'e';
    case 'a':
      return second == 'r' || second == 'p';
    case 'c':
      return second == 'v' || second == 'a';
    case 'd':
      return second == 'o' || second == 'i';
    case 'e':
      return second == 'c' || second == 'I' || second == '-' || second == 'i';
    case 'i':
      return second == 's';
    case 'n':
      return second == 'o' || second == 'c';
    case 'p':
      return second == 'm' || second == 'u';
    case 'r':
      return second == 'f' || second == '\xC3';
    default:
      return IsDigit(first) && (IsDigit(second) || second == ':');
  }
}

std::optional<Identifier> IdentifierAt(std::string_view text, std::size_t at) {
  auto work = WorkAt(text, at);
  return work ? std::move(work) : LawAt(text, at);
}

}  // namespace

void FindIdentifiers(const Document& document, std::vector<Mention>& out) {
  const std::string_view text = document.text;
  bool word_before = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const bool word = IsWordByte(c);
    const bool begins = word && !word_before && i + 1 < text.size() && MayBegin(c, text[i + 1]);
    word_before = word || (c == '.' && word_before && i + 1 < text.size() && IsDigit(text[i + 1]));
    auto found = begins ? IdentifierAt(text, i) : std::nullopt;
    if (!found) {
      ++i;
      while (word && i < text.size() && IsWordByte(text[i])) {
        ++i;  // Nothing begins inside a word.
      }
      continue;
    }
    Mention mention;
    mention.kind = MentionKind::kIdentifier;
    mention.at = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(found->end)};
    mention.rule = "identifier." + found->scheme;
    mention.confidence = 0.97;
    mention.parts = IdentifierParts{found->scheme, std::move(found->value)};
    out.push_back(std::move(mention));
    i = found->end;
    word_before = true;
  }
}

}  // namespace ibid::detect
