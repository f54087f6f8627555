#pragma once

#include <cstddef>
#include <vector>

#include "ibid/article.h"
#include "write/findings.h"

namespace ibid::write {

// A source that paragraphs rest on alone.
struct SingleSource {
  std::size_t source = 0;          // In Findings::sources.
  std::vector<std::size_t> lines;  // Of the text, from 1: where those paragraphs begin, in order.
};

// The article's paragraphs and list items that attribute something, and all that they attribute,
// quote, link or show to one source; a link to the site of the outlet that is their source is no
// other. By source, in the order of Findings::sources. Linear.
std::vector<SingleSource> FindSingleSources(const Article& article, const Findings& findings);

}  // namespace ibid::write
