#include <optional>
#include <string>
#include <utility>

#include "graph/build.h"
#include "ibid/ibid.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "read/read.h"
#include "write/write.h"

namespace ibid {

Result<Article> Analyse(std::string_view bytes, const ReadOptions& options) {
  Result<Document> document = read::Read(bytes, options);
  if (!document) {
    return document.error();
  }
  return pipeline::Analyse(std::move(document).value());
}

CitationGraph BuildGraph(const Article& article) {
  return graph::Build(article);
}

CitationGraph MergeGraphs(const std::vector<CitationGraph>& graphs) {
  return graph::Merge(graphs);
}

Result<std::string> Write(std::string_view format, const Article& article,
                          const CitationGraph& graph) {
  const std::optional<write::Format> known = write::FormatNamed(format);
  if (!known) {
    return Error{ErrorCode::kUsage,
                 "no format '" + std::string(format) + "'; there are those of ibid check --format"};
  }
  return write::Write(*known, article, graph);
}

Result<Article> ReadArticle(std::string_view json) {
  return json::ReadArticle(json);
}

std::string_view Version() {
  return IBID_VERSION;
}

}  // namespace ibid
