#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "ibid/result.h"

namespace ibid::audit {

// A whole file, or standard input for "-". Errors (kInput) say what is wrong, without the name.
Result<std::string> ReadBytes(const std::string& path, std::uint64_t bytes_max);

// Calls `line` for each line without its line feed until it says false; a longer one is an error.
Result<void> EachLine(const std::string& path, std::size_t line_bytes_max,
                      const std::function<bool(std::string_view)>& line);

bool IsGzip(std::string_view bytes);
// All members of a gzip file. Errors (kInput): damaged, or more than `bytes_max`.
Result<std::string> Unzipped(std::string_view bytes, std::uint64_t bytes_max);

}  // namespace ibid::audit
