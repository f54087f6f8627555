#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "read/read.h"

namespace ibid::cli {

ExitCode RunDetect(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  std::size_t done = 0;
  for (const std::string& input : options.inputs) {
    const Result<std::string> bytes = ReadInput(input, options.input_bytes_max);
    if (!bytes) {
      Say(bytes.error().message);
      continue;
    }
    read::ReadOptions reading;
    reading.source = input;
    reading.url = options.url;
    reading.kind = options.input_kind;
    reading.input_bytes_max = options.input_bytes_max;
    Result<Document> document = read::Read(*bytes, reading);
    if (!document) {
      Say(document.error().message);
      continue;
    }
    ++done;
    out->Write(json::WriteArticle(pipeline::Analyse(std::move(document).value())) + "\n");
  }
  if (const Result<void> closed = out->Close(); !closed) {
    Say(closed.error().message);
    return ExitCode::kUnfinished;
  }
  if (done == options.inputs.size()) {
    return ExitCode::kFine;
  }
  return done == 0 ? ExitCode::kNothingDone : ExitCode::kUnfinished;
}

}  // namespace ibid::cli
