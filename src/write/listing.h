#pragma once

#include <string>

#include "ibid/article.h"
#include "write/write.h"

namespace ibid::write {

// What was found in an article, one mention a line, for reading along: where (line:column, counted
// from 1, columns in characters), kind, the words, what they refer to. Ends in a newline; safe for
// a terminal.
std::string Listing(const Article& article, const Style& style);

}  // namespace ibid::write
