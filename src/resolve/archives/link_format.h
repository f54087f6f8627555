#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::resolve {

// One link of a Link header (RFC 8288, 3) or of a document of type application/link-format
// (RFC 6690, 2).
struct WebLink {
  struct Parameter {
    std::string name;  // Lower case.
    std::string value;
  };

  std::string target;                 // As written between the angle brackets.
  std::vector<Parameter> parameters;  // In order.

  std::string_view Get(std::string_view name) const;  // The first of that name; empty where none.
  // Whether `relation` is among its relation types ("first memento" are two).
  bool Is(std::string_view relation) const;
};

inline constexpr std::size_t kLinksMax = 200'000;

// Pure, linear, total: what is no link is passed over. At most kLinksMax links.
std::vector<WebLink> ReadLinks(std::string_view text);

}  // namespace ibid::resolve
