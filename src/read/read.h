#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ibid/document.h"
#include "ibid/result.h"

// bytes -> Document. Pure: no network, no clock. The only home of libxml2.
namespace ibid::read {

struct ReadOptions {
  std::string source;             // Path or URL as given; becomes Document::source.
  std::string url;                // Where the bytes came from, if known; base of relative links.
  std::optional<InputKind> kind;  // None: sniffed.
  std::string content_type;       // Of the HTTP answer: "text/html; charset=koi8-r".
  std::uint64_t input_bytes_max = 64ULL << 20U;
};

// Errors: kInput where the input is empty, over the limit, or no text (an image, a program, a PDF),
// with a message that says so and what to do. Damaged text and markup are read as far as they go,
// with a note in Document::notes.
Result<Document> Read(std::string_view bytes, const ReadOptions& options);

}  // namespace ibid::read
