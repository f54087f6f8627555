#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cli/config.h"
#include "cli/flag_rows.h"
#include "cli/options.h"

// The settings of a configuration as if they had been typed.
namespace ibid::cli {

// Where each flag that the configuration set was set: ("--timeout", "config.toml, line 3").
using SetAt = std::vector<std::pair<std::string, std::string>>;

// Whether the command line has a flag, by its long name.
using Given = std::function<bool(const std::string& name)>;

// Fills in what the command line of `row` left. A command's own table goes before what stands above
// all tables, whatever their order in the file, and the command line before both. The first break
// of the configuration, for people, or "" where it fits.
std::string ApplySettings(const Config& config, const CommandRow& row, const Given& is_given,
                          Typed& typed, SetAt& set_at);

// An error about a value, with where that was set if not on the command line.
std::string WithPlace(std::string message, const SetAt& set_at);

}  // namespace ibid::cli
