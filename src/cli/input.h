#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "ibid/result.h"

// Reading what the user named.
namespace ibid::cli {

bool IsUrl(const std::string& input);  // http:// or https://, any case.

// A whole file, or standard input for "-". Errors (kInput) say what is wrong with it: no such file,
// a directory, no permission, over `bytes_max`. Reads pipes and devices to their end or the limit.
Result<std::string> ReadInput(const std::string& input, std::uint64_t bytes_max);

// Calls `line` for each line of a file or of standard input without its newline, in constant memory
// beyond the longest line; a line over `line_bytes_max` is an error. Stops early when `line` says
// false. Before it waits for more, it calls `meanwhile`, which may work as long as the function it
// is given says that there is nothing to read.
Result<void> ForEachLine(const std::string& input, std::uint64_t line_bytes_max,
                         const std::function<bool(std::string)>& line,
                         const std::function<void(const std::function<bool()>&)>& meanwhile = {});

}  // namespace ibid::cli
