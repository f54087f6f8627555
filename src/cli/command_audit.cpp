#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "audit/audit.h"
#include "audit/fix.h"
#include "audit/stored_report.h"
#include "cli/audit_progress.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/tally.h"
#include "pipeline/interrupt.h"
#include "pipeline/link_session.h"
#include "write/phrases.h"

namespace ibid::cli {
namespace {

// Where an audit is kept that nobody wants to be remembered; gone at the end.
class Scratch {
 public:
  static Result<Scratch> Make() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "ibid-audit-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr) {
      return Error{ErrorCode::kStorage, "the folder for temporary files cannot be written: " +
                                            std::string(std::strerror(errno)) +
                                            "; set TMPDIR to one that can"};
    }
    return Scratch(std::move(name));
  }
  Scratch(Scratch&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    if (!folder_.empty()) {
      std::error_code ignored;
      std::filesystem::remove_all(folder_, ignored);
    }
  }
  std::string File(const char* name) const { return folder_ + "/" + name; }

 private:
  explicit Scratch(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

std::size_t CountOf(const audit::Summary& summary, audit::Standing standing) {
  const auto found = summary.standings.find(standing);
  return found == summary.standings.end() ? 0 : found->second;
}

template <class Counts>
bool Has(const Counts& counts, const std::string& name) {
  return std::any_of(counts.begin(), counts.end(),
                     [&](const auto& one) { return Name(one.first) == name && one.second > 0; });
}

bool HasFindings(const audit::Summary& summary, const Options& options) {
  return std::any_of(options.fail_on.begin(), options.fail_on.end(), [&](const std::string& name) {
    return Has(summary.standings, name) || Has(summary.verdicts, name) ||
           Has(summary.changes, name) || (name == Name(LinkState::kDead) && summary.dead > 0) ||
           (name == Name(LinkState::kFailing) && summary.dead + summary.failing > 0);
  });
}

// One run of the command: its web, its store, what it says.
class AuditCommand {
 public:
  explicit AuditCommand(const Options& options) : options_(options), line_(options.progress) {}

  ExitCode Run();

 private:
  Result<void> Open();
  Result<void> OpenStore(bool apart);
  void SayAside(const std::string& words) {
    line_.Clear();
    if (!options_.quiet) {
      Say(words);
    }
  }
  Result<void> Dump(Output& out);
  Result<void> Audit(Output& out);
  Result<void> Fix(audit::Report& report);
  void SayHowItEnded(const audit::Outcome& outcome, const audit::Summary& summary);

  const Options& options_;
  AuditProgress line_;
  std::string trouble_;  // With the cache; it was said.
  std::optional<Output> patch_;
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<pipeline::LinkSession> session_;
  std::unique_ptr<cache::Cache> apart_;  // The store, where it is not the session's cache.
  cache::Cache* store_ = nullptr;
  Tally tally_;
};

Result<void> AuditCommand::Open() {
  if (!options_.patch_file
           .empty()) {  // Hours later is too late to learn that it cannot be written.
    Result<Output> patch = Output::Open(options_.patch_file);
    if (!patch) {
      return patch.error();
    }
    patch_.emplace(std::move(patch).value());
  }
  WebOptions web = WebOptionsFor(options_);
  if (web.cache.empty()) {
    // What one run has asked need not be asked by it again, even if nothing is to be remembered.
    Result<Scratch> scratch = Scratch::Make();
    if (!scratch) {
      return scratch.error();
    }
    scratch_ = std::make_unique<Scratch>(std::move(scratch).value());
    web.cache = scratch_->File("cache.sqlite");
  }
  Result<std::unique_ptr<pipeline::LinkSession>> session =
      pipeline::LinkSession::Open(web, [this](const Error& error) {
        if (error.code != ErrorCode::kFormat) {  // A damaged recording answers as far as it goes.
          trouble_ = error.message;
        }
        line_.Clear();
        Say(error.message);
      });
  if (!session) {
    return session.error();
  }
  session_ = std::move(session).value();
  return OpenStore(options_.dump);
}

Result<void> AuditCommand::OpenStore(bool apart) {
  store_ = apart ? nullptr : session_->WritableCache();
  if (store_ != nullptr) {
    return {};
  }
  if (scratch_ == nullptr) {
    Result<Scratch> scratch = Scratch::Make();
    if (!scratch) {
      return scratch.error();
    }
    scratch_ = std::make_unique<Scratch>(std::move(scratch).value());
  }
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(scratch_->File("audit.sqlite"));
  if (!cache) {
    return cache.error();
  }
  apart_ = std::move(cache).value();
  store_ = apart_.get();
  return {};
}

Result<void> AuditCommand::Dump(Output& out) {
  tally_.done = 1;
  return audit::DumpLinks(
      options_.audit, *session_, *store_, [&](std::string_view line) { return out.Write(line); },
      [this](const std::string& words) {
        ++tally_.failed;
        SayAside(words);
      });
}

Result<void> AuditCommand::Audit(Output& out) {
  Result<audit::Outcome> outcome = audit::RunAudit(
      options_.audit, *session_, *store_,
      [this](const audit::Progress& progress) { line_.Show(progress); },
      [this](const std::string& words) { SayAside(words); });
  line_.Clear();
  if (!outcome) {
    return outcome.error();
  }
  Result<std::unique_ptr<audit::Report>> report = audit::OpenReport(*store_, outcome->audit);
  if (!report) {
    return report.error();
  }
  const audit::Summary& summary = (*report)->summary();
  tally_.done = summary.pages;
  tally_.failed = summary.unreadable_total;
  tally_.findings = HasFindings(summary, options_);
  const audit::Look look{options_.width, options_.color, &options_.audit.inputs};
  Result<void> written = options_.audit_format->write(
      **report, look, [&out](std::string_view piece) { return out.Write(piece); });
  SayHowItEnded(*outcome, summary);
  return written ? Fix(**report) : written;
}

Result<void> AuditCommand::Fix(audit::Report& report) {
  if (options_.fix_folder.empty() && !options_.fix_in_place && options_.patch_file.empty()) {
    return {};
  }
  if (!report.summary().finished_at) {
    Say("nothing is corrected before the audit is finished");
    return {};
  }
  audit::FixOptions fix{options_.fix_folder, options_.fix_in_place, {}};
  if (patch_) {
    fix.patch = [this](std::string_view piece) { return patch_->Write(piece); };
  }
  const Result<audit::Fixed> fixed = audit::Fix(report, options_.audit.inputs, fix);
  if (!fixed) {
    return fixed.error();
  }
  for (const std::string& left : fixed->left) {
    SayAside(left);
  }
  if (fixed->left_total > fixed->left.size()) {
    SayAside("and " + std::to_string(fixed->left_total - fixed->left.size()) + " more");
  }
  SayAside(write::Count(fixed->links, "link", "links") + " corrected in " +
           write::Count(fixed->files, "file", "files"));
  return patch_ ? patch_->Close() : Result<void>();
}

void AuditCommand::SayHowItEnded(const audit::Outcome& outcome, const audit::Summary& summary) {
  if (outcome.finished) {
    return;
  }
  tally_.unfinished = true;
  const bool kept = scratch_ == nullptr;
  const std::string how = kept ? "; the same command with --resume goes on"
                               : "; this run kept nothing that could be gone on with";
  if (!outcome.trouble.empty()) {
    Say((outcome.trouble == trouble_ ? "the audit has stopped for that" : outcome.trouble) + how);
    return;
  }
  if (!outcome.audit.gathered_at) {
    Say("interrupted while the inputs were read" + how);
    return;
  }
  const std::size_t open = CountOf(summary, audit::Standing::kOpen);
  Say(open > 0 ? "interrupted: " + std::to_string(open) + " of " +
                     write::Count(summary.links, "link", "links") + " not asked yet" + how
               : "interrupted while archives were asked for copies" + how);
}

ExitCode AuditCommand::Run() {
  Result<Output> out = Output::Open(options_.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  pipeline::ListenForInterrupts();
  if (const Result<void> opened = Open(); !opened) {
    Say(opened.error().message);
    return ExitCode::kNothingDone;
  }
  if (const Result<void> done = options_.dump ? Dump(*out) : Audit(*out); !done) {
    line_.Clear();
    Say(done.error().message);
    return ExitCode::kNothingDone;
  }
  for (const Result<void>& closed : {session_->Close(), out->Close()}) {
    if (!closed) {
      Say(closed.error().message);
      tally_.unfinished = true;
    }
  }
  tally_.unfinished = tally_.unfinished || !trouble_.empty() || pipeline::IsInterrupted();
  return tally_.Code();
}

}  // namespace

ExitCode RunAudit(const Options& options) {
  return AuditCommand(options).Run();
}

}  // namespace ibid::cli
