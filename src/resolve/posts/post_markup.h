#pragma once

#include <string>
#include <string_view>

#include "resolve/archives/capture.h"

namespace ibid::resolve {

// A post of X as some markup shows it. What is not there is empty.
struct ShownPost {
  std::string text;
  std::string author;
  std::string account;
};

// Pure: the blockquote that oEmbed answers with.
ShownPost ReadXEmbed(std::string_view html);

// Pure: the words of a piece of markup, a line for each block and break.
std::string TextOfMarkup(std::string_view html);

// Pure: a captured page of a post: the pages of 2010 to 2020 (p.tweet-text), later pages by their
// description, and captures of X's own JSON. Empty text where the capture is a shell without the
// post.
ShownPost ReadXCapture(const CaptureContent& content, std::string_view post_id);

// Pure: a captured page of a post of any platform: X's as above, others by what they say to those
// who show a preview of them (og:description), or by their text.
ShownPost ReadPostCapture(std::string_view platform, const CaptureContent& content,
                          std::string_view post_id);

}  // namespace ibid::resolve
