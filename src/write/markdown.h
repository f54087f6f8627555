#pragma once

#include <string>
#include <string_view>

#include "ibid/article.h"

namespace ibid::write {

// The report of an article in Markdown (CommonMark, with the task lists of GitHub and GitLab), to
// be pasted into a ticket: summary, what deserves a look as a list to tick off, each source with
// its outcome, addresses and words.
std::string Markdown(const Article& article);

// A stranger's words made plain (see Plain) and mere words to Markdown: nothing in them is markup.
// A name after "@" or "#" would notify somebody, or link another ticket: U+2060 (invisible) stands
// between.
std::string MarkdownEscaped(std::string_view words);

}  // namespace ibid::write
