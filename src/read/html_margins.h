#pragma once

#include <vector>

#include "ibid/document.h"
#include "read/html_text.h"

namespace ibid::read {

// Marks as chrome the labels and link lists before the headline and after the last prose of the
// page, which no element calls by a name, and the boxes about the authors at its end. Between
// headline and last prose nothing is touched: lists of links there are the article's own.
// REQUIRES: zones[i] was made of blocks[i]; the headline is marked.
void MarkMargins(const std::vector<Block>& blocks, Document& document);

}  // namespace ibid::read
