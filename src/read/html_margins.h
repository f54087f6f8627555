#pragma once

#include <vector>

#include "ibid/document.h"
#include "read/html_text.h"

namespace ibid::read {

// Marks as chrome the labels and link lists before the headline and after the last prose of the
// page, which no element calls by a name, and the boxes about the authors at its end. Between
// headline and last prose nothing is touched: lists of links there are the article's own. Where one
// <article> or itemprop=articleBody holds most of the prose, all that follows it is chrome too, but
// for notices.
// REQUIRES: zones[i] was made of blocks[i]; the headline is marked.
void MarkMargins(const std::vector<Block>& blocks, Document& document);

// Marks what tells of the article's author in its last third, after its name: the author's life.
// After MarkHtmlHead, which knows the authors. Linear in the blocks times the authors, who are few.
void MarkBios(Document& document);

// Marks as chrome the blocks of links right behind a short label that says "read also" (which
// MarkTextChrome or the page's own words have marked). REQUIRES: the same.
void MarkRelatedLinks(const std::vector<Block>& blocks, Document& document);

}  // namespace ibid::read
