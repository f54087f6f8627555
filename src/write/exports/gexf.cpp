#include "write/exports/gexf.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "text/dates.h"
#include "write/exports/graph_columns.h"
#include "write/xml.h"

namespace ibid::write {
namespace {

std::string_view TypeName(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return "string";
    case ColumnType::kNumber:
      return "double";
    case ColumnType::kInteger:
      return "integer";
    case ColumnType::kBoolean:
      return "boolean";
  }
  return "string";
}

// What GEXF has attributes of its own for.
bool IsBuiltIn(std::string_view column) {
  return column == "id" || column == "label" || column == "weight";
}

// "n_kind": an id must not be both a node's and an edge's attribute.
template <class Item>
void WriteAttributes(std::string& out, std::span<const Column<Item>> columns,
                     std::string_view owner) {
  out.append("    <attributes class=\"").append(owner).append("\">\n");
  for (const Column<Item>& column : columns) {
    if (!IsBuiltIn(column.name)) {
      out.append("      <attribute id=\"").append(owner).append("_").append(column.name);
      out.append("\" title=\"").append(column.name).append("\" type=\"");
      out.append(TypeName(column.type)).append("\"/>\n");
    }
  }
  out += "    </attributes>\n";
}

template <class Item>
void WriteValues(std::string& out, std::span<const Column<Item>> columns, std::string_view owner,
                 const Item& item) {
  out += "          <attvalues>\n";
  for (const Column<Item>& column : columns) {
    const std::string value = IsBuiltIn(column.name) ? "" : column.value(item);
    if (!value.empty()) {
      out.append("            <attvalue for=\"").append(owner).append("_").append(column.name);
      out.append("\" value=\"").append(XmlEscaped(value)).append("\"/>\n");
    }
  }
  out += "          </attvalues>\n";
}

// The first day of a date, as xs:date; empty where it is none.
std::string FirstDay(const IsoDate& date) {
  const std::optional<Instant> start = text::StartOf(date);
  return start ? text::DateOf(*start) : "";
}

void WriteStart(std::string& out, const std::string& day) {
  if (!day.empty()) {
    out.append(" start=\"").append(XmlEscaped(day)).append("\"");
  }
}

void WriteNode(std::string& out, const Node& node, const std::string& day) {
  out.append("        <node id=\"").append(XmlEscaped(node.id)).append("\" label=\"");
  out.append(XmlEscaped(node.label.empty() ? node.id : node.label)).append("\"");
  WriteStart(out, day);
  out += ">\n";
  WriteValues(out, NodeColumns(), "node", node);
  out += "        </node>\n";
}

}  // namespace

std::string Gexf(const CitationGraph& graph) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "  <meta>\n    <creator>ibid</creator>\n    <description>Citation graph</description>\n"
      "  </meta>\n"
      "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
      "timerepresentation=\"interval\">\n";
  WriteAttributes(out, NodeColumns(), "node");
  WriteAttributes(out, EdgeColumns(), "edge");
  out += "    <nodes>\n";
  std::unordered_map<std::string_view, std::string> days;
  for (const Node& node : graph.nodes) {
    const auto [known, is_new] = days.emplace(node.id, FirstDay(node.date));
    WriteNode(out, node, known->second);
  }
  out += "    </nodes>\n    <edges>\n";
  std::size_t number = 0;
  for (const Edge& edge : graph.edges) {
    const auto from = days.find(edge.from);
    const auto to = days.find(edge.to);
    if (from == days.end() || to == days.end()) {
      continue;
    }
    out.append("        <edge id=\"e").append(std::to_string(++number)).append("\" source=\"");
    out.append(XmlEscaped(edge.from)).append("\" target=\"").append(XmlEscaped(edge.to));
    out.append("\" kind=\"").append(Name(edge.kind)).append("\" weight=\"");
    out.append(std::to_string(Weight(edge))).append("\"");
    WriteStart(out, std::max(from->second, to->second));
    out += ">\n";
    WriteValues(out, EdgeColumns(), "edge", edge);
    out += "        </edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace ibid::write
