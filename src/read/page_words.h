#pragma once

#include <optional>
#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// What the words of an element's class and id say of its content (data/page_words.tsv).
struct PageWord {
  enum class Kind { kChrome, kByline, kCaption, kEmbed };
  Kind kind = Kind::kChrome;
  std::string_view rule;      // Lives as long as the program.
  int prose_percent_max = 0;  // From this share of the page's prose on it is not believed.
};

// The first word of the attribute's value that says something; words of embeds go before others.
// At most the first kilobyte is read.
std::optional<PageWord> FindPageWord(std::string_view attribute);

}  // namespace ibid::read
