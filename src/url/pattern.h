#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The little pattern language of data/platforms.tsv, which its header comment explains. Internal to
// src/url. Matching is one pass: no step is ever taken back.
namespace ibid::url {

class Captures {
 public:
  void Set(std::string_view name, std::string_view value);
  // Empty where nothing was captured under that name.
  std::string_view Get(std::string_view name) const;
  // The template with every {name} replaced.
  std::string Fill(std::string_view text) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// Whether the whole text fits; what it captures goes into `captures`, also when it fails later.
bool Match(std::string_view pattern, std::string_view text, Captures& captures);

}  // namespace ibid::url
