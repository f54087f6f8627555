#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ibid/article.h"
#include "ibid/graph.h"

// What is known of an article, for people and for programs. Pure: nothing is fetched, no clock is
// asked, and nothing that stands in an article can act in what is written of it.
namespace ibid::write {

enum class Format { kText, kJson, kNdjson, kDot, kHtml };

// "text", "json", "ndjson", "dot", "html".
std::string_view Name(Format);
std::optional<Format> FormatNamed(std::string_view name);

struct Style {
  int width = 80;      // Columns of the terminal; text only. At least 40 are used.
  bool color = false;  // ANSI colours; text only.
};

// One article with its graph in one format, ending in a newline. Reports of several articles may be
// written one after another: ndjson is one line an article, json one JSON text an article, dot one
// digraph an article, text one report an article. html is one whole page and stands alone.
std::string Write(Format format, const Article& article, const CitationGraph& graph,
                  const Style& style = {});

// A graph alone (of one article, or merged of many) as json, ndjson or dot; none for the others.
std::optional<std::string> Write(Format format, const CitationGraph& graph);

}  // namespace ibid::write
