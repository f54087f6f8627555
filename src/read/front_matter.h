#pragma once

#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// What the makers of static sites (Jekyll, Hugo, Eleventy, Pandoc) write before a Markdown file's
// text, between lines of "---" (YAML) or "+++" (TOML): takes its title, authors, dates, language,
// description, publisher and canonical address into `metadata` ("front matter") and returns the
// bytes to the end of it; 0 where there is none. Only what stands on one line, or in a list of
// strings below its key, is understood.
std::size_t ReadFrontMatter(std::string_view markdown, Metadata& metadata);

}  // namespace ibid::read
