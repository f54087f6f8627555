#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::detect {

// What follows a host in running text: port, path, query, fragment, without the punctuation that
// belongs to the sentence.
struct PathRun {
  std::size_t end = 0;              // One past it; the host's end where nothing follows.
  std::size_t examined_end = 0;     // One past what was looked at.
  std::string text;                 // The same, joined where it is broken over lines.
  bool truncated = false;           // An ellipsis in it; `end` includes it, `text` ends before it.
  bool joined = false;              // Over a line break or a soft hyphen.
  std::vector<std::string> others;  // What `text` may be instead, where a line's end leaves doubt.
  bool rejected = false;  // No link after all: a t.co slug that cannot be one, an endless path.
};

// REQUIRES: a host ends at `host_end`. With `slug`, the host is t.co: its paths are one slug of at
// most 10 letters and digits, which ends where other links are glued to it.
PathRun PathAt(std::string_view text, std::size_t host_end, bool slug);

// One past the t.co or media slug that begins at `at`: letters and digits, at most 10, without a
// link that is glued to it.
std::size_t SlugEnd(std::string_view text, std::size_t at);

// The size of "…" or "..." at `at`, else 0.
std::size_t EllipsisAt(std::string_view text, std::size_t at);

}  // namespace ibid::detect
