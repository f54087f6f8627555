#pragma once

#include <string_view>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "ibid/article.h"

// One function a command, each in its own file: options in, output written, exit code out.
namespace ibid::cli {

ExitCode RunCheck(const Options& options);
ExitCode RunDetect(const Options& options);
ExitCode RunResolve(const Options& options);
ExitCode RunGraph(const Options& options);
ExitCode RunCache(const Options& options);
ExitCode RunArchive(const Options& options);
ExitCode RunServe(const Options& options);
ExitCode RunAudit(const Options& options);

// Whether a verdict, or the state that a thing is in by its history, is among those of --fail-on
// ("failing" stands for failing and dead).
bool HasFindings(const Article& article, const Options& options);
// The same of an article's outcomes (Session::PassedOn).
bool HasFindings(std::string_view outcomes, const Options& options);

}  // namespace ibid::cli
