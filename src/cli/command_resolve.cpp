#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "graph/build.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "pipeline/interrupt.h"
#include "read/read.h"
#include "text/utf8.h"
#include "write/write.h"

namespace ibid::cli {
namespace {

// A line is a record of `detect`, or words with a URL in them, which make a little article.
Result<Article> ReadLine(const std::string& line, const Options& options) {
  if (line.front() == '{') {
    return json::ReadArticle(line);
  }
  read::ReadOptions reading;
  reading.source = line;
  reading.kind = InputKind::kText;
  Result<Document> document = read::Read(line, reading);
  if (!document) {
    return document.error();
  }
  document->metadata.published = {options.date, options.date.empty() ? "" : "--date", std::nullopt};
  Article article = pipeline::Analyse(std::move(document).value());
  if (article.references.empty()) {
    return Error{ErrorCode::kInput, "is neither a record of ibid detect nor a URL"};
  }
  return article;
}

class Resolver {
 public:
  Resolver(const Options& options, Output& out, pipeline::Session& session)
      : options_(options), out_(out), session_(session) {}

  // False: nothing more is wanted.
  bool TakeLine(const std::string& where, std::string line) {
    const std::string_view words = text::Trim(line);
    if (words.empty()) {
      return true;
    }
    Result<Article> article = ReadLine(std::string(words), options_);
    if (!article) {
      Say(where + ": " + article.error().message);
      ++tally_.failed;
      return true;
    }
    ProgressLine progress(options_.progress);
    session_.Resolve(*article, [&](const pipeline::Progress& so_far) {
      progress.Show(article->document.source, so_far);
    });
    progress.Clear();
    ++tally_.done;
    tally_.findings = tally_.findings || HasFindings(*article, options_);
    out_.Write(Render(*article));
    out_.Flush();
    return !pipeline::IsInterrupted() && !out_.reader_gone();
  }

  void TakeInput(const std::string& input) {
    if (IsUrl(input)) {
      TakeLine(input, input);
      return;
    }
    std::size_t number = 0;
    const Result<void> read =
        ForEachLine(input, options_.input_bytes_max * 4, [&](std::string line) {
          return TakeLine(input + ":" + std::to_string(++number), std::move(line));
        });
    if (!read) {
      Say(read.error().message);
      ++tally_.failed;
    }
  }

  Tally& tally() { return tally_; }

 private:
  std::string Render(const Article& article) const {
    if (options_.format == write::Format::kText) {
      return write::Write(options_.format, article, graph::Build(article),
                          {options_.width, options_.color});
    }
    const json::Writer::Layout layout = options_.format == write::Format::kJson
                                            ? json::Writer::Layout::kIndented
                                            : json::Writer::Layout::kCompact;
    return json::WriteArticle(article, {layout, true}) + "\n";
  }

  const Options& options_;
  Output& out_;
  pipeline::Session& session_;
  Tally tally_;
};

}  // namespace

ExitCode RunResolve(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  pipeline::ListenForInterrupts();
  WebOnDemand web(options);
  const Result<pipeline::Session*> session = web.Get();
  if (!session) {
    Say(session.error().message);
    return ExitCode::kNothingDone;
  }
  Resolver resolver(options, *out, **session);
  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  for (const std::string& input : inputs) {
    if (pipeline::IsInterrupted() || out->reader_gone()) {
      break;
    }
    resolver.TakeInput(input);
  }
  Tally& tally = resolver.tally();
  tally.unfinished = pipeline::IsInterrupted();
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
