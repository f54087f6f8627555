#pragma once

#include <string>

namespace ibid::cli {

// The manual page ibid(1), in the man macros (man-pages(7), groff_man(7)). Follows from the table
// of flags.
std::string ManualPage();

}  // namespace ibid::cli
