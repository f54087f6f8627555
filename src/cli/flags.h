#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/exit_code.h"
#include "cli/options.h"

// The command line: parsed and explained after the rows of flag_rows.h.
// The only home of CLI11.
namespace ibid::cli {

// What there is to do instead of a run: --help, --version, or a usage error.
struct SayAndStop {
  std::string text;                 // Ends in a newline.
  ExitCode code = ExitCode::kFine;  // kFine: for standard output; else for standard error.
};

std::variant<Options, SayAndStop> ParseCommandLine(int argc, const char* const* argv);

// The command line as its help, manual page and completions show it.
struct FlagLook {
  std::string names;                 // "-f,--format"
  std::string value;                 // What the help calls its value; empty for switches.
  std::string help;                  // One line.
  std::vector<std::string> choices;  // The values there are, where they are few.
  bool repeatable = false;
};
struct CommandLook {
  std::string name;
  std::string arguments;
  std::string what;      // The first line is a sentence; more lines may follow.
  std::string examples;  // Lines.
  std::vector<FlagLook> flags;
};
std::vector<CommandLook> CommandLine();

// What --help says of exit codes: lines.
std::string ExitCodesHelp();

// "ibid --help" for an empty command, else "ibid COMMAND --help". At most 80 columns.
std::string Help(const std::string& command);

}  // namespace ibid::cli
