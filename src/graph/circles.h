#pragma once

#include <string>
#include <vector>

#include "ibid/graph.h"

namespace ibid::graph {

// CitationGraph::circles of these nodes and edges, which are sorted as it has them: for each set of
// nodes that all lead to each other (Tarjan 1972) and has an article in it, the shortest way from
// its first article back to that. An edge leads on where one leans on the other (cites, embeds,
// attributes_to, quotes, republishes) or is the other by another address (redirects_to, same_as).
// Linear in nodes and edges.
std::vector<std::vector<std::string>> Circles(const std::vector<Node>& nodes,
                                              const std::vector<Edge>& edges);

}  // namespace ibid::graph
