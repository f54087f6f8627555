#include <algorithm>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "graph/build.h"
#include "pipeline/analyse.h"
#include "pipeline/interrupt.h"
#include "pipeline/passing_on.h"
#include "write/write.h"

namespace ibid::cli {
namespace {

// Everything one input goes through. The article is written as soon as it is done, unless the
// output is one graph of them all.
void CheckOne(const std::string& input, const Options& options, WebOnDemand& web, Output& out,
              write::Export& report, Tally& tally) {
  const Result<Session*> session = web.Get();
  if (!session) {
    Say(session.error().message);
    ++tally.failed;
    return;
  }
  Result<Document> document = Load(input, options, web);
  if (!document) {
    Say(document.error().message);
    ++tally.failed;
    return;
  }
  Article article = pipeline::Analyse(std::move(document).value());
  ProgressLine line(options.progress);
  (*session)->Resolve(article, [&](const Progress& progress) { line.Show(input, progress); });
  line.Clear();
  ++tally.done;
  tally.findings = tally.findings || HasFindings(article, options);
  if (tally.done == 1) {
    out.Write(report.Begin());
  }
  out.Write(report.Add(article, graph::Build(article)));
  out.Flush();
}

}  // namespace

bool HasFindings(const Article& article, const Options& options) {
  return HasFindings(pipeline::OutcomesOf(article), options);
}

bool HasFindings(std::string_view outcomes, const Options& options) {
  while (!outcomes.empty()) {
    const std::string_view one = outcomes.substr(0, outcomes.find(','));
    outcomes.remove_prefix(std::min(one.size() + 1, outcomes.size()));
    const bool dead = one == Name(LinkState::kDead);
    for (const std::string& name : options.fail_on) {
      if (name == one || (dead && name == Name(LinkState::kFailing))) {
        return true;
      }
    }
  }
  return false;
}

ExitCode RunCheck(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  pipeline::ListenForInterrupts();
  WebOnDemand web(options);
  if (const Result<Session*> session = web.Get(); !session) {
    Say(session.error().message);
    return ExitCode::kNothingDone;
  }
  Tally tally;
  const std::unique_ptr<write::Export> report =
      write::NewExport(options.format, write::Subject::kArticles, {options.width, options.color});
  for (const std::string& input : options.inputs) {
    if (pipeline::IsInterrupted() || out->reader_gone()) {
      break;
    }
    CheckOne(input, options, web, *out, *report, tally);
  }
  if (tally.done > 0) {
    out->Write(report->End());
  }
  if (pipeline::IsInterrupted()) {
    Say("interrupted; what was not answered is marked as not asked");
    tally.unfinished = true;
  }
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
