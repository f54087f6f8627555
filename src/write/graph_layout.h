#pragma once

#include <cstddef>
#include <vector>

#include "ibid/graph.h"

// Places a citation graph on a plane: the article on the left, then column by column what it leans
// on, what that leads to, and who and which copies stand behind it. Deterministic.
namespace ibid::write {

struct PlacedNode {
  const Node* node = nullptr;
  int column = 0;
  int x = 0;  // Left upper corner.
  int y = 0;
};

struct PlacedEdge {
  const Edge* edge = nullptr;
  std::size_t from = 0;  // In PlacedGraph::nodes.
  std::size_t to = 0;
};

struct PlacedGraph {
  std::vector<PlacedNode> nodes;
  std::vector<PlacedEdge> edges;
  int width = 0;
  int height = 0;
  std::size_t left_out = 0;  // Nodes beyond kNodesDrawn.
};

inline constexpr std::size_t kNodesDrawn = 150;
inline constexpr int kNodeWidth = 200;
inline constexpr int kNodeHeight = 40;

// The graph outlives what is returned.
PlacedGraph Place(const CitationGraph& graph);

}  // namespace ibid::write
