#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

struct MarkdownPage {
  std::string html;   // A fragment of blocks, links and line breaks, not nested deep.
  OffsetMap offsets;  // From the HTML to the Markdown.
};

// What CommonMark 0.30 (with GitHub's tables, strikethrough and task lists) makes of the Markdown,
// as far as read looks at it: emphasis goes, a line end stays one (<br>). Bare addresses stay
// words: detection finds them. The only home of md4c. Linear: nothing where a line opens more than
// kContainersMax quotes and lists, where a paragraph is full of brackets, or where what it defines
// once and uses often is many times its size. No article is like that.
// REQUIRES: valid UTF-8 of less than 4 GiB.
inline constexpr std::size_t kContainersMax = 200;
std::optional<MarkdownPage> MarkdownToHtml(std::string_view markdown);

}  // namespace ibid::read
