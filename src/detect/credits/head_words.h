#pragma once

#include <string_view>

// The words of an article's head that are no names: data/head_words.tsv.
namespace ibid::detect {

// "EXCLUSIVE" before a dash: no place.
bool IsHeadLabel(std::string_view words);
// "Staff Writer", "White House correspondent", "Special to the Post": said of a name in a byline.
bool IsRole(std::string_view part);
// "Staff and agencies": a byline that names nobody.
bool IsStaff(std::string_view words);

}  // namespace ibid::detect
