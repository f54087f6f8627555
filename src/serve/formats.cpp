#include "serve/formats.h"

#include <array>

namespace ibid::serve {
namespace {

using write::Format;

constexpr std::array kMediaTypes = {
    MediaRow{Format::kText, "text/plain; charset=utf-8", "txt"},
    MediaRow{Format::kMarkdown, "text/markdown; charset=utf-8", "md"},
    MediaRow{Format::kHtml, "text/html; charset=utf-8", "html"},
    MediaRow{Format::kJson, "application/json", "json"},
    MediaRow{Format::kNdjson, "application/x-ndjson", "ndjson"},
    MediaRow{Format::kJsonld, "application/ld+json", "jsonld"},
    MediaRow{Format::kCsv, "text/csv; charset=utf-8", "csv"},
    MediaRow{Format::kNodesCsv, "text/csv; charset=utf-8", "nodes.csv"},
    MediaRow{Format::kEdgesCsv, "text/csv; charset=utf-8", "edges.csv"},
    MediaRow{Format::kDot, "text/vnd.graphviz; charset=utf-8", "dot"},
    MediaRow{Format::kGraphml, "application/graphml+xml", "graphml"},
    MediaRow{Format::kGexf, "application/gexf+xml", "gexf"},
    MediaRow{Format::kBibtex, "application/x-bibtex; charset=utf-8", "bib"},
    MediaRow{Format::kCslJson, "application/vnd.citationstyles.csl+json", "csl.json"},
    MediaRow{Format::kRobustLinks, "text/html; charset=utf-8", "links.html"},
    MediaRow{Format::kPwid, "text/plain; charset=utf-8", "pwid.txt"},
    MediaRow{Format::kClaimreview, "application/ld+json", "claimreview.json"},
};

}  // namespace

std::span<const MediaRow> MediaTypes() {
  return kMediaTypes;
}

const MediaRow& MediaOf(Format format) {
  return kMediaTypes[static_cast<std::size_t>(format)];
}

bool IsForMany(Format format) {
  return format != Format::kText && format != Format::kHtml;
}

}  // namespace ibid::serve
