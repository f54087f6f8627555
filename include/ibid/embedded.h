#pragma once

#include <span>
#include <string_view>

namespace ibid {

// A file compiled into the binary by ibid_embed() (scripts/cmake/IbidTargets.cmake).
struct EmbeddedFile {
  std::string_view name;   // File name without its folder.
  std::string_view bytes;  // Lives as long as the program.
};

}  // namespace ibid
