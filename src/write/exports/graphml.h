#pragma once

#include <string>

#include "ibid/graph.h"

namespace ibid::write {

// The graph as GraphML 1.0 (http://graphml.graphdrawing.org/specification.html), directed. XML ids
// are n1, n2, ..., e1, e2, ...; the ids of ibid/1 are in the attribute "name", by which igraph
// looks vertices up.
std::string Graphml(const CitationGraph& graph);

}  // namespace ibid::write
