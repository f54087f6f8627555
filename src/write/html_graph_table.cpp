#include "write/html_graph_table.h"

#include <vector>

#include "text/utf8.h"
#include "write/html_article.h"
#include "write/html_escape.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kLabelMax = 90;  // Code points.

// "attributes to": as a sentence says it.
std::string EdgeWords(EdgeKind kind) {
  std::string words(Name(kind));
  for (char& c : words) {
    c = c == '_' ? ' ' : c;
  }
  return words;
}

std::string Short(std::string_view words) {
  return Escaped(text::Shorten(Plain(words), kLabelMax));
}

std::string Label(const Node& node) {
  return Short(node.label.empty() ? node.id : node.label);
}

using MentionsById = std::unordered_map<std::string_view, const Mention*>;

MentionsById ById(const std::vector<Mention>& mentions) {
  MentionsById by_id;
  for (const Mention& mention : mentions) {
    by_id.emplace(mention.id, &mention);
  }
  return by_id;
}

// What an edge's "w1#m3" names, where w1 is the edge's own beginning; null of another article.
const Mention* OwnMention(const MentionsById& mentions, const Edge& edge, std::string_view name) {
  const std::size_t mark = name.rfind('#');
  if (mark == std::string_view::npos || name.substr(0, mark) != edge.from) {
    return nullptr;
  }
  const auto found = mentions.find(name.substr(mark + 1));
  return found == mentions.end() ? nullptr : found->second;
}

class TableWriter {
 public:
  TableWriter(const Article& article, const CitationGraph& graph, const NodeSources& sources)
      : article_(article), graph_(graph), sources_(sources), mentions_(ById(article.mentions)) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      index_.emplace(graph.nodes[i].id, i);
    }
  }

  std::string Run() && {
    out_ += "<details class=\"nodes\"><summary>The graph as a table: " +
            Count(graph_.nodes.size(), "thing", "things") + ", " +
            Count(graph_.edges.size(), "connection", "connections") +
            "</summary>\n<noscript><table><thead><tr><th scope=\"col\">Thing</th><th "
            "scope=\"col\">Kind</th><th scope=\"col\">Outcome</th><th scope=\"col\">Leads "
            "to</th></tr></thead><tbody>\n";
    std::size_t edge = 0;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      WriteRow(i, edge);
    }
    out_ += "</tbody></table></noscript></details>\n";
    return std::move(out_);
  }

 private:
  // A line of its own, which the script reads. Nodes are sorted by id and edges by where they
  // begin, so both are walked through together.
  void WriteRow(std::size_t index, std::size_t& edge) {
    const Node& node = graph_.nodes[index];
    const VerdictWords verdict = WordsFor(node.verdict);
    out_ += "<tr id=\"" + NodeAnchor(index) + "\"";
    if (verdict.tone != Tone::kNone) {
      out_.append(" class=\"v-").append(Name(verdict.tone)).append("\"");
    }
    out_ += "><th scope=\"row\">" + Label(node) + "</th><td>" +
            Escaped(Plain(node.type.empty() ? Name(node.kind) : std::string_view(node.type)));
    out_ += node.date.empty() ? "" : ", " + Escaped(DateWords(node.date));
    out_ += "</td><td>";
    if (verdict.tone != Tone::kNone) {
      out_.append("<b>").append(verdict.sign).append(" ").append(verdict.words).append("</b>");
    }
    if (const auto source = sources_.find(node.id); source != sources_.end()) {
      out_ += " <a href=\"#" + SourceAnchor(*source->second) + "\"><span class=\"no\">" +
              std::to_string(source->second->index + 1) + "</span> evidence</a>";
    } else if (IsWebUrl(node.url)) {
      out_ += " " + Linked(node.url, "open");
    }
    out_ += "</td><td>";
    while (edge < graph_.edges.size() && graph_.edges[edge].from < node.id) {
      ++edge;  // Of a node that is not there.
    }
    const std::size_t first = edge;
    for (; edge < graph_.edges.size() && graph_.edges[edge].from == node.id; ++edge) {
      WriteEdge(graph_.edges[edge], edge == first);
    }
    out_ += edge > first ? "</ul></td></tr>\n" : "</td></tr>\n";
  }

  void WriteEdge(const Edge& edge, bool first) {
    const auto to = index_.find(edge.to);
    out_ += first ? "<ul>" : "";
    out_.append("<li>").append(EdgeWords(edge.kind)).append(" ");
    out_ += to == index_.end() ? "<bdi>" + Short(edge.to) + "</bdi>"
                               : "<a href=\"#" + NodeAnchor(to->second) + "\">" +
                                     Label(graph_.nodes[to->second]) + "</a>";
    out_ += " " + ShareWords(edge.confidence) + Place(edge) + "</li>";
  }

  // Where in this article's text the edge stands.
  std::string Place(const Edge& edge) {
    for (const std::string& name : edge.mentions) {
      if (const Mention* mention = OwnMention(mentions_, edge, name)) {
        return ", <a href=\"#" + MentionAnchor(article_, *mention) + "\">in the text</a>";
      }
    }
    return "";
  }

  const Article& article_;
  const CitationGraph& graph_;
  const NodeSources& sources_;
  const MentionsById mentions_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::string out_;
};

}  // namespace

NodeSources SourcesOfNodes(const Article& article, const CitationGraph& graph,
                           const Findings& findings) {
  NodeSources sources;
  const MentionsById mentions = ById(article.mentions);
  for (const Edge& edge : graph.edges) {
    for (const std::string& name : edge.mentions) {
      const Mention* mention = OwnMention(mentions, edge, name);
      const auto source = mention == nullptr ? findings.source_of.end()
                                             : findings.source_of.find(mention->refers.reference);
      if (source != findings.source_of.end()) {
        sources.emplace(edge.to, &findings.sources[source->second]);
      }
    }
  }
  return sources;
}

std::string NodeAnchor(std::size_t index) {
  return "n" + std::to_string(index + 1);
}

std::string HtmlGraphTable(const Article& article, const CitationGraph& graph,
                           const NodeSources& sources) {
  return TableWriter(article, graph, sources).Run();
}

}  // namespace ibid::write
