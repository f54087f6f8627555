#pragma once

#include <string>
#include <string_view>

#include "audit/inputs/written_link.h"

// The links of a text in one line, so that tests compare whole strings.
namespace ibid::audit {

// "written -> address" for each, " | " between them; "address" where it is written as it is.
template <class Find>
std::string Found(std::string_view text, const Find& find) {
  std::string out;
  find(text, [&](const WrittenLink& link) {
    const std::string_view written = Slice(text, link.at);
    out += out.empty() ? "" : " | ";
    out += written == link.address ? "" : std::string(written) + " -> ";
    out += link.address;
    return true;
  });
  return out;
}

}  // namespace ibid::audit
