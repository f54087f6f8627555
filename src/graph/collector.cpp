#include "graph/collector.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "graph/circles.h"
#include "ibid/resolution.h"

namespace ibid::graph {
namespace {

// Keeps one of two values whatever their order: one that is there, then the smaller.
void KeepOne(std::string& kept, std::string& other) {
  if (kept.empty() || (!other.empty() && other < kept)) {
    kept = std::move(other);
  }
}

// Of two names the one that is words and no address; of two types the one that is not the most
// general one.
void KeepTelling(std::string& kept, std::string& other) {
  const auto says_little = [](std::string_view words) {
    return words.starts_with("https://") || words.starts_with("http://") || words == "agent";
  };
  if (!kept.empty() && !other.empty() && says_little(kept) != says_little(other)) {
    if (says_little(kept)) {
      kept = std::move(other);
    }
    return;
  }
  KeepOne(kept, other);
}

// How much a verdict says. Of two about one node the one that says more is kept: that a post is
// deleted, over that a link to it worked.
int Weight(std::string_view verdict) {
  if (verdict.empty()) {
    return 0;
  }
  if (verdict == Name(Verdict::kNotChecked) || verdict == Name(Verdict::kOffline) ||
      verdict == Name(Verdict::kUnknown)) {
    return 1;
  }
  return verdict == Name(Verdict::kAlive) || verdict == Name(Verdict::kMoved) ? 2 : 3;
}

void KeepVerdict(std::string& kept, std::string& other) {
  if (Weight(other) > Weight(kept)) {
    kept = std::move(other);
  } else if (Weight(other) == Weight(kept)) {
    KeepOne(kept, other);
  }
}

void Join(std::vector<std::string>& kept, std::vector<std::string>& more) {
  kept.insert(kept.end(), std::make_move_iterator(more.begin()),
              std::make_move_iterator(more.end()));
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
}

}  // namespace

void Collector::Add(Node node) {
  const auto [at, is_new] = nodes_.try_emplace(node.id, node);
  if (is_new) {
    return;
  }
  Node& kept = at->second;
  if (node.kind != kept.kind) {
    // A page that is an article to somebody is an article: the first of the kinds counts.
    if (node.kind < kept.kind) {
      std::swap(node.type, kept.type);
      std::swap(node.kind, kept.kind);
    }
    node.type.clear();
  }
  KeepTelling(kept.type, node.type);
  KeepTelling(kept.label, node.label);
  KeepOne(kept.url, node.url);
  KeepOne(kept.date, node.date);
  KeepVerdict(kept.verdict, node.verdict);
}

void Collector::Add(Edge edge) {
  if (edge.from == edge.to || (edge.mentions.empty() && edge.evidence.empty())) {
    return;
  }
  const auto [at, is_new] = edges_.try_emplace(Ends(edge.from, edge.to, edge.kind),
                                               Edge{edge.from, edge.to, edge.kind, {}, {}, 0});
  Edge& kept = at->second;
  Join(kept.mentions, edge.mentions);
  Join(kept.evidence, edge.evidence);
  kept.confidence = std::max(kept.confidence, edge.confidence);
}

CitationGraph Collector::Finish() && {
  CitationGraph graph;
  for (auto& [ends, edge] : edges_) {
    if (nodes_.contains(edge.from) && nodes_.contains(edge.to)) {
      graph.edges.push_back(std::move(edge));
    }
  }
  for (auto& [id, node] : nodes_) {
    graph.nodes.push_back(std::move(node));
  }
  graph.circles = Circles(graph.nodes, graph.edges);
  return graph;
}

}  // namespace ibid::graph
