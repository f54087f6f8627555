#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "ibid/exchange.h"
#include "json/record.h"
#include "pipeline/cache_report.h"
#include "text/utf8.h"

namespace ibid::cli {
namespace {

ExitCode Finish(Output& out) {
  const Result<void> closed = out.Close();
  if (!closed) {
    Say(closed.error().message);
  }
  return closed ? ExitCode::kFine : ExitCode::kUnfinished;
}

ExitCode Show(const Options& options, const Result<std::string>& text) {
  if (!text) {
    Say(text.error().message);
    return ExitCode::kNothingDone;
  }
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  out->Write(*text);
  return Finish(*out);
}

ExitCode List(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  const Result<void> listed = pipeline::ListExchanges(
      options.chosen, options.format,
      [&](std::string_view text) { return out->Write(text) && !out->reader_gone(); });
  if (!listed) {
    Say(listed.error().message);
    return ExitCode::kNothingDone;
  }
  return Finish(*out);
}

ExitCode Verify(const Options& options) {
  const Result<std::vector<std::string>> faults = pipeline::VerifyCache(options.cache);
  if (!faults) {
    Say(faults.error().message);
    return ExitCode::kNothingDone;
  }
  for (const std::string& fault : *faults) {
    Say(fault);
  }
  return faults->empty() ? Show(options, options.cache + ": all is well\n") : ExitCode::kFindings;
}

ExitCode Import(const Options& options) {
  std::string text;
  bool failed = false;
  for (std::size_t i = 1; i < options.inputs.size(); ++i) {
    const Result<std::string> said =
        pipeline::ImportExchanges(options.cache, options.inputs[i], options.input_bytes_max);
    if (said) {
      text += *said;
    } else {
      Say(said.error().message);
      failed = true;
    }
  }
  if (text.empty()) {
    return ExitCode::kNothingDone;
  }
  const ExitCode shown = Show(options, text);
  return failed ? ExitCode::kUnfinished : shown;
}

void AddEvidence(const Article& article, std::set<std::string>& ids) {
  std::set<std::string> all;
  for (const Resolution& resolution : article.resolutions) {
    all.insert(resolution.evidence.begin(), resolution.evidence.end());
  }
  for (const Evidence& one : article.evidence) {
    all.insert(one.id);
  }
  // What was never asked is in no cache.
  for (const Evidence& one : article.evidence) {
    if (one.failure == Name(Failure::kOffline) || one.failure == Name(Failure::kCancelled)) {
      all.erase(one.id);
    }
  }
  ids.merge(all);
}

// The exchanges that articles rest on: one a line, or as indented texts, which begin and end with a
// line that is a brace.
Result<std::set<std::string>> EvidenceOf(const std::string& file, std::uint64_t bytes_max) {
  std::set<std::string> ids;
  std::string text;
  std::size_t number = 0;
  std::optional<Error> fault;
  const auto take = [&](const std::string& line) {
    ++number;
    const bool inside = !text.empty();
    const std::string_view trimmed = text::Trim(line);
    if (trimmed.empty()) {
      return true;
    }
    text += line + "\n";
    if (text.size() > bytes_max) {
      fault = Error{ErrorCode::kInput, file + ": an article is too large"};
      return false;
    }
    if (inside ? line != "}" && line != "}\r" : trimmed == "{") {
      return true;
    }
    const Result<Article> article = json::ReadArticle(text);
    text.clear();
    if (!article) {
      fault = Error{article.error().code,
                    file + ":" + std::to_string(number) + ": " + article.error().message};
      return false;
    }
    AddEvidence(*article, ids);
    return true;
  };
  const Result<void> read = ForEachLine(file, bytes_max, take);
  if (!read) {
    return read.error();
  }
  if (!fault && !text.empty()) {
    fault = Error{ErrorCode::kFormat, file + ": ends inside an article"};
  }
  return fault ? Result<std::set<std::string>>(*fault) : ids;
}

ExitCode Export(const Options& options) {
  std::optional<std::set<std::string>> named;
  if (!options.evidence_of.empty()) {
    Result<std::set<std::string>> ids =
        EvidenceOf(options.evidence_of, options.input_bytes_max * 4);
    if (!ids) {
      Say(ids.error().message);
      return ExitCode::kNothingDone;
    }
    named = std::move(*ids);
  }
  const Result<pipeline::Exported> done =
      pipeline::ExportExchanges(options.chosen, named, options.inputs[1]);
  if (!done) {
    Say(done.error().message);
    return ExitCode::kNothingDone;
  }
  for (const std::string& id : done->missing) {
    Say(id + " is not in the cache any more");
  }
  const ExitCode shown = Show(options, done->text);
  return done->missing.empty() ? shown : ExitCode::kUnfinished;
}

}  // namespace

ExitCode RunCache(const Options& options) {
  if (options.cache.empty()) {
    Say("neither HOME nor XDG_CACHE_HOME says where the cache is; name it with --cache");
    return ExitCode::kNothingDone;
  }
  const std::string& what = options.inputs[0];
  if (what == "list") {
    return List(options);
  }
  if (what == "verify") {
    return Verify(options);
  }
  if (what == "import") {
    return Import(options);
  }
  if (what == "show") {
    return Show(options, pipeline::ShowExchange(options.cache, options.inputs[1], options.format,
                                                options.body_alone));
  }
  if (what == "prune") {
    return Show(options,
                pipeline::PruneCache(
                    options.chosen, {options.prune_bytes_max, options.keep_audits, options.dry_run},
                    options.format));
  }
  if (what == "export") {
    return Export(options);
  }
  return Show(options, pipeline::DescribeCache(options.cache, options.format));
}

}  // namespace ibid::cli
