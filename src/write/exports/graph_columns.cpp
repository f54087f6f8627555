#include "write/exports/graph_columns.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ibid/resolution.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

// Ids of mentions and exchanges have no spaces.
std::string Joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) {
    out.append(out.empty() ? "" : " ").append(id);
  }
  return out;
}

std::string DeadName(const Node& node) {
  if (node.verdict.empty()) {
    return "";
  }
  return WordsFor(node.verdict).tone == Tone::kDead ? "true" : "false";
}

constexpr std::array kNodeColumns = {
    Column<Node>{"id", ColumnType::kText, [](const Node& node) { return node.id; }},
    Column<Node>{"label", ColumnType::kText,
                 [](const Node& node) { return node.label.empty() ? node.id : node.label; }},
    Column<Node>{"kind", ColumnType::kText,
                 [](const Node& node) { return std::string(Name(node.kind)); }},
    Column<Node>{"type", ColumnType::kText, [](const Node& node) { return node.type; }},
    Column<Node>{"url", ColumnType::kText, [](const Node& node) { return node.url; }},
    Column<Node>{"date", ColumnType::kText, [](const Node& node) { return node.date; }},
    Column<Node>{"verdict", ColumnType::kText, [](const Node& node) { return node.verdict; }},
    Column<Node>{"dead", ColumnType::kBoolean, DeadName},
};

constexpr std::array kEdgeColumns = {
    Column<Edge>{"kind", ColumnType::kText,
                 [](const Edge& edge) { return std::string(Name(edge.kind)); }},
    Column<Edge>{"weight", ColumnType::kInteger,
                 [](const Edge& edge) { return std::to_string(Weight(edge)); }},
    Column<Edge>{"confidence", ColumnType::kNumber,
                 [](const Edge& edge) { return Decimal(edge.confidence); }},
    Column<Edge>{"mentions", ColumnType::kText,
                 [](const Edge& edge) { return Joined(edge.mentions); }},
    Column<Edge>{"evidence", ColumnType::kText,
                 [](const Edge& edge) { return Joined(edge.evidence); }},
};

}  // namespace

std::span<const Column<Node>> NodeColumns() {
  return kNodeColumns;
}

std::span<const Column<Edge>> EdgeColumns() {
  return kEdgeColumns;
}

std::size_t Weight(const Edge& edge) {
  return std::max<std::size_t>(edge.mentions.size(), 1);
}

}  // namespace ibid::write
