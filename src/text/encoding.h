#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Bytes of any encoding that browsers accept, to UTF-8: labels, detection and decoding after the
// WHATWG Encoding Standard, over ICU's converters. All functions are pure, never fail and are
// linear in their input.
namespace ibid::text {

// The encoding that a label of the Encoding Standard names, as its lower-case name: "latin1" is
// "windows-1252", "gb2312" is "gbk". Empty for a label that is none. Lives as long as the program.
std::string_view EncodingForLabel(std::string_view label);

struct ByteOrderMark {
  std::string_view encoding;  // "utf-8", "utf-16le", "utf-16be"; empty where there is no mark.
  std::size_t size = 0;       // Bytes to skip.
};
ByteOrderMark SniffByteOrderMark(std::string_view bytes);

// "utf-16le" or "utf-16be" where every second byte of the first kilobyte is mostly zero, as of
// Western text in UTF-16 without a mark; else empty.
std::string_view SniffUtf16(std::string_view bytes);

// A guess for bytes that nobody labelled: "utf-8" where they are valid (but for a character that
// the end cuts off), else what ICU's detector is sure of, else "windows-1252" as browsers do.
std::string_view DetectEncoding(std::string_view bytes);

struct DecodedText {
  std::string utf8;         // Valid, without NUL.
  std::size_t damaged = 0;  // Characters that could not be read and became U+FFFD.
};
// REQUIRES: `encoding` is a name that EncodingForLabel gave. No byte order mark is taken off.
DecodedText Decode(std::string_view bytes, std::string_view encoding);

}  // namespace ibid::text
