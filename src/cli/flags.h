#pragma once

#include <string>
#include <variant>

#include "cli/exit_code.h"
#include "cli/options.h"

// The command line: the one table of flags, from which parsing, --help and the documents follow.
// The only home of CLI11.
namespace ibid::cli {

// What there is to do instead of a run: --help, --version, or a usage error.
struct SayAndStop {
  std::string text;                 // Ends in a newline.
  ExitCode code = ExitCode::kFine;  // kFine: for standard output; else for standard error.
};

std::variant<Options, SayAndStop> ParseCommandLine(int argc, const char* const* argv);

// "ibid --help" for an empty command, else "ibid COMMAND --help". At most 80 columns.
std::string Help(const std::string& command);

}  // namespace ibid::cli
