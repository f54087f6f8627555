#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/article.h"
#include "ibid/graph.h"
#include "ibid/read_options.h"
#include "ibid/result.h"
#include "ibid/session.h"

// The library: what the program does, as functions. Texts are UTF-8. Everything here may be called
// from any thread; nothing throws but std::bad_alloc. Only what stands in include/ibid is the
// interface, and until version 1 it may change with every minor version.
namespace ibid {

// Reads an article (text, Markdown, HTML, PDF), finds what it mentions, and works out what that
// refers to. Pure, but for a PDF, which another process reads (ReadOptions::pdf_program). Errors:
// kInput where the bytes are no article, kInternal where a PDF's reader cannot be run.
IBID_API Result<Article> Analyse(std::string_view bytes, const ReadOptions& options = {});

// The citation graph of one article, asked about (Session::Resolve) or not; and one graph over
// many.
IBID_API CitationGraph BuildGraph(const Article& article);
IBID_API CitationGraph MergeGraphs(const std::vector<CitationGraph>& graphs);

// An article with its graph in a format of `ibid check --format`: "text", "json", "html", ... Error
// kUsage for another name.
IBID_API Result<std::string> Write(std::string_view format, const Article& article,
                                   const CitationGraph& graph);

// An article as `ibid detect` and `ibid resolve` write it, read again. Error kFormat says which
// field of what is wrong.
IBID_API Result<Article> ReadArticle(std::string_view json);

// "0.1.0".
IBID_API std::string_view Version();

}  // namespace ibid
