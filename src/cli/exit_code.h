#pragma once

namespace ibid::cli {

// What the program tells its caller. The one place; README.md and --help repeat it and a test
// compares them.
enum class ExitCode : int {
  kFine = 0,         // Everything asked for was done.
  kFindings = 1,     // Done, and there are findings that --fail-on names.
  kNothingDone = 2,  // Nothing could start: usage, configuration, no readable input.
  kUnfinished = 3,   // Some inputs, or a part of the run, could not be finished.
};

}  // namespace ibid::cli
