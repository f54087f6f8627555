#pragma once

#include <optional>
#include <string>
#include <string_view>

// What shells complete of a command line: commands, flags, and the values of flags that have few.
// Follows from the table of flags.
namespace ibid::cli {

// For "bash", "zsh" or "fish", a script for that shell; none for another name.
std::optional<std::string> Completion(std::string_view shell);

}  // namespace ibid::cli
