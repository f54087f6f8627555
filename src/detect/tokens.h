#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/attributions/source_words.h"
#include "ibid/text_span.h"

// Text -> tokens, after the conventions of the Penn Treebank (contractions and the genitive are
// tokens of their own, a final full stop is one, that of an abbreviation is not), with offsets
// kept.
namespace ibid::detect {

enum class Mark : std::uint8_t {
  kWord,
  kNumber,
  kStop,  // . ! ? and the ellipsis, those of East Asian scripts too
  kComma,
  kColon,
  kSemicolon,
  kDash,    // Em and en dash, "--", and a hyphen between spaces.
  kOpen,    // ( [
  kClose,   // ) ]
  kDouble,  // Straight double quotation mark, also '' and ``.
  kSingle,  // Straight single quotation mark.
  kLeftDouble,
  kRightDouble,
  kLowDouble,   // The one that opens in German: U+201E.
  kLeftAngle,   // U+00AB, which opens in French and closes in German.
  kRightAngle,  // U+00BB
  kLeftCorner,  // Of East Asian scripts; they nest.
  kRightCorner,
  kLeftSingle,
  kRightSingle,
  kLowSingle,  // U+201A and U+2039.
  kOther,
};

struct Token {
  TextSpan at;
  WordClasses classes = 0;
  std::uint16_t cue = 0;
  Mark mark = Mark::kOther;
  std::uint8_t suffix = 0;        // 1: -ing, 2: -ed, 3: -ly, of a word that is not capitalised
  bool capital : 1 = false;       // Begins with a capital letter.
  bool all_capitals : 1 = false;  // At least two letters, all of them capitals.
  bool genitive : 1 = false;      // 's and s' (also what may be "is" or "has").
  bool space_before : 1 = false;

  bool Is(WordClasses any) const { return (classes & any) != 0; }
  bool word() const { return mark == Mark::kWord; }
  // "%", right behind its number.
  bool percent() const { return mark == Mark::kOther && at.size() == 1 && !space_before; }
};

inline constexpr std::uint8_t kSuffixIng = 1;
inline constexpr std::uint8_t kSuffixEd = 2;
inline constexpr std::uint8_t kSuffixLy = 3;

// Appends the tokens of `part` of `text`. Linear; a token never spans white space.
void Tokenize(std::string_view text, TextSpan part, std::vector<Token>& out);

}  // namespace ibid::detect
