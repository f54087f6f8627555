#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/inputs/path_patterns.h"

namespace ibid::audit {

inline constexpr std::size_t kFolderDepthMax = 100;

struct WalkOptions {
  PathPatterns excluded;                                // Of paths as they are named.
  std::function<bool(const std::string& name)> wanted;  // Of a file's name.
};

// The files below a folder, as "folder/sub/name", sorted by name with folders in their place among
// the files. As ripgrep and lychee walk: what begins with a dot, what a .gitignore or .ignore of
// the folder or below it names, symbolic links, and what is no plain file are passed over. `take`
// says false where it has enough; then this is false too. `unreadable` hears of folders that cannot
// be read, or are deeper than kFolderDepthMax, and why.
bool WalkFolder(
    const std::string& folder, const WalkOptions& options,
    const std::function<bool(const std::string& path)>& take,
    const std::function<bool(const std::string& path, const std::string& why)>& unreadable);

}  // namespace ibid::audit
