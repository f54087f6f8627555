#pragma once

#include <string>
#include <string_view>

#include "ibid/document.h"
#include "ibid/result.h"
#include "pdf/contents.h"

namespace ibid::read {

// Whether the bytes are a PDF: the mark stands first, or, as readers of PDF allow (ISO 32000-1,
// annex H.3.4.1), after junk in the first kilobyte, if objects follow.
bool IsPdf(std::string_view bytes);

// Fills in text, pages, zones, links and metadata from what stands on the pages. Nothing, with a
// message that goes on after the input's name, where there is no text to read.
Result<void> ReadPdf(const pdf::Contents& contents, Document& document);

}  // namespace ibid::read
