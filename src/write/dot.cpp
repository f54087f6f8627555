#include "write/dot.h"

#include <string_view>
#include <unordered_map>

#include "text/utf8.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kLabelMax = 60;

// Whether an ampersand at `at` begins what Graphviz would show as one character: "&lt;", "&#60;".
bool IsEntity(std::string_view words, std::size_t at) {
  constexpr std::size_t kNameMax = 12;
  for (std::size_t i = at + 1; i < words.size() && i - at <= kNameMax; ++i) {
    if (words[i] == ';') {
      return i > at + 1;
    }
    if (words[i] != '#' &&
        (!text::IsAscii(words[i]) || !text::IsWordChar(static_cast<unsigned char>(words[i])))) {
      return false;
    }
  }
  return false;
}

std::string QuotedString(std::string_view words) {
  std::string out = "\"";
  const std::string plain = Plain(words);
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const char c = plain[at];
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += c;
    if (c == '&' && IsEntity(plain, at)) {
      out += "amp;";
    }
  }
  return out + '"';
}

std::string_view Shape(NodeKind kind) {
  switch (kind) {
    case NodeKind::kArticle:
      return "shape=box, style=\"bold\"";
    case NodeKind::kWork:
      return "shape=box, style=\"rounded\"";
    case NodeKind::kAgent:
      return "shape=ellipse";
    case NodeKind::kSnapshot:
      return "shape=folder";
  }
  return "shape=box";
}

std::string_view Colour(Tone tone) {
  switch (tone) {
    case Tone::kGood:
      return "#2e7d4f";
    case Tone::kChanged:
      return "#1f6f8b";
    case Tone::kDead:
      return "#b3261e";
    case Tone::kClosed:
      return "#6b4fa0";
    case Tone::kFailed:
    case Tone::kOpen:
      return "#9a6700";
    case Tone::kNone:
      break;
  }
  return "#555555";
}

std::string_view EdgeStyle(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::kAttributesTo:
    case EdgeKind::kQuotes:
      return "dashed";
    case EdgeKind::kRedirectsTo:
    case EdgeKind::kArchivedAs:
    case EdgeKind::kSameAs:
      return "dotted";
    default:
      return "solid";
  }
}

void WriteNode(std::string& out, const Node& node, std::string_view name) {
  std::string label = text::Shorten(Plain(node.label.empty() ? node.id : node.label), kLabelMax);
  const VerdictWords verdict = WordsFor(node.verdict);
  out.append("  ").append(name).append(" [").append(Shape(node.kind));
  out.append(", color=\"").append(Colour(verdict.tone)).append("\", label=");
  std::string quoted = QuotedString(label);
  quoted.pop_back();
  out.append(quoted);
  if (verdict.tone != Tone::kNone) {
    out.append("\\n").append(verdict.sign).append(" ").append(verdict.words);
  }
  out.append("\", tooltip=").append(QuotedString(node.id));
  if (IsWebUrl(node.url)) {
    out.append(", URL=").append(QuotedString(node.url));
  }
  out.append("];\n");
}

}  // namespace

std::string Dot(const CitationGraph& graph) {
  std::string out =
      "digraph citations {\n"
      "  rankdir=LR;\n"
      "  node [fontname=\"Helvetica\", fontsize=11, penwidth=1.4];\n"
      "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#777777\"];\n";
  std::unordered_map<std::string_view, std::string> names;
  for (const Node& node : graph.nodes) {
    const std::string name = "n" + std::to_string(names.size() + 1);
    names.emplace(node.id, name);
    WriteNode(out, node, name);
  }
  for (const Edge& edge : graph.edges) {
    const auto from = names.find(edge.from);
    const auto to = names.find(edge.to);
    if (from == names.end() || to == names.end()) {
      continue;
    }
    out.append("  ").append(from->second).append(" -> ").append(to->second);
    out.append(" [label=\"").append(Name(edge.kind)).append("\", style=");
    out.append(EdgeStyle(edge.kind)).append(", tooltip=\"confidence ");
    out.append(ShareWords(edge.confidence)).append("\"];\n");
  }
  return out + "}\n";
}

}  // namespace ibid::write
