#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Texts compared by the runs of words that they have in common (w-shingling, Broder 1997), each
// kept as a bottom-k sketch. Pure, linear, of bounded size.
namespace ibid::resolve {

// The lines of a page that are running text: sentences, not menus, captions and lists of links. All
// of it where no line is.
std::string RunningText(std::string_view lines);

class Shingles {
 public:
  Shingles() = default;
  // Words are compared in lower case, without punctuation; a character of a script that is written
  // without spaces is a word.
  explicit Shingles(std::string_view text);

  // How many there are, as far as they are kept.
  std::size_t size() const { return hashes_.size(); }
  // The part of these that `other` has too, 0..1; an estimate for texts of more words than are kept
  // (some eight thousand). 0 where there are none.
  double PartIn(const Shingles& other) const;

 private:
  std::vector<std::uint64_t> hashes_;  // Sorted; the smallest ones.
  bool cut_ = false;                   // There are more.
};

// Whether two texts are copies of one another but for a headline, a cut or a few words.
bool NearCopies(const Shingles& a, const Shingles& b);

}  // namespace ibid::resolve
