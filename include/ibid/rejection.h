#pragma once

#include <string_view>

#include "ibid/text_span.h"

namespace ibid {

// What nearly was a mention: where it stands, and the rule by which it is none
// ("rejected.post.no_date"; FORMATS.md lists them).
struct Rejection {
  TextSpan at;
  std::string_view rule;  // Of the program's life time.

  friend bool operator==(const Rejection&, const Rejection&) = default;
};

}  // namespace ibid
