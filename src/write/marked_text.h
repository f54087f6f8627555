#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

namespace ibid::write {

struct Mark {
  TextSpan at;
  char sign = '^';  // Stands under each column of it. Later marks cover earlier ones.
};

// The words of `text` around `at` as lines of at most `columns` columns, each followed by a line of
// signs where there are any. Of a long span its beginning and its end are shown. Every line begins
// with `indent`. Safe for a terminal.
std::string MarkedText(std::string_view text, TextSpan at, const std::vector<Mark>& marks,
                       std::size_t columns, std::string_view indent);

}  // namespace ibid::write
