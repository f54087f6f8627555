#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

namespace ibid::detect {

// "Copyright © Writer, Outlet, 2015", "© 2014-2015 Outlet. All rights reserved."
struct CopyrightLine {
  TextSpan at;
  std::vector<TextSpan> names;  // Each once.
  std::string year;             // The last; may be empty.
  bool bare =
      false;  // A sign and names alone, as under pictures: no year, no "copyright", no rights.
};

// The line that begins exactly at `at` with "copyright", a copyright sign or "(c)", looking no
// further than `end`. The word alone, without a sign, a year or "by", is prose.
std::optional<CopyrightLine> CopyrightAt(std::string_view text, std::size_t at, std::size_t end);

}  // namespace ibid::detect
