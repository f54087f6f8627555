#pragma once

#include <string>

#include "ibid/article.h"
#include "write/write.h"

namespace ibid::write {

// The report for a terminal, and for a file that is kept: what the article is, what it leans on,
// what deserves a look, then every source with its outcome, the reasons, copies and candidates.
std::string Text(const Article& article, const Style& style);

}  // namespace ibid::write
