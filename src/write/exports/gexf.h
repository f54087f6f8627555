#pragma once

#include <string>

#include "ibid/graph.h"

namespace ibid::write {

// The graph as GEXF 1.3 (https://gexf.net), directed; node ids are those of ibid/1. A node with a
// date is there from that day on, so that Gephi's timeline plays the works in the order in which
// they appeared; an edge from the later of its ends' days. What has no date is always there. The
// weight of an edge is how often it is said, its kind keeps apart several edges between two nodes.
std::string Gexf(const CitationGraph& graph);

}  // namespace ibid::write
