#pragma once

#include <string>
#include <string_view>

namespace ibid::read {

// A page title in two: "Story | The Daily" is the story and its site. `site` is empty where the
// title names none.
struct TitleParts {
  std::string title;
  std::string site;
};
// `site_names` are what the page calls its site elsewhere, and its host; a part of the title after
// a separator that is one of them, or begins like the host, is the site. Else the last part after
// " | " or a dash is, if it is short.
TitleParts SplitTitle(std::string_view title, const std::string& site_name, std::string_view host);

// "The Diary - What happened on a long day" after "The Diary": the story and its site; both empty
// where the title does not go on like that after `head`.
TitleParts SplitAfter(std::string_view title, std::string_view head);

// Whether the host has each of its words: "Skua Photo" at photo.skua.example.
bool IsNamedByHost(std::string_view part, std::string_view host);
// Letters and digits in lower case: titles that differ only in the rest are the same.
std::string TitleKey(std::string_view title);

}  // namespace ibid::read
