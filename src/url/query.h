#pragma once

#include <string>
#include <string_view>

#include "url/url.h"

// The query as pairs (application/x-www-form-urlencoded). Internal to src/url.
namespace ibid::url {

// Calls visit(name, value), both as they stand in the query, for every "&"-separated pair that is
// not empty.
template <class Visit>
void ForEachParameter(std::string_view query, Visit visit) {
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (!pair.empty()) {
      const std::size_t equals = pair.find('=');
      visit(pair.substr(0, equals),
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    }
  }
}

// Percent-decoded once, "+" being a space.
std::string DecodeParameter(std::string_view text);

}  // namespace ibid::url
