#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "ibid/graph.h"

namespace ibid::graph {

// Gathers nodes and edges in any order and gives the graph they make: sorted, no two alike, no edge
// without a reason, none to itself, every edge ending in a node. What is added does not depend on
// the order in which it is added.
class Collector {
 public:
  // Where the node is known already, what is new about it is added.
  void Add(Node node);
  // Where the edge is known already, its mentions and evidence are joined and the higher confidence
  // stays. An edge without mention and evidence, or from a node to itself, is no edge.
  void Add(Edge edge);
  CitationGraph Finish() &&;

 private:
  using Ends = std::tuple<std::string, std::string, EdgeKind>;
  std::map<std::string, Node> nodes_;
  std::map<Ends, Edge> edges_;
};

}  // namespace ibid::graph
