#include "graph/build.h"
#include "graph/collector.h"

namespace ibid::graph {

CitationGraph Merge(const std::vector<CitationGraph>& graphs) {
  Collector all;
  for (const CitationGraph& graph : graphs) {
    for (const Node& node : graph.nodes) {
      all.Add(node);
    }
    for (const Edge& edge : graph.edges) {
      all.Add(edge);
    }
  }
  return std::move(all).Finish();
}

}  // namespace ibid::graph
