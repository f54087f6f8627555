#include "audit/audit.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "audit/check.h"
#include "audit/crawl.h"
#include "audit/filter.h"
#include "audit/gather.h"
#include "audit/name_lock.h"
#include "audit/stored_report.h"
#include "cache/audit_gathering.h"
#include "digest/digest.h"
#include "pipeline/interrupt.h"
#include "text/utf8.h"
#include "url/url.h"
#include "write/phrases.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kNameCharactersMax = 120;

std::string WholeName(const std::string& input) {
  if (input == "-" || url::Url::Parse(input).value_or(url::Url{}).is_http()) {
    return input;
  }
  std::error_code error;
  const std::filesystem::path path = std::filesystem::weakly_canonical(input, error);
  return error ? input : path.string();
}

// What decides which links there are and how they are judged, a line each.
std::string SettingsOf(const AuditOptions& options) {
  std::string out;
  const auto line = [&out](const std::string& name, const std::string& value) {
    if (!value.empty()) {
      out += name + " " + text::FoldSpace(value) + "\n";
    }
  };
  const auto lines = [&line](const std::string& name, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      line(name, value);
    }
  };
  const InputOptions& inputs = options.inputs;
  for (const std::string& input : inputs.inputs) {
    line("input", WholeName(input));
  }
  lines("--files-from", inputs.files_from);
  line("--column", inputs.column);
  lines("--exclude-path", inputs.exclude_path);
  line("--base-url", inputs.base_url);
  line("--root-dir", inputs.root_dir);
  line("--depth", options.depth > 0 ? std::to_string(options.depth) : "");
  lines("--include", options.include);
  lines("--exclude", options.exclude);
  line("--accept", options.accept.text());
  line("--include-fragments", options.fragments ? "yes" : "");
  return out;
}

// The first line in which two settings differ, for people.
std::string Difference(std::string_view before, std::string_view now) {
  const auto next = [](std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
  };
  while (!before.empty() || !now.empty()) {
    const std::string_view was = next(before);
    const std::string_view is = next(now);
    if (was != is) {
      return (was.empty() ? std::string("without it") : "with '" + std::string(was) + "'") +
             ", now there is " + (is.empty() ? "none" : "'" + std::string(is) + "'");
    }
  }
  return "";
}

class Run {
 public:
  Run(const AuditOptions& options, pipeline::LinkSession& session, cache::Cache& store,
      const std::function<void(const Progress&)>& told,
      const std::function<void(const std::string&)>& say)
      : options_(options), session_(session), store_(store), told_(told), say_(say) {}

  // Opens what there is of the audit, or begins one.
  Result<void> Begin();
  // Reads the inputs, unless that is done.
  Result<void> Gather();
  Result<void> Ask();
  Result<Outcome> Finish();

  Outcome& outcome() { return outcome_; }

 private:
  Result<void> GoOn(const cache::AuditRow& newest);
  Result<FetchedPage> Fetch(const std::string& url);
  void Tell(Phase phase, const Checker::State& state);
  bool Stopped() const { return pipeline::IsInterrupted() || !outcome_.trouble.empty(); }

  const AuditOptions& options_;
  pipeline::LinkSession& session_;
  cache::Cache& store_;
  const std::function<void(const Progress&)>& told_;
  const std::function<void(const std::string&)>& say_;
  std::optional<NameLock> lock_;
  std::optional<Filter> filter_;
  std::unique_ptr<cache::AuditLog> log_;
  Outcome outcome_;
};

Result<void> Run::Begin() {
  Result<Filter> filter = Filter::Make(options_.include, options_.exclude);
  if (!filter) {
    return filter.error();
  }
  filter_ = std::move(filter).value();
  const std::string name = options_.name.empty() ? NameFor(options_.inputs) : options_.name;
  if (std::optional<NameLock> lock = NameLock::Take(store_.path(), name)) {
    lock_.emplace(*std::move(lock));
  } else {
    return Error{ErrorCode::kUsage, "another process is working on the audit '" + name +
                                        "'; wait until it has ended, or give this one another "
                                        "--name"};
  }
  Result<std::unique_ptr<cache::AuditLog>> log = cache::AuditLog::Open(store_);
  if (!log) {
    return log.error();
  }
  log_ = std::move(log).value();
  const Result<std::optional<cache::AuditRow>> newest = log_->Newest(name);
  if (!newest) {
    return newest.error();
  }
  if (options_.resume && *newest) {
    return GoOn(**newest);
  }
  if (options_.resume) {
    say_("there is no audit '" + name + "' to go on with; this begins one");
  } else if (*newest && !(*newest)->finished_at) {
    say_("the audit '" + name + "' of " + write::TimeWords((*newest)->started_at) +
         " was not finished; this begins anew (--resume would go on with it)");
  }
  Result<cache::AuditRow> begun = log_->Begin(name, SettingsOf(options_), session_.Now());
  if (!begun) {
    return begun.error();
  }
  outcome_.audit = std::move(begun).value();
  session_.SetLookSince(outcome_.audit.started_at);
  return {};
}

Result<void> Run::GoOn(const cache::AuditRow& newest) {
  const std::string settings = SettingsOf(options_);
  if (newest.settings != settings) {
    return Error{ErrorCode::kUsage,
                 "the audit '" + newest.name + "' was begun " +
                     Difference(newest.settings, settings) +
                     "; go on with what it had, or begin a new one without --resume"};
  }
  outcome_.audit = newest;
  outcome_.went_on = true;
  outcome_.finished = newest.finished_at.has_value();
  if (outcome_.finished) {
    say_("the audit '" + newest.name + "' was finished on " +
         write::TimeWords(*newest.finished_at) +
         "; this is its report (without --resume a new one begins)");
  }
  session_.SetLookSince(newest.started_at);
  return {};
}

Result<FetchedPage> Run::Fetch(const std::string& url) {
  return session_.Fetch(url, options_.inputs.input_bytes_max);
}

Result<void> Run::Gather() {
  if (outcome_.audit.gathered_at) {
    return {};
  }
  Result<std::unique_ptr<cache::AuditGathering>> rows =
      cache::AuditGathering::Begin(store_, outcome_.audit.id);
  if (!rows) {
    return rows.error();
  }
  Crawl crawl(options_.inputs, {options_.depth, options_.pages_max, 16}, session_);
  if (options_.depth > 0 && !crawl.has_site()) {
    return Error{ErrorCode::kUsage,
                 "--depth follows the links of a site; name a URL of it, or its --base-url"};
  }
  Progress progress;
  const auto tell = [&](const Gathered& so_far) {
    progress.done = so_far.pages;
    progress.places = so_far.places;
    progress.requests = session_.requests();
    told_(progress);
  };
  Gatherer sink(**rows, *filter_, tell, [&crawl](const std::string& url) { crawl.Saw(url); });
  if (Result<void> read = ReadInputs(
          options_.inputs, [this](const std::string& url) { return Fetch(url); }, sink);
      !read) {
    return read;
  }
  if (!sink.error() && !pipeline::IsInterrupted()) {
    crawl.Run(sink, [&] { tell(sink.so_far()); });
  }
  if (sink.error()) {
    return *sink.error();
  }
  if (pipeline::IsInterrupted()) {
    return (*rows)->Flush();
  }
  if (sink.so_far().pages == 0 && sink.so_far().unreadable > 0) {
    // The next audit is not to be compared with this.
    outcome_.trouble = "nothing could be read, so nothing was asked";
    return (*rows)->Flush();
  }
  const Instant now = session_.Now();
  if (Result<void> finished = (*rows)->Finish(now); !finished) {
    return finished;
  }
  outcome_.audit.gathered_at = now;
  return {};
}

void Run::Tell(Phase phase, const Checker::State& state) {
  told_({phase, state.done, state.of, state.failing, 0, session_.requests()});
}

Result<void> Run::Ask() {
  Checker checker(outcome_.audit.id, options_.accept, {options_.fragments, options_.width},
                  session_, *log_);
  if (Result<void> asked =
          checker.AskOpen([this](const Checker::State& state) { Tell(Phase::kAsking, state); });
      !asked) {
    return asked;
  }
  if (checker.dropped() > 0) {
    outcome_.trouble = "the network or the name service of this machine seems to have failed: " +
                       write::Count(checker.dropped(), "link was", "links were") +
                       " not decided for that";
  }
  if (Stopped() || !options_.copies) {
    return {};
  }
  return checker.SeekCopies([this](const Checker::State& state) { Tell(Phase::kCopies, state); });
}

Result<Outcome> Run::Finish() {
  if (Result<void> compared = log_->Compare(outcome_.audit.id); !compared) {
    return compared.error();
  }
  if (!Stopped()) {
    const Instant now = session_.Now();
    if (Result<void> finished = log_->Finish(outcome_.audit.id, now); !finished) {
      return finished.error();
    }
    outcome_.audit.finished_at = now;
    outcome_.finished = true;
    if (options_.keep) {
      const Result<cache::PrunedAudits> pruned =
          cache::PruneAudits(store_, *options_.keep, now, false);
      if (!pruned) {
        return pruned.error();
      }
    }
  }
  return std::move(outcome_);
}

}  // namespace

std::string NameFor(const InputOptions& inputs) {
  std::string all;
  for (const std::vector<std::string>* names : {&inputs.inputs, &inputs.files_from}) {
    for (const std::string& name : *names) {
      all += (all.empty() ? "" : ", ") + text::Repair(WholeName(name));
    }
  }
  if (text::CountCodePoints(all) <= kNameCharactersMax) {
    return all;
  }
  return text::Shorten(all, kNameCharactersMax - 10) + " " + digest::Sha256Hex(all).substr(0, 8);
}

Result<Outcome> RunAudit(const AuditOptions& options, pipeline::LinkSession& session,
                         cache::Cache& store, const std::function<void(const Progress&)>& told,
                         const std::function<void(const std::string&)>& say) {
  Run run(options, session, store, told, say);
  if (Result<void> begun = run.Begin(); !begun) {
    return begun.error();
  }
  if (run.outcome().finished) {
    return std::move(run.outcome());
  }
  Result<void> done = run.Gather();
  if (done && run.outcome().audit.gathered_at) {
    done = run.Ask();
  }
  if (!done) {
    if (done.error().code != ErrorCode::kStorage) {
      return done.error();
    }
    run.outcome().trouble = done.error().message;
    return std::move(run.outcome());  // What there is can still be read.
  }
  return run.Finish();
}

Result<void> DumpLinks(const AuditOptions& options, pipeline::LinkSession& session,
                       cache::Cache& store, const std::function<bool(std::string_view)>& out,
                       const std::function<void(const std::string&)>& say) {
  const std::function<void(const Progress&)> silent = [](const Progress&) {};
  Run run(options, session, store, silent, say);
  for (const auto step : {&Run::Begin, &Run::Gather}) {
    if (Result<void> done = (run.*step)(); !done) {
      return done;
    }
  }
  Result<std::unique_ptr<Report>> report = OpenReport(store, run.outcome().audit);
  if (!report) {
    return report.error();
  }
  for (const Unreadable& unreadable : (*report)->summary().unreadable) {
    say(unreadable.why);
  }
  return (*report)->ForEachLinkThat(
      [&out](const AuditedLink& link) {
        if (link.standing == Standing::kOpen) {
          out(write::Plain(link.url) + "\n");
        }
        return false;  // Their places are not asked for.
      },
      [](const AuditedLink&) { return true; });
}

}  // namespace ibid::audit
