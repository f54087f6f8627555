#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "graph/build.h"
#include "json/record.h"
#include "write/write.h"

namespace ibid::write {

inline std::string ReadTestFile(const std::string& name) {
  std::ifstream file(IBID_TESTS "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The article that has every field, as checked.json has it.
inline Article SampleArticle() {
  return json::ReadArticle(ReadTestFile("json/data/checked.json")).value();
}

inline std::string WriteAs(Format format, const Article& article, const Style& style = {}) {
  return Write(format, article, graph::Build(article), style);
}

}  // namespace ibid::write
