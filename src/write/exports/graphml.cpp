#include "write/exports/graphml.h"

#include <string_view>
#include <unordered_map>

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
      return "int";
    case ColumnType::kBoolean:
      return "boolean";
  }
  return "string";
}

std::string_view AttributeName(std::string_view column) {
  return column == "id" ? "name" : column;
}

// Keys of nodes and of edges have names of their own, because both have a "kind".
template <class Item>
void WriteKeys(std::string& out, std::span<const Column<Item>> columns, std::string_view domain) {
  for (const Column<Item>& column : columns) {
    out.append("  <key id=\"").append(domain).append("_").append(AttributeName(column.name));
    out.append("\" for=\"").append(domain).append("\" attr.name=\"");
    out.append(AttributeName(column.name)).append("\" attr.type=\"");
    out.append(TypeName(column.type)).append("\"/>\n");
  }
}

template <class Item>
void WriteData(std::string& out, std::span<const Column<Item>> columns, std::string_view domain,
               const Item& item) {
  for (const Column<Item>& column : columns) {
    const std::string value = column.value(item);
    if (!value.empty()) {
      out.append("      <data key=\"").append(domain).append("_");
      out.append(AttributeName(column.name)).append("\">");
      out.append(XmlEscaped(value)).append("</data>\n");
    }
  }
}

}  // namespace

std::string Graphml(const CitationGraph& graph) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  WriteKeys(out, NodeColumns(), "node");
  WriteKeys(out, EdgeColumns(), "edge");
  out += "  <graph id=\"citations\" edgedefault=\"directed\">\n";
  std::unordered_map<std::string_view, std::string> names;
  for (const Node& node : graph.nodes) {
    const std::string name = "n" + std::to_string(names.size() + 1);
    names.emplace(node.id, name);
    out.append("    <node id=\"").append(name).append("\">\n");
    WriteData(out, NodeColumns(), "node", node);
    out += "    </node>\n";
  }
  std::size_t number = 0;
  for (const Edge& edge : graph.edges) {
    const auto from = names.find(edge.from);
    const auto to = names.find(edge.to);
    if (from == names.end() || to == names.end()) {
      continue;
    }
    out.append("    <edge id=\"e").append(std::to_string(++number)).append("\" source=\"");
    out.append(from->second).append("\" target=\"").append(to->second).append("\">\n");
    WriteData(out, EdgeColumns(), "edge", edge);
    out += "    </edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace ibid::write
