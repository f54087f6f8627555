#include <string>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/tally.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "write/listing.h"

namespace ibid::cli {
namespace {

std::string Render(const Article& article, const Options& options) {
  switch (options.format) {
    case write::Format::kText:
      return write::Listing(article, {options.width, options.color}, options.explain);
    case write::Format::kJson:
      return json::WriteArticle(article, {json::Writer::Layout::kIndented, true}) + "\n";
    default:
      return json::WriteArticle(article) + "\n";
  }
}

}  // namespace

ExitCode RunDetect(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  WebOnDemand web(options);
  Tally tally;
  for (const std::string& input : options.inputs) {
    if (out->reader_gone()) {
      break;
    }
    Result<Document> document = Load(input, options, web);
    if (!document) {
      Say(document.error().message);
      ++tally.failed;
      continue;
    }
    ++tally.done;
    out->Write(Render(pipeline::Analyse(std::move(document).value()), options));
  }
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
