#pragma once

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

// Whether a verdict of the article is among those of --fail-on ("dead" stands for all dead ones).
bool HasFindings(const Article& article, const Options& options);

}  // namespace ibid::cli
