#include "write/write.h"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "graph/build.h"
#include "json/record.h"
#include "write/dot.h"
#include "write/exports/bibtex.h"
#include "write/exports/claimreview.h"
#include "write/exports/csl_json.h"
#include "write/exports/gexf.h"
#include "write/exports/graph_csv.h"
#include "write/exports/graphml.h"
#include "write/exports/jsonld.h"
#include "write/exports/mentions_csv.h"
#include "write/exports/pwid.h"
#include "write/exports/robust_links.h"
#include "write/html.h"
#include "write/markdown.h"
#include "write/text.h"

namespace ibid::write {
namespace {

constexpr std::array kFormats = {
    FormatRow{Format::kText, "text", "a report for a terminal"},
    FormatRow{Format::kMarkdown, "markdown", "a report for a ticket"},
    FormatRow{Format::kHtml, "html", "a report as one page that stands alone"},
    FormatRow{Format::kJson, "json", "all that is known, indented"},
    FormatRow{Format::kNdjson, "ndjson", "the same, one line an article"},
    FormatRow{Format::kJsonld, "jsonld", "linked data: schema.org, CiTO, PROV-O, Web Annotation"},
    FormatRow{Format::kCsv, "csv", "a table of mentions and what became of them"},
    FormatRow{Format::kNodesCsv, "nodes-csv", "the graph's nodes as a table"},
    FormatRow{Format::kEdgesCsv, "edges-csv", "the graph's edges as a table"},
    FormatRow{Format::kDot, "dot", "the graph for Graphviz"},
    FormatRow{Format::kGraphml, "graphml", "the graph for igraph, networkx, yEd"},
    FormatRow{Format::kGexf, "gexf", "the graph for Gephi, with dates"},
    FormatRow{Format::kBibtex, "bibtex", "the works it leans on, for BibTeX and biblatex"},
    FormatRow{Format::kCslJson, "csl-json", "the same for citeproc, pandoc, Zotero"},
    FormatRow{Format::kRobustLinks, "robust-links", "the same as links with their archived copies"},
    FormatRow{Format::kPwid, "pwid", "identifiers of the archived copies"},
    FormatRow{Format::kClaimreview, "claimreview", "what is attributed, ready for review"},
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

class MarkdownExport : public Export {
 public:
  std::string Add(const Article& article, const CitationGraph& /*graph*/) override {
    return (std::exchange(first_, false) ? "" : "\n") + Markdown(article);
  }

 private:
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
    case Format::kMarkdown:
      return std::make_unique<MarkdownExport>();
    case Format::kJsonld:
      return std::make_unique<Jsonld>();
    case Format::kCsv:
      return std::make_unique<MentionsCsv>();
    case Format::kBibtex:
      return std::make_unique<Bibtex>();
    case Format::kCslJson:
      return std::make_unique<CslJson>();
    case Format::kRobustLinks:
      return std::make_unique<RobustLinks>();
    case Format::kPwid:
      return std::make_unique<Pwid>();
    case Format::kClaimreview:
      return std::make_unique<Claimreview>();
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
