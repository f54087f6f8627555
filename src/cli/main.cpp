// ibid: flags -> options -> run -> exit code.
#include <csignal>
#include <cstdio>
#include <variant>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/commands.h"
#include "cli/flags.h"

namespace ibid::cli {
namespace {

ExitCode Run(const Options& options) {
  switch (options.command) {
    case Command::kCheck:
      return RunCheck(options);
    case Command::kDetect:
      return RunDetect(options);
    case Command::kResolve:
      return RunResolve(options);
    case Command::kGraph:
      return RunGraph(options);
    case Command::kCache:
      return RunCache(options);
    case Command::kArchive:
      return RunArchive(options);
    case Command::kServe:
      return RunServe(options);
    case Command::kAudit:
      return RunAudit(options);
  }
  return ExitCode::kNothingDone;
}

}  // namespace
}  // namespace ibid::cli

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // The threads that look up names come and go; a heap for each would stay.
  mallopt(M_ARENA_MAX, 2);
#endif
  // A closed pipe shows as a failed write, which Output knows how to take.
  std::signal(SIGPIPE, SIG_IGN);
  const auto parsed = ibid::cli::ParseCommandLine(argc, argv);
  if (const auto* stop = std::get_if<ibid::cli::SayAndStop>(&parsed)) {
    const bool fine = stop->code == ibid::cli::ExitCode::kFine;
    std::fputs(stop->text.c_str(), fine ? stdout : stderr);
    return static_cast<int>(stop->code);
  }
  return static_cast<int>(ibid::cli::Run(std::get<ibid::cli::Options>(parsed)));
}
