#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ibid/graph.h"

// What tables and XML formats say of each node and edge, in the order of the columns. FORMATS.md
// explains each.
namespace ibid::write {

enum class ColumnType { kText, kNumber, kInteger, kBoolean };

template <class Item>
struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  std::string (*value)(const Item&) = nullptr;  // Empty: not known.
};

std::span<const Column<Node>> NodeColumns();  // The first is "id".
std::span<const Column<Edge>> EdgeColumns();  // Without the ends of the edge.

// How often an edge is said: its mentions, at least 1.
std::size_t Weight(const Edge& edge);

}  // namespace ibid::write
