#pragma once

#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// Fills in text, zones, markup, offsets and metadata of Markdown (CommonMark 0.30 with GitHub's
// tables): the words without their marks, links and embedded HTML as elements, as in a page, but
// with nothing around the article. What stands before the text between "---" is metadata.
// REQUIRES: `input` is valid UTF-8 of less than 4 GiB; the document's kind is set.
void ReadMarkdown(std::string_view input, Document& document);

}  // namespace ibid::read
