#include "graph/circles.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace ibid::graph {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

bool LeadsOn(EdgeKind kind) {
  return kind != EdgeKind::kArchivedAs && kind != EdgeKind::kAuthoredBy &&
         kind != EdgeKind::kPublishedBy;
}

class CircleFinder {
 public:
  CircleFinder(const std::vector<Node>& nodes, const std::vector<Edge>& edges)
      : nodes_(nodes), next_(nodes.size()), set_of_(nodes.size(), kNone) {
    std::unordered_map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      index.emplace(nodes[i].id, i);
    }
    for (const Edge& edge : edges) {
      if (LeadsOn(edge.kind)) {
        next_[index.at(edge.from)].push_back(index.at(edge.to));
      }
    }
  }

  std::vector<std::vector<std::string>> Run() && {
    FindSets();
    std::vector<std::vector<std::string>> circles;
    std::vector<bool> told(sets_, false);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].kind == NodeKind::kArticle && !told[set_of_[i]]) {
        told[set_of_[i]] = true;
        if (std::vector<std::string> circle = WayBackTo(i); !circle.empty()) {
          circles.push_back(std::move(circle));
        }
      }
    }
    return circles;
  }

 private:
  struct Step {
    std::size_t node = 0;
    std::size_t edge = 0;  // The next one to follow.
  };

  // Tarjan's sets, with a stack of our own: graphs may be one long chain.
  void FindSets() {
    order_.assign(nodes_.size(), kNone);
    lowest_.assign(nodes_.size(), kNone);
    for (std::size_t root = 0; root < nodes_.size(); ++root) {
      if (order_[root] != kNone) {
        continue;
      }
      Enter(root);
      while (!path_.empty()) {
        Step& step = path_.back();
        if (step.edge < next_[step.node].size()) {
          Follow(step.node, next_[step.node][step.edge++]);
        } else {
          Leave(step.node);
        }
      }
    }
  }

  void Enter(std::size_t node) {
    order_[node] = lowest_[node] = entered_++;
    open_.push_back(node);
    path_.push_back({node, 0});
  }

  void Follow(std::size_t from, std::size_t to) {
    if (order_[to] == kNone) {
      Enter(to);
    } else if (set_of_[to] == kNone) {
      lowest_[from] = std::min(lowest_[from], order_[to]);
    }
  }

  void Leave(std::size_t node) {
    path_.pop_back();
    if (!path_.empty()) {
      std::size_t& lowest = lowest_[path_.back().node];
      lowest = std::min(lowest, lowest_[node]);
    }
    if (lowest_[node] != order_[node]) {
      return;
    }
    for (std::size_t last = kNone; last != node;) {
      last = open_.back();
      open_.pop_back();
      set_of_[last] = sets_;
    }
    ++sets_;
  }

  // Breadth first, within the node's set. Empty where nothing leads back.
  std::vector<std::string> WayBackTo(std::size_t start) const {
    std::unordered_map<std::size_t, std::size_t> came_from;
    std::vector<std::size_t> reached = {start};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const std::size_t to : next_[reached[i]]) {
        if (to == start) {
          return Way(reached[i], start, came_from);
        }
        if (set_of_[to] == set_of_[start] && came_from.emplace(to, reached[i]).second) {
          reached.push_back(to);
        }
      }
    }
    return {};
  }

  std::vector<std::string> Way(
      std::size_t last, std::size_t start,
      const std::unordered_map<std::size_t, std::size_t>& came_from) const {
    std::vector<std::string> way;
    for (std::size_t at = last; at != start; at = came_from.at(at)) {
      way.push_back(nodes_[at].id);
    }
    way.push_back(nodes_[start].id);
    std::reverse(way.begin(), way.end());
    return way;
  }

  const std::vector<Node>& nodes_;
  std::vector<std::vector<std::size_t>> next_;
  std::vector<std::size_t> set_of_;  // kNone while it is open.
  std::size_t sets_ = 0;
  std::size_t entered_ = 0;
  std::vector<std::size_t> order_;   // When it was entered.
  std::vector<std::size_t> lowest_;  // The earliest open node that it leads to.
  std::vector<std::size_t> open_;
  std::vector<Step> path_;
};

}  // namespace

std::vector<std::vector<std::string>> Circles(const std::vector<Node>& nodes,
                                              const std::vector<Edge>& edges) {
  return CircleFinder(nodes, edges).Run();
}

}  // namespace ibid::graph
