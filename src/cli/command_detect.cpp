#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/tally.h"
#include "ibid/rejection.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "write/explanation.h"
#include "write/listing.h"

namespace ibid::cli {
namespace {

void Show(Document document, const Options& options, Output& out) {
  const bool explain = options.explain && options.format == write::Format::kText;
  std::vector<Rejection> rejections;
  const Article article = pipeline::Analyse(std::move(document), explain ? &rejections : nullptr);
  if (options.format == write::Format::kText) {
    const write::Style style{options.width, options.color};
    out.Write(explain ? write::Explanation(article, rejections, style)
                      : write::Listing(article, style));
    return;
  }
  const json::Writer::Layout layout = options.format == write::Format::kJson
                                          ? json::Writer::Layout::kIndented
                                          : json::Writer::Layout::kCompact;
  json::WriteArticle(article, {layout, true}, [&out](std::string_view piece) { out.Write(piece); });
  out.Write("\n");
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
    Show(std::move(document).value(), options, *out);
  }
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
