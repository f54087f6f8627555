#pragma once

#include <string>
#include <vector>

#include "graph/collector.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"

namespace ibid::graph {

// Adds what the web said of one work: the chain of redirects, the same work under another id, who
// wrote and who published it, its archived copies. `work` is the node of the reference, `mentions`
// the reasons why it was asked at all. Candidates become an edge only where one was chosen.
void AddWebEdges(const Reference& reference, const Resolution& resolution, const std::string& work,
                 const std::vector<std::string>& mentions, Collector& out);

}  // namespace ibid::graph
