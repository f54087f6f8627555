#pragma once

#include <string>

#include "ibid/article.h"
#include "ibid/graph.h"

namespace ibid::write {

// One self-contained page: the article as it reads with its mentions marked, its sources beside it,
// the graph drawn. It asks for nothing over the network, works without its script, and a content
// security policy lets nothing but its own style sheet and script, named by their digests, act.
std::string Html(const Article& article, const CitationGraph& graph);

}  // namespace ibid::write
