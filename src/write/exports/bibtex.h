#pragma once

#include <string>
#include <string_view>

#include "write/exports/cited_work.h"
#include "write/write.h"

namespace ibid::write {

// The works that articles lean on as a BibTeX database (entry types and fields of biblatex, with
// the year for classic BibTeX): @online for pages and posts, @article for stories and papers,
// @book,
// @misc. Names of bodies and accounts are in braces of their own.
class Bibtex : public Export {
 public:
  std::string Add(const Article& article, const CitationGraph& graph) override;

 private:
  CitedWorks works_;
};

// Words so that TeX and BibTeX take them for words: no brace, command or ligature of theirs is
// left.
std::string TexEscaped(std::string_view words);

}  // namespace ibid::write
