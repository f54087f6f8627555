#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::audit {

// An address in the text of one block.
struct InlineLink {
  enum class Form : std::uint8_t { kDestination, kAngle, kBare, kHtml };
  Form form = Form::kDestination;
  std::size_t begin = 0;  // In the block's text; of kHtml the tag, which holds any number of them.
  std::size_t end = 0;
  std::size_t words_begin = 0;  // The linked words, without their brackets.
  std::size_t words_end = 0;
};

// A link reference definition at the start of `text` (CommonMark 0.31, 4.7); size 0 where there is
// none.
struct Definition {
  std::size_t size = 0;  // With its line end.
  std::string label;     // Normal form.
  InlineLink link;
};
Definition DefinitionAt(std::string_view text);

// Of a label: white space folded, case folded (4.7).
std::string NormalLabel(std::string_view label);

// The links of a block's text from `from` on, as they stand (6.1 to 6.6; GFM 6.9), those of HTML
// tags as their tags. `defined` says of a normal label whether there is a definition of it: its
// links have no address here, but they hold no other links. Linear in the text.
std::vector<InlineLink> InlineLinks(std::string_view text, std::size_t from,
                                    const std::function<bool(const std::string&)>& defined);

// What a destination means: backslashes and character references undone.
std::string UnescapedMarkdown(std::string_view written);

bool IsAsciiPunctuation(char c);

}  // namespace ibid::audit
