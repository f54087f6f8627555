#pragma once

#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// Fills in text, zones, markup, offsets and metadata of a page. REQUIRES: `page` is valid UTF-8 of
// less than 4 GiB; source, kind and metadata.url of the document are set.
void ReadHtml(std::string_view page, Document& document);

}  // namespace ibid::read
