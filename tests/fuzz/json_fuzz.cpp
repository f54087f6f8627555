// Reading JSON never crashes; what ReadArticle accepts is written so that reading and writing it
// again changes nothing, and every report of it can be written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "graph/build.h"
#include "json/first_error.h"
#include "json/record.h"
#include "json/value.h"
#include "write/write.h"

namespace {

void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void CheckArticle(const ibid::Article& article) {
  const std::string once = ibid::json::WriteArticle(article);
  const ibid::Result<ibid::Article> again = ibid::json::ReadArticle(once);
  Require(again.ok());
  Require(ibid::json::WriteArticle(*again) == once);
  const ibid::CitationGraph graph = ibid::graph::Build(article);
  Require(ibid::json::Parse(ibid::json::WriteGraph(graph)).ok());
  for (const ibid::write::FormatRow& row : ibid::write::Formats()) {
    Require(ibid::write::FormatNamed(row.name) == row.format);
    (void)ibid::write::Write(row.format, article, graph);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Require(ibid::json::FirstError(text) <= size);
  (void)ibid::json::Parse(text);
  if (const ibid::Result<ibid::Article> article = ibid::json::ReadArticle(text)) {
    CheckArticle(*article);
  }
  return 0;
}
