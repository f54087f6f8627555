#pragma once

#include <string>
#include <string_view>

// Comparing what an article shows of a post with what the platform or an archive says. Pure,
// linear.
namespace ibid::resolve {

// The post's own words, made comparable: links (http..., t.co/..., pic.twitter.com/..., wherever
// they are glued on), characters that nobody sees and a closing ellipsis are dropped, letters are
// composed (NFC), quotes and dashes are made one, white space is folded.
std::string Comparable(std::string_view post_text);

// The same words, or a part of them that says that it is one: MatchText() of post_match.h.
bool SameText(std::string_view shown, std::string_view actual);

// 0..1: how much of the words and of their order the two share; 1 where SameText().
double Similarity(std::string_view a, std::string_view b);

}  // namespace ibid::resolve
