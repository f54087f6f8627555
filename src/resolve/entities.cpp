#include "resolve/entities.h"

#include <array>
#include <utility>

namespace ibid::resolve {

std::string DecodeEntities(std::string_view text) {
  using Entity = std::pair<std::string_view, char>;
  static constexpr auto kEntities = std::to_array<Entity>({{"&amp;", '&'},
                                                           {"&lt;", '<'},
                                                           {"&gt;", '>'},
                                                           {"&quot;", '"'},
                                                           {"&#39;", '\''},
                                                           {"&#x27;", '\''},
                                                           {"&apos;", '\''},
                                                           {"&nbsp;", ' '}});
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t taken = 0;
    for (const auto& [entity, plain] : kEntities) {
      if (text.substr(at).starts_with(entity)) {
        out += plain;
        taken = entity.size();
        break;
      }
    }
    if (taken == 0) {
      out += text[at];
      taken = 1;
    }
    at += taken;
  }
  return out;
}

}  // namespace ibid::resolve
