#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::audit {

// Patterns of paths as in .gitignore (gitignore(5), "Pattern format"): "*", "?", "[...]", "**", a
// slash at the end for folders alone, "!" to take back what an earlier one says; a pattern without
// another slash fits at any depth.
class PathPatterns {
 public:
  // Lines of a file. At most kPatternsMax; the rest is ignored.
  static constexpr std::size_t kPatternsMax = 10'000;
  void AddLines(std::string_view lines);
  void Add(std::string_view pattern);
  bool empty() const { return patterns_.empty(); }

  enum class Answer { kNothing, kIgnore, kKeep };
  // What the last pattern that fits says. `path`: relative to where the patterns hold, with "/"
  // between its parts. Time is the product of the sizes of pattern and path, at most.
  Answer Of(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    std::string glob;
    bool keep = false;
    bool folders = false;
    bool anchored = false;
  };
  std::vector<Pattern> patterns_;
};

// Whether the whole path fits: "*" and "?" stop at slashes, "**" between slashes does not.
bool GlobFits(std::string_view glob, std::string_view path);

}  // namespace ibid::audit
