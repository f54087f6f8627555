#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/tally.h"
#include "graph/build.h"
#include "json/record.h"
#include "text/utf8.h"
#include "write/write.h"

namespace ibid::cli {

ExitCode RunGraph(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  Tally tally;
  const std::unique_ptr<write::Export> graph =
      write::NewExport(options.format, write::Subject::kGraph);
  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  for (const std::string& input : inputs) {
    std::size_t number = 0;
    const Result<void> read =
        ForEachLine(input, options.input_bytes_max * 4, [&](const std::string& line) {
          ++number;
          if (text::Trim(line).empty()) {
            return true;
          }
          const Result<Article> article = json::ReadArticle(line);
          if (article) {
            if (++tally.done == 1) {
              out->Write(graph->Begin());
            }
            out->Write(graph->Add(*article, graph::Build(*article)));
          } else {
            Say(input + ":" + std::to_string(number) + ": " + article.error().message);
            ++tally.failed;
          }
          return true;
        });
    if (!read) {
      Say(read.error().message);
      ++tally.failed;
    }
  }
  if (tally.done == 0 && tally.failed == 0) {
    out->Write(graph->Begin());  // Of nothing there is an empty graph.
  }
  if (tally.done > 0 || tally.failed == 0) {
    out->Write(graph->End());
  }
  if (const Result<void> closed = out->Close(); !closed) {
    Say(closed.error().message);
    tally.unfinished = true;
  }
  return tally.Code();
}

}  // namespace ibid::cli
