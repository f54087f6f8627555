#pragma once

#include <string>
#include <string_view>

namespace ibid::text {

// Unicode Normalization Form C (UAX #15): one spelling for what looks the same ("é" as one or two
// characters). UTF-8 in, valid UTF-8 out; bytes that are no UTF-8 become U+FFFD. Linear.
// Thread-safe.
std::string Nfc(std::string_view text);

// What no reader sees and what pages and platforms put in or leave out: soft hyphens, joiners and
// marks of direction, variation selectors, tags (Default_Ignorable_Code_Point).
bool IsInvisible(char32_t code);

// A picture among letters: emoji, and the parts that they are made of (modifiers, regional
// indicators, keycaps). Digits, "#" and "*" are not meant.
bool IsEmoji(char32_t code);

}  // namespace ibid::text
