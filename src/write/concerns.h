#pragma once

#include <vector>

#include "ibid/article.h"
#include "write/findings.h"
#include "write/verdict_words.h"

namespace ibid::write {

// What deserves a look, worst first: works that are gone, posts that say something else than the
// article shows, pages that link back to it, stories nobody could find, sources without a name,
// references that may mean several, sources that paragraphs rest on alone. `findings` has its
// sources already.
std::vector<Concern> FindConcerns(const Article& article, const Findings& findings);

}  // namespace ibid::write
