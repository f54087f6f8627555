#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ibid/document.h"
#include "ibid/result.h"

// bytes -> Document. No network, no clock; for a PDF another process (pdf/extract.h), and pure for
// all else.
namespace ibid::read {

struct ReadOptions {
  std::string source;             // Path or URL as given; becomes Document::source.
  std::string url;                // Where the bytes came from, if known; base of relative links.
  std::optional<InputKind> kind;  // None: sniffed.
  std::string content_type;       // Of the HTTP answer: "text/html; charset=koi8-r".
  std::uint64_t input_bytes_max = 64ULL << 20U;
  std::string pdf_program;  // Path of ibid-pdf; empty: where it is installed.
};

// Errors: kInput where the input is empty, over the limit, or no text (an image, a program, a PDF
// of pictures or with a password), with a message that says so and what to do; kInternal where a
// PDF's reader cannot be run. What is damaged is read as far as it goes, with a note in
// Document::notes.
Result<Document> Read(std::string_view bytes, const ReadOptions& options);

}  // namespace ibid::read
