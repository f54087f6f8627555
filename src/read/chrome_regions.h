#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/html_text.h"

namespace ibid::read {

// The parts of a page that seem to stand around its article, as the elements say: by tag, role or
// class. An element is believed only while it holds little of the page's prose, because wrappers
// are called "has-sidebar" and a whole page may stand in a form.
class ChromeRegions {
 public:
  ChromeRegions() : regions_(1) {}

  // A region inside another; 0 is the page. `rule` lives as long as the program.
  std::uint32_t Add(std::uint32_t parent, std::string_view rule, int prose_percent_max);
  // Decides which regions are believed, from all blocks of the page. Linear.
  void Weigh(const std::vector<Block>& blocks);
  // After Weigh: the rule of the innermost believed region around it, or empty.
  std::string_view RuleOf(std::uint32_t region) const { return regions_[region].rule; }

 private:
  struct Region {
    std::uint32_t parent = 0;
    int prose_percent_max = 0;
    std::string_view rule;
    std::uint64_t prose_bytes = 0;
  };
  std::vector<Region> regions_;  // Parents before their children.
};

}  // namespace ibid::read
