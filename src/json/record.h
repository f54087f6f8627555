#pragma once

#include <string>
#include <string_view>

#include "ibid/article.h"
#include "ibid/graph.h"
#include "ibid/result.h"
#include "json/writer.h"

// "ibid/1": articles and graphs as JSON, both ways (FORMATS.md). Positions are byte offsets in the
// program and Unicode code points in JSON; they are converted here and nowhere else.
namespace ibid::json {

// `keep_text` false leaves out document.text (positions then have nothing to stand in).
struct RecordOptions {
  Writer::Layout layout = Writer::Layout::kCompact;
  bool keep_text = true;
};

std::string WriteArticle(const Article& article, const RecordOptions& options = {});
// The same, handed to the sink piece by piece.
void WriteArticle(const Article& article, const RecordOptions& options, const Writer::Sink& sink);
std::string WriteGraph(const CitationGraph& graph, const RecordOptions& options = {});
// An article with its graph in one object: what `check --format json` prints.
std::string WriteChecked(const Article& article, const CitationGraph& graph,
                         const RecordOptions& options = {});

// Reads what WriteArticle wrote; what is unknown is passed over, so newer minor versions can be
// read. Markup and the offset map do not travel. Error kFormat: which field of what is wrong.
Result<Article> ReadArticle(std::string_view json);

}  // namespace ibid::json
