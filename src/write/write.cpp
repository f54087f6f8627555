#include "write/write.h"

#include <array>

#include "json/record.h"
#include "write/dot.h"
#include "write/html.h"
#include "write/text.h"

namespace ibid::write {
namespace {

constexpr std::array kFormats = {Format::kText, Format::kJson, Format::kNdjson, Format::kDot,
                                 Format::kHtml};

constexpr json::RecordOptions kIndented = {json::Writer::Layout::kIndented, true};

}  // namespace

std::string_view Name(Format format) {
  static constexpr std::array<std::string_view, kFormats.size()> kNames = {"text", "json", "ndjson",
                                                                           "dot", "html"};
  return kNames[static_cast<std::size_t>(format)];
}

std::optional<Format> FormatNamed(std::string_view name) {
  for (Format format : kFormats) {
    if (Name(format) == name) {
      return format;
    }
  }
  return std::nullopt;
}

std::string Write(Format format, const Article& article, const CitationGraph& graph,
                  const Style& style) {
  switch (format) {
    case Format::kText:
      return Text(article, style);
    case Format::kJson:
      return json::WriteChecked(article, graph, kIndented) + "\n";
    case Format::kNdjson:
      return json::WriteChecked(article, graph) + "\n";
    case Format::kDot:
      return Dot(graph);
    case Format::kHtml:
      return Html(article, graph);
  }
  return "";
}

std::optional<std::string> Write(Format format, const CitationGraph& graph) {
  switch (format) {
    case Format::kJson:
      return json::WriteGraph(graph, kIndented) + "\n";
    case Format::kNdjson:
      return json::WriteGraph(graph) + "\n";
    case Format::kDot:
      return Dot(graph);
    default:
      return std::nullopt;
  }
}

}  // namespace ibid::write
