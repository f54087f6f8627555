#pragma once

#include <vector>

#include "ibid/article.h"
#include "ibid/graph.h"

// Building and merging citation graphs. Pure.
namespace ibid::graph {

// The graph of one article. Works without resolutions too (what is cited, unchecked).
CitationGraph Build(const Article& article);

// One graph over many: nodes with the same id become one, edges likewise, with all their evidence.
CitationGraph Merge(const std::vector<CitationGraph>& graphs);

}  // namespace ibid::graph
