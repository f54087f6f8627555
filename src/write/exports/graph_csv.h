#pragma once

#include <string>

#include "ibid/graph.h"

namespace ibid::write {

// The graph as two tables (CSV, see csv.h), each with a line of names first. Gephi reads both as
// they are, pandas.read_csv and networkx.from_pandas_edgelist the edges.
std::string NodesCsv(const CitationGraph& graph);
std::string EdgesCsv(const CitationGraph& graph);

}  // namespace ibid::write
