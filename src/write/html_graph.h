#pragma once

#include <string>

#include "ibid/article.h"
#include "ibid/graph.h"
#include "write/findings.h"

namespace ibid::write {

// The graph as inline SVG with its legend. Colour is never the only sign: kinds differ in shape,
// verdicts in sign and words, edges in their dashes. Nodes link to their rows in the table that
// follows, and those to their sources.
std::string HtmlGraph(const Article& article, const CitationGraph& graph, const Findings& findings);

}  // namespace ibid::write
