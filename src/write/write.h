#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ibid/article.h"
#include "ibid/graph.h"

// What is known of an article, for people and for programs. Pure: nothing is fetched, no clock is
// asked, and nothing that stands in an article can act in what is written of it.
namespace ibid::write {

enum class Format {
  kText,
  kMarkdown,
  kHtml,
  kJson,
  kNdjson,
  kJsonld,
  kCsv,
  kNodesCsv,
  kEdgesCsv,
  kDot,
  kGraphml,
  kGexf,
  kBibtex,
  kCslJson,
  kRobustLinks,
  kPwid,
  kClaimreview,
};

// The one table of the formats: names, help and documents follow from it.
struct FormatRow {
  Format format;
  std::string_view name;  // As --format takes it.
  std::string_view what;  // One line, for people.
};
std::span<const FormatRow> Formats();  // In the order of Format.

std::string_view Name(Format);
std::optional<Format> FormatNamed(std::string_view name);

struct Style {
  int width = 80;      // Columns of the terminal; text only. At least 40 are used.
  bool color = false;  // ANSI colours; text only.
};

// One output made of articles that come one after another: Begin, Add for each, End, and their
// pieces in that order are a whole document of the format, which ends in a newline. What can be
// written of an article is written at once; formats of graphs are written at the end, as one graph
// of all.
class Export {
 public:
  Export() = default;
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;
  virtual ~Export() = default;

  virtual std::string Begin() { return ""; }
  virtual std::string Add(const Article& article, const CitationGraph& graph) = 0;
  virtual std::string End() { return ""; }
};

// What json and ndjson show: each article with its graph, or one graph of all of them. The other
// formats do not ask. html is one page an article.
enum class Subject { kArticles, kGraph };

std::unique_ptr<Export> NewExport(Format format, Subject subject, const Style& style = {});

// One article with its graph: an export of it alone.
std::string Write(Format format, const Article& article, const CitationGraph& graph,
                  const Style& style = {});

}  // namespace ibid::write
