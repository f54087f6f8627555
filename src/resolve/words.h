#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Words that carry what a text is about, for telling stories apart. Pure, linear.
namespace ibid::resolve {

// One content word: lower case, lightly stemmed (plural and verb endings off).
struct ContentWord {
  std::string stem;
  std::string word;     // Lower case, as it stands in the text where it comes first.
  bool strong = false;  // A name (capitalised inside a sentence) or a number: says more.
};

// Without stop-words and single letters; each stem once, in the order of the text. A URL's path
// gives the words of its slug. At most a few thousand words are looked at.
std::vector<ContentWord> ContentWords(std::string_view text);

// The same with repetitions, so that neighbours are neighbours: a stop-word counts as no word. What
// is strong is said word by word. At most `most` words are looked at.
std::vector<ContentWord> ContentSequence(std::string_view text, std::size_t most);

// The stems that both have, in the order of the first.
std::vector<std::string> SharedWords(std::string_view a, std::string_view b);

}  // namespace ibid::resolve
