#include "write/write.h"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "graph/build.h"
#include "json/record.h"
#include "write/dot.h"
#include "write/exports/gexf.h"
#include "write/exports/graph_csv.h"
#include "write/exports/graphml.h"
#include "write/exports/mentions_csv.h"
#include "write/html.h"
#include "write/text.h"

namespace ibid::write {
namespace {

constexpr std::array kFormats = {
    FormatRow{Format::kText, "text", "a report for a terminal"},
    FormatRow{Format::kHtml, "html", "a report as one page that stands alone"},
    FormatRow{Format::kJson, "json", "all that is known, indented"},
    FormatRow{Format::kNdjson, "ndjson", "the same, one line an article"},
    FormatRow{Format::kCsv, "csv", "a table of mentions and what became of them"},
    FormatRow{Format::kNodesCsv, "nodes-csv", "the graph's nodes as a table"},
    FormatRow{Format::kEdgesCsv, "edges-csv", "the graph's edges as a table"},
    FormatRow{Format::kDot, "dot", "the graph for Graphviz"},
    FormatRow{Format::kGraphml, "graphml", "the graph for igraph, networkx, yEd"},
    FormatRow{Format::kGexf, "gexf", "the graph for Gephi, with dates"},
};

constexpr json::RecordOptions kIndented = {json::Writer::Layout::kIndented, true};

json::RecordOptions OptionsOf(Format format) {
  return format == Format::kJson ? kIndented : json::RecordOptions{};
}

class TextExport : public Export {
 public:
  explicit TextExport(const Style& style) : style_(style) {}
  std::string Add(const Article& article, const CitationGraph& /*graph*/) override {
    return (std::exchange(first_, false) ? "" : "\n") + Text(article, style_);
  }

 private:
  Style style_;
  bool first_ = true;
};

class HtmlExport : public Export {
 public:
  std::string Add(const Article& article, const CitationGraph& graph) override {
    return Html(article, graph);
  }
};

class JsonExport : public Export {
 public:
  explicit JsonExport(Format format) : options_(OptionsOf(format)) {}
  std::string Add(const Article& article, const CitationGraph& graph) override {
    return json::WriteChecked(article, graph, options_) + "\n";
  }

 private:
  json::RecordOptions options_;
};

class GraphExport : public Export {
 public:
  explicit GraphExport(Format format) : format_(format) {}
  std::string Add(const Article& /*article*/, const CitationGraph& graph) override {
    graphs_.push_back(graph);
    return "";
  }
  std::string End() override {
    const CitationGraph graph =
        graphs_.size() == 1 ? std::move(graphs_.front()) : graph::Merge(graphs_);
    switch (format_) {
      case Format::kNodesCsv:
        return NodesCsv(graph);
      case Format::kEdgesCsv:
        return EdgesCsv(graph);
      case Format::kDot:
        return Dot(graph);
      case Format::kGraphml:
        return Graphml(graph);
      case Format::kGexf:
        return Gexf(graph);
      default:
        return json::WriteGraph(graph, OptionsOf(format_)) + "\n";
    }
  }

 private:
  Format format_;
  std::vector<CitationGraph> graphs_;
};

}  // namespace

std::span<const FormatRow> Formats() {
  return kFormats;
}

std::string_view Name(Format format) {
  return kFormats[static_cast<std::size_t>(format)].name;
}

std::optional<Format> FormatNamed(std::string_view name) {
  for (const FormatRow& row : kFormats) {
    if (row.name == name) {
      return row.format;
    }
  }
  return std::nullopt;
}

std::unique_ptr<Export> NewExport(Format format, Subject subject, const Style& style) {
  switch (format) {
    case Format::kText:
      return std::make_unique<TextExport>(style);
    case Format::kHtml:
      return std::make_unique<HtmlExport>();
    case Format::kCsv:
      return std::make_unique<MentionsCsv>();
    case Format::kJson:
    case Format::kNdjson:
      if (subject == Subject::kArticles) {
        return std::make_unique<JsonExport>(format);
      }
      break;
    default:
      break;
  }
  return std::make_unique<GraphExport>(format);
}

std::string Write(Format format, const Article& article, const CitationGraph& graph,
                  const Style& style) {
  const std::unique_ptr<Export> out = NewExport(format, Subject::kArticles, style);
  std::string written = out->Begin();
  written += out->Add(article, graph);
  return written + out->End();
}

}  // namespace ibid::write
