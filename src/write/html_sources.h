#pragma once

#include <string>

#include "ibid/article.h"
#include "write/findings.h"

namespace ibid::write {

// The sources beside the article, group by group: outcome and reasons, the way to it, what it is,
// copies, candidates, differences, the answers it rests on, and where the article mentions it.
std::string HtmlSources(const Article& article, const Findings& findings);

}  // namespace ibid::write
