#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

// What most URLs are: as a parser would write them already, so that they are taken apart without
// it. Internal to src/url.
namespace ibid::url {

// Where the parts of such a URL end; each begins behind the mark that ends the one before.
struct PlainParts {
  std::size_t scheme = 0;  // The size of "http" or "https".
  std::size_t host = 0;
  std::size_t path = 0;
  std::size_t query = 0;  // As `path` where there is none.
};

// An absolute http(s) URL that parsing (parse.h) leaves as it is, every byte of it: a host of plain
// labels, no user or port, a path without dot segments, nothing that is encoded or decoded. None
// where it may be otherwise, which a parser has to say.
std::optional<PlainParts> ReadPlain(std::string_view text);

}  // namespace ibid::url
