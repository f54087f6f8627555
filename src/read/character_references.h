#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ibid::read {

// Appends what the character reference at `at` stands for (HTML Standard, 13.2.5.72: named with
// and without semicolon, decimal, hexadecimal, numbers of windows-1252) and gives the bytes that it
// takes; 0 where none begins there, and nothing is appended. REQUIRES: text[at] == '&'.
std::size_t DecodeReference(std::string_view text, std::size_t at, bool in_attribute,
                            std::string& out);

// The whole text with its references decoded.
std::string DecodeReferences(std::string_view text, bool in_attribute);

}  // namespace ibid::read
