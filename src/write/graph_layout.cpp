#include "write/graph_layout.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace ibid::write {
namespace {

constexpr int kColumnGap = 58;
constexpr int kRowStep = 54;
constexpr int kMargin = 12;
constexpr int kWorkColumnsMax = 3;  // Longer chains of redirects stand below one another.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The number in "<article>#m12": the order of mentions.
int MentionNumber(std::string_view name) {
  const std::size_t mark = name.rfind("#m");
  if (mark == std::string_view::npos) {
    return std::numeric_limits<int>::max();
  }
  int number = std::numeric_limits<int>::max();
  std::from_chars(name.data() + mark + 2, name.data() + name.size(), number);
  return number;
}

class Placer {
 public:
  explicit Placer(const CitationGraph& graph) : graph_(graph) {}

  PlacedGraph Run() && {
    ChooseNodes();
    ConnectEdges();
    PlaceWorks();
    PlaceOthers();
    Arrange();
    return std::move(out_);
  }

 private:
  void ChooseNodes() {
    std::unordered_map<std::string_view, std::size_t> degree;
    for (const Edge& edge : graph_.edges) {
      ++degree[edge.from];
      ++degree[edge.to];
    }
    std::vector<const Node*> all;
    for (const Node& node : graph_.nodes) {
      all.push_back(&node);
    }
    // What does not fit is what has the fewest edges; articles always stay.
    std::sort(all.begin(), all.end(), [&](const Node* a, const Node* b) {
      const bool a_behind = a->kind != NodeKind::kArticle;
      const bool b_behind = b->kind != NodeKind::kArticle;
      return std::tie(a_behind, degree[b->id], a->id) < std::tie(b_behind, degree[a->id], b->id);
    });
    out_.left_out = all.size() > kNodesDrawn ? all.size() - kNodesDrawn : 0;
    all.resize(all.size() - out_.left_out);
    std::sort(all.begin(), all.end(), [](const Node* a, const Node* b) { return a->id < b->id; });
    for (const Node* node : all) {
      index_.emplace(node->id, out_.nodes.size());
      out_.nodes.push_back({node, -1, 0, 0});
    }
  }

  void ConnectEdges() {
    edges_from_.resize(out_.nodes.size());
    first_mention_.resize(out_.nodes.size(), std::numeric_limits<int>::max());
    for (const Edge& edge : graph_.edges) {
      const auto from = index_.find(edge.from);
      const auto to = index_.find(edge.to);
      if (from == index_.end() || to == index_.end()) {
        continue;
      }
      edges_from_[from->second].push_back(to->second);
      out_.edges.push_back({&edge, from->second, to->second});
      for (const std::string& mention : edge.mentions) {
        first_mention_[to->second] = std::min(first_mention_[to->second], MentionNumber(mention));
      }
    }
  }

  NodeKind Kind(std::size_t node) const { return out_.nodes[node].node->kind; }

  // Works stand as far right as they are steps away from an article.
  void PlaceWorks() {
    std::vector<std::size_t> queue;
    for (std::size_t i = 0; i < out_.nodes.size(); ++i) {
      if (Kind(i) == NodeKind::kArticle) {
        out_.nodes[i].column = 0;
        queue.push_back(i);
      }
    }
    for (std::size_t done = 0; done < queue.size(); ++done) {
      const int column = std::min(out_.nodes[queue[done]].column + 1, kWorkColumnsMax);
      last_work_ = std::max(last_work_, out_.nodes[queue[done]].column);
      for (std::size_t to : edges_from_[queue[done]]) {
        if (out_.nodes[to].column < 0 && Kind(to) == NodeKind::kWork) {
          out_.nodes[to].column = column;
          queue.push_back(to);
        }
      }
    }
  }

  // Agents and copies stand one step to the right of the works they stand behind; whom only the
  // article names, with the works it cites.
  void PlaceOthers() {
    std::vector<int> behind(out_.nodes.size(), 1);
    for (const PlacedEdge& edge : out_.edges) {
      if (Kind(edge.from) == NodeKind::kWork) {
        behind[edge.to] = std::max(behind[edge.to], out_.nodes[edge.from].column + 1);
      }
    }
    for (std::size_t i = 0; i < out_.nodes.size(); ++i) {
      if (out_.nodes[i].column < 0) {
        out_.nodes[i].column = behind[i];
      }
    }
  }

  void Arrange() {
    const int columns = last_work_ + 2;
    for (int column = 1; column < columns; ++column) {
      ArrangeColumn(column);
    }
    int height = 0;
    int used_columns = 1;
    for (const PlacedNode& placed : out_.nodes) {
      height = std::max(height, placed.y + kNodeHeight);
      used_columns = std::max(used_columns, placed.column + 1);
    }
    PlaceArticles(height);
    for (PlacedNode& placed : out_.nodes) {
      placed.x = kMargin + placed.column * (kNodeWidth + kColumnGap);
      placed.y += kMargin;
      height = std::max(height, placed.y + kNodeHeight - kMargin);
    }
    // Edges inside a column bow out to its right.
    out_.width = 2 * kMargin + used_columns * (kNodeWidth + kColumnGap) - kColumnGap / 2;
    out_.height = height + 2 * kMargin;
  }

  void PlaceArticles(int height) {
    int row = 0;
    for (PlacedNode& placed : out_.nodes) {
      if (placed.column == 0) {
        placed.y = std::max(0, (height - kNodeHeight) / 2) + kRowStep * row++;
      }
    }
  }

  // Where a node would like to stand: beside the mean of what leads to it from the left.
  int Wish(std::size_t node) const {
    long sum = 0;
    long count = 0;
    for (const std::size_t from : edges_to_[node]) {
      const PlacedNode& before = out_.nodes[from];
      if (before.column > 0 && before.column < out_.nodes[node].column) {
        sum += before.y;
        ++count;
      }
    }
    return count == 0 ? 0 : static_cast<int>(sum / count);
  }

  void ArrangeColumn(int column) {
    if (edges_to_.empty()) {
      edges_to_.resize(out_.nodes.size());
      for (const PlacedEdge& edge : out_.edges) {
        edges_to_[edge.to].push_back(edge.from);
      }
    }
    struct Wanted {
      std::size_t node = kNone;
      int y = 0;
      bool is_agent = false;
      int mention = 0;
    };
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < out_.nodes.size(); ++i) {
      if (out_.nodes[i].column == column) {
        wanted.push_back({i, Wish(i), Kind(i) == NodeKind::kAgent, first_mention_[i]});
      }
    }
    std::sort(wanted.begin(), wanted.end(), [&](const Wanted& a, const Wanted& b) {
      // Works first in the first column: they are what edges lead on from.
      const bool a_behind = column == 1 && a.is_agent;
      const bool b_behind = column == 1 && b.is_agent;
      return std::tie(a_behind, a.y, a.mention, a.node) <
             std::tie(b_behind, b.y, b.mention, b.node);
    });
    int y = 0;
    for (const Wanted& want : wanted) {
      out_.nodes[want.node].y = std::max(y, want.y);
      y = out_.nodes[want.node].y + kRowStep;
    }
  }

  const CitationGraph& graph_;
  PlacedGraph out_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::vector<std::size_t>> edges_from_;
  std::vector<std::vector<std::size_t>> edges_to_;
  std::vector<int> first_mention_;
  int last_work_ = 0;
};

}  // namespace

PlacedGraph Place(const CitationGraph& graph) {
  return Placer(graph).Run();
}

}  // namespace ibid::write
