#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ibid/document.h"

namespace ibid {

// What is known of an input beside its bytes.
struct ReadOptions {
  std::string source;             // Path or URL as given; becomes Document::source.
  std::string url;                // Where the bytes came from, if known; base of relative links.
  std::optional<InputKind> kind;  // None: sniffed.
  std::string content_type;       // Of the HTTP answer: "text/html; charset=koi8-r".
  std::uint64_t input_bytes_max = 64ULL << 20U;
  std::string input_sha256;  // Of the bytes, lower-case hex, if known; else it is computed.
  std::string pdf_program;   // Path of ibid-pdf; empty: where it is installed.
};

}  // namespace ibid
