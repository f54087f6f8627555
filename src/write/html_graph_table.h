#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ibid/article.h"
#include "ibid/graph.h"
#include "write/findings.h"

namespace ibid::write {

// Which source of the report a node of its graph is: the one whose mentions are the reason of the
// article's edge to it. By Node::id; views into the graph, which outlives the map.
using NodeSources = std::unordered_map<std::string_view, const Source*>;
NodeSources SourcesOfNodes(const Article& article, const CitationGraph& graph,
                           const Findings& findings);

// The id of a node's row, by its place in CitationGraph::nodes.
std::string NodeAnchor(std::size_t index);

// Every node with what it leads to, as a table in a <details>: for who cannot see or use the
// picture, for graphs that no picture holds, and what the page's script walks through. In a
// <noscript>: without scripts it is a table of the page; with them it is text that costs a browser
// nothing, of which the script makes the rows that are looked at.
std::string HtmlGraphTable(const Article& article, const CitationGraph& graph,
                           const NodeSources& sources);

}  // namespace ibid::write
