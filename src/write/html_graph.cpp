#include "write/html_graph.h"

#include <cstddef>
#include <string_view>

#include "text/utf8.h"
#include "text/width.h"
#include "write/graph_layout.h"
#include "write/html_article.h"
#include "write/html_escape.h"
#include "write/html_graph_table.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kLabelColumns = 27;

// At most that many columns of a label; what is cut ends in an ellipsis.
std::string Fitted(std::string_view words) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t size = text::DecodeAt(words, at).size;
    const std::size_t wide = text::DisplayWidth(words.substr(at, size));
    if (used + wide > kLabelColumns) {
      return out + "…";
    }
    used += wide;
    out.append(words, at, size);
    at += size;
  }
  return out;
}

std::string Attribute(std::string_view name, int value) {
  return std::string(" ").append(name).append("=\"").append(std::to_string(value)).append("\"");
}

class GraphWriter {
 public:
  GraphWriter(const CitationGraph& graph, const NodeSources& sources)
      : graph_(graph), placed_(Place(graph)), sources_(sources) {}

  std::string Run() && {
    out_ +=
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Picture of the "
        "graph\"><svg";
    out_ += Attribute("width", placed_.width) + Attribute("height", placed_.height);
    out_ += " viewBox=\"0 0 " + std::to_string(placed_.width) + " " +
            std::to_string(placed_.height) + "\">\n";
    out_ +=
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" "
        "refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" "
        "orient=\"auto\"><path d=\"M0 "
        "0 8 4 0 8z\"/></marker></defs>\n";
    for (const PlacedEdge& edge : placed_.edges) {
      WriteEdge(edge);
    }
    for (const PlacedNode& node : placed_.nodes) {
      WriteNode(node);
    }
    out_ += "</svg></div>\n";
    if (placed_.left_out > 0) {
      out_ += "<p class=\"note\">" + Count(placed_.left_out, "thing is", "things are") +
              " not drawn, those with the fewest connections; the table has all.</p>\n";
    }
    return std::move(out_);
  }

 private:
  void WriteEdge(const PlacedEdge& placed) {
    const PlacedNode& from = placed_.nodes[placed.from];
    const PlacedNode& to = placed_.nodes[placed.to];
    const int x1 = from.x + kNodeWidth;
    const int y1 = from.y + kNodeHeight / 2;
    const int y2 = to.y + kNodeHeight / 2;
    const bool forward = to.column > from.column;
    // An edge inside a column, or back, bows out to the right and comes in from there.
    const int x2 = forward ? to.x : to.x + kNodeWidth;
    const int bow = forward ? (x2 - x1) / 2 : 34;
    const int c1 = x1 + bow;
    const int c2 = forward ? x2 - bow : x2 + bow;
    out_ += "<path class=\"e e-";
    out_.append(Name(placed.edge->kind)).append("\" data-f=\"").append(Anchor(from));
    out_.append("\" data-t=\"").append(Anchor(to)).append("\" marker-end=\"url(#arrow)\" d=\"M");
    for (const int number : {x1, y1}) {
      out_.append(std::to_string(number)).append(" ");
    }
    out_ += 'C';
    for (const int number : {c1, y1, c2, y2, x2, y2}) {
      out_.append(std::to_string(number)).append(" ");
    }
    out_.append("\"><title>").append(Name(placed.edge->kind)).append(", confidence ");
    out_.append(ShareWords(placed.edge->confidence)).append("</title></path>\n");
  }

  void WriteNode(const PlacedNode& placed) {
    const Node& node = *placed.node;
    const auto source = sources_.find(node.id);
    const bool linked = source != sources_.end();
    const VerdictWords verdict = WordsFor(node.verdict);
    out_.append("<a href=\"#").append(Anchor(placed)).append("\"");
    if (linked) {
      out_.append(" data-s=\"").append(SourceAnchor(*source->second)).append("\"");
    }
    out_ += '>';
    out_.append("<g class=\"g g-").append(Name(node.kind)).append(" v-").append(Name(verdict.tone));
    out_ += "\"><title>" + Escaped(Plain(node.label) + " — " + Plain(node.id)) + "</title>";
    WriteShape(placed);
    const std::string label = Plain(node.label.empty() ? node.id : node.label);
    // An inner svg element cuts off what is wider than the fonts that were measured.
    out_ += "<svg" + Attribute("x", placed.x + 10) + Attribute("y", placed.y) +
            Attribute("width", kNodeWidth - 16) + Attribute("height", kNodeHeight) + ">";
    out_ += "<text y=\"17\">" + Escaped(Fitted(label)) + "</text><text class=\"t\" y=\"32\">";
    // The outcome first: a long kind or date is what is cut off.
    if (verdict.tone != Tone::kNone) {
      out_.append("<tspan class=\"v\">").append(verdict.sign).append(" ");
      out_.append(verdict.words).append("</tspan> · ");
    }
    std::string type = Plain(node.type);
    if (!node.date.empty()) {
      type += ", " + DateWords(node.date);
    }
    out_ += (linked ? std::to_string(source->second->index + 1) + " · " : std::string()) +
            Escaped(type) + "</text></svg></g></a>\n";
  }

  // Nodes are drawn in another order than they stand in; the row is by the latter.
  std::string Anchor(const PlacedNode& placed) const {
    return NodeAnchor(static_cast<std::size_t>(placed.node - graph_.nodes.data()));
  }

  void WriteShape(const PlacedNode& placed) {
    const NodeKind kind = placed.node->kind;
    const int radius = kind == NodeKind::kAgent ? kNodeHeight / 2 : kind == NodeKind::kWork ? 4 : 0;
    out_ += "<rect" + Attribute("x", placed.x) + Attribute("y", placed.y) +
            Attribute("width", kNodeWidth) + Attribute("height", kNodeHeight) +
            Attribute("rx", radius) + "/>";
    if (kind == NodeKind::kArticle) {
      out_ += "<rect class=\"inner\"" + Attribute("x", placed.x + 3) +
              Attribute("y", placed.y + 3) + Attribute("width", kNodeWidth - 6) +
              Attribute("height", kNodeHeight - 6) + "/>";
    }
  }

  const CitationGraph& graph_;
  const PlacedGraph placed_;
  const NodeSources& sources_;
  std::string out_;
};

constexpr std::string_view kLegend = R"(<ul class="legend">
<li><svg width="26" height="16"><g class="g g-article"><rect x="1" y="1" width="24" height="14"/><rect class="inner" x="3" y="3" width="20" height="10"/></g></svg> article</li>
<li><svg width="26" height="16"><g class="g g-work"><rect x="1" y="1" width="24" height="14" rx="3"/></g></svg> page, post, story or document</li>
<li><svg width="26" height="16"><g class="g g-agent"><rect x="1" y="1" width="24" height="14" rx="7"/></g></svg> outlet, person, body or account</li>
<li><svg width="26" height="16"><g class="g g-snapshot"><rect x="1" y="1" width="24" height="14"/></g></svg> archived copy</li>
<li><svg width="34" height="16"><path class="e e-cites" d="M1 8h32"/></svg> cites, embeds, republishes</li>
<li><svg width="34" height="16"><path class="e e-attributes_to" d="M1 8h32"/></svg> attributes to, quotes</li>
<li><svg width="34" height="16"><path class="e e-redirects_to" d="M1 8h32"/></svg> redirects to, archived as, same as</li>
<li><svg width="34" height="16"><path class="e e-authored_by" d="M1 8h32"/></svg> written by, published by</li>
</ul>
)";

}  // namespace

std::string HtmlGraph(const Article& article, const CitationGraph& graph,
                      const Findings& findings) {
  if (graph.edges.empty()) {
    return "<p class=\"note\">Nothing to draw: the graph has no edges.</p>\n";
  }
  const NodeSources sources = SourcesOfNodes(article, graph, findings);
  return GraphWriter(graph, sources)
      .Run()
      .append(kLegend)
      .append(HtmlGraphTable(article, graph, sources));
}

}  // namespace ibid::write
