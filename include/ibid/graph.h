#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"

namespace ibid {

enum class NodeKind : std::uint8_t { kArticle, kWork, kAgent, kSnapshot };

enum class EdgeKind : std::uint8_t {
  kCites,
  kEmbeds,
  kAttributesTo,
  kQuotes,
  kRepublishes,
  kRedirectsTo,
  kArchivedAs,
  kAuthoredBy,
  kPublishedBy,
  kSameAs,
};

struct Node {
  std::string id;  // Stable across articles: made of what the node is, not of where it was found.
  NodeKind kind = NodeKind::kWork;
  std::string type;  // "page", "post", "story", "statement", "document", "outlet", "person",
                     // "body", "account", ...
  std::string label;
  std::string url;
  IsoDate date;
  std::string verdict;  // Name(Verdict), empty where nothing was asked.
};

// REQUIRES: every edge has a mention or an exchange to show for itself.
struct Edge {
  std::string from;
  std::string to;
  EdgeKind kind = EdgeKind::kCites;
  std::vector<std::string> mentions;  // "<article node id>#m3", sorted.
  std::vector<std::string> evidence;  // Exchange ids, sorted.
  double confidence = 0;              // 0..1
};

// Nodes sorted by id, edges by (from, to, kind); no two alike; every edge ends in a node.
struct CitationGraph {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  // Articles and works that lean on each other in a ring, as node ids from an article on: each
  // leans on the next, the last on the first. One for each set of nodes that lead to each other.
  std::vector<std::vector<std::string>> circles;
};

IBID_API std::string_view Name(NodeKind);
IBID_API std::string_view Name(EdgeKind);

}  // namespace ibid
