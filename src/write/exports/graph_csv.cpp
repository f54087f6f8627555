#include "write/exports/graph_csv.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "write/csv.h"
#include "write/exports/graph_columns.h"

namespace ibid::write {
namespace {

template <class Item>
void AddNames(CsvRecord& record, std::span<const Column<Item>> columns) {
  for (const Column<Item>& column : columns) {
    record.AddOwn(column.name);
  }
}

template <class Item>
void AddValues(CsvRecord& record, std::span<const Column<Item>> columns, const Item& item) {
  for (const Column<Item>& column : columns) {
    record.Add(column.value(item));
  }
}

}  // namespace

std::string NodesCsv(const CitationGraph& graph) {
  CsvRecord head;
  AddNames(head, NodeColumns());
  std::string out = std::move(head).Finish();
  for (const Node& node : graph.nodes) {
    CsvRecord row;
    AddValues(row, NodeColumns(), node);
    out += std::move(row).Finish();
  }
  return out;
}

std::string EdgesCsv(const CitationGraph& graph) {
  CsvRecord head;
  head.AddOwn("source");
  head.AddOwn("target");
  AddNames(head, EdgeColumns());
  head.AddOwn("source_label");
  head.AddOwn("target_label");
  std::string out = std::move(head).Finish();
  std::unordered_map<std::string_view, std::string_view> labels;
  for (const Node& node : graph.nodes) {
    labels.emplace(node.id, node.label.empty() ? node.id : node.label);
  }
  for (const Edge& edge : graph.edges) {
    CsvRecord row;
    row.Add(edge.from);
    row.Add(edge.to);
    AddValues(row, EdgeColumns(), edge);
    for (const std::string* end : {&edge.from, &edge.to}) {
      const auto label = labels.find(*end);
      row.Add(label == labels.end() ? *end : label->second);
    }
    out += std::move(row).Finish();
  }
  return out;
}

}  // namespace ibid::write
