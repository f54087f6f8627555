#pragma once

#include <string>

#include "ibid/graph.h"

namespace ibid::write {

// The graph in Graphviz's language (https://graphviz.org/doc/info/lang.html), for `dot -Tsvg`.
// Every string is quoted; the order is the graph's own, so the same graph gives the same bytes.
std::string Dot(const CitationGraph& graph);

}  // namespace ibid::write
