#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ibid/result.h"

namespace ibid::audit {

// A file that is to be corrected.
struct OriginalFile {
  std::string bytes;
  unsigned mode = 0644;  // Permissions.
};
// Error kInput: not there, no plain file (symbolic links are none), larger than `bytes_max`. Its
// message names the file.
Result<OriginalFile> ReadOriginal(const std::string& path, std::uint64_t bytes_max);

// Writes a file below a folder, which is made if it is not there, as are those on the way. No
// symbolic link below the folder is followed, and `name` cannot lead out of it: a path without
// ".." and without "/" before it. The file is there under its name when it is whole, in place of
// what was there. Errors (kStorage) name it.
Result<void> WriteBelow(const std::string& folder, const std::string& name, std::string_view bytes,
                        unsigned mode);

// Writes a corrected file over the original, as long as that still holds `before`; permissions
// stay, and the owner where that is allowed. Errors (kStorage) name it.
Result<void> WriteOver(const std::string& path, const OriginalFile& before, std::string_view bytes);

}  // namespace ibid::audit
