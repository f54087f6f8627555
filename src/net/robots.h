#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::net {

// What a robots.txt says to one crawler: the Robots Exclusion Protocol (RFC 9309). Pure, total;
// time is bounded by the limits below.
class RobotsRules {
 public:
  static constexpr std::size_t kBytesMax = 500 * 1024;   // RFC 9309, 2.5; what follows is not read.
  static constexpr std::size_t kPatternBytesMax = 2048;  // Longer rules say nothing.
  static constexpr std::size_t kPathBytesMax = 2048;     // So much of a path is compared.

  // Everything may be asked.
  RobotsRules() = default;
  static RobotsRules DisallowAll();
  // The rules of all groups that name `product` (compared without case, as a whole token), else of
  // all groups for "*". Damaged lines are passed over.
  static RobotsRules Parse(std::string_view text, std::string_view product);

  // `path` with its query, as in a URL. The longest rule that matches decides, Allow where two are
  // equally long; /robots.txt itself may always be asked.
  bool Allows(std::string_view path) const;

 private:
  struct Rule {
    std::string pattern;  // '*' is any text, '$' at the end is the end; else percent-normalised.
    bool allow = false;
  };
  std::vector<Rule> rules_;
};

}  // namespace ibid::net
