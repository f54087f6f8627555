#include "audit/check.h"

#include <algorithm>
#include <utility>

#include "audit/fragments.h"
#include "audit/local_file.h"
#include "pipeline/history.h"
#include "pipeline/interrupt.h"
#include "text/lines.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kAnchorsMax = 20;      // Words of so many places say what a copy should show.
constexpr std::size_t kFragmentsMax = 1000;  // Of one link.
constexpr int kTickMs = 200;

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

void TakeCopy(cache::AuditLinkRow& row, const Resolution& found) {
  for (const Snapshot& snapshot : found.snapshots) {
    if (snapshot.valid && row.archived_url.empty()) {
      row.archived_url = snapshot.url;
      row.archived_at = snapshot.at;
    }
  }
}

void TakeFinding(cache::AuditLinkRow& row, const Resolution& found, const Accept& accept) {
  row.verdict = Name(found.verdict);
  row.reasons = text::OnePerLine(found.reasons);
  row.status = found.hops.empty() ? 0 : found.hops.back().status;
  row.final_url = found.final_url;
  row.moved_for_good = found.verdict == Verdict::kMoved;
  row.title = text::Shorten(found.title, 300);
  row.checked_at = found.checked_at;
  row.standing = Name(accept.StandingOf(found.verdict, row.status));
  TakeCopy(row, found);
}

void TakeHistory(cache::AuditLinkRow& row, const History& history) {
  row.state = history.state == LinkState::kUnknown ? "" : Name(history.state);
  row.failures = history.failures;
  row.failing_since = history.failing_since;
  row.last_ok = history.last_ok;
}

}  // namespace

Checker::Checker(std::int64_t audit, const Accept& accept, const Options& options,
                 pipeline::LinkSession& session, cache::AuditLog& log)
    : audit_(audit),
      accept_(accept),
      options_(options),
      session_(session),
      log_(log),
      network_([this](cache::AuditFinding finding) { Keep(std::move(finding)); }) {}

bool Checker::Stopping() const {
  return error_ || pipeline::IsInterrupted() || network_.SeemsDown();
}

void Checker::Keep(cache::AuditFinding finding) {
  if (Result<void> added = log_.Add(std::move(finding)); !added && !error_) {
    error_ = added.error();
  }
}

Result<void> Checker::Each(const std::vector<std::int64_t>& links, const Told& told,
                           const std::function<Result<void>(cache::AuditLinkRow)>& ask) {
  state_ = {0, links.size(), 0};
  const auto tell = [&] {
    if (told) {
      told(state_);
    }
  };
  for (const std::int64_t id : links) {
    if (Stopping()) {
      break;
    }
    Result<std::optional<cache::AuditLinkRow>> row = log_.Link(id);
    const Result<void> asked = !row    ? Result<void>(row.error())
                               : !*row ? Result<void>()
                                       : ask(**std::move(row));
    if (!asked) {
      error_ = asked.error();  // What is under way has to end before anybody leaves.
      break;
    }
    if (under_way_ >= options_.width) {
      session_.WorkWhile(
          [&] {
            tell();
            return under_way_ >= options_.width && !Stopping();
          },
          kTickMs);
    }
  }
  if (error_ || network_.SeemsDown()) {
    session_.Stop();
  }
  session_.WorkWhile(
      [&] {
        tell();
        return under_way_ > 0;
      },
      kTickMs);
  return error_ ? Result<void>(*error_) : Result<void>();
}

Result<void> Checker::AskOpen(const Told& told) {
  const Result<std::vector<std::int64_t>> open = log_.OpenLinks(audit_);
  if (!open) {
    return open.error();
  }
  Result<void> done =
      Each(*open, told, [this](cache::AuditLinkRow row) { return AskOne(std::move(row)); });
  dropped_ = network_.Finish();
  if (Result<void> flushed = log_.Flush(); done && !flushed) {
    done = flushed;
  }
  return done;
}

Result<void> Checker::AskOne(cache::AuditLinkRow row) {
  if (text::StartsWithNoCase(row.url, "file:")) {
    TakeFinding(row, LookForFile(row.url), accept_);
    ++state_.done;
    Keep({std::move(row), {}, {}, session_.Now(), false});
    return {};
  }
  Result<std::vector<std::string>> fragments =
      options_.fragments ? log_.FragmentsOf(row.id, kFragmentsMax) : std::vector<std::string>();
  if (!fragments) {
    return fragments.error();
  }
  pipeline::LinkSession::Question question;
  question.reference = pipeline::ReferenceOf(row.url);
  question.copies = false;
  Reference reference = question.reference;
  ++under_way_;
  session_.Ask(std::move(question), [this, row = std::move(row), reference = std::move(reference),
                                     wanted = std::move(fragments).value()](Resolution found) {
    OnAnswer(row, reference, wanted, std::move(found));
  });
  return {};
}

void Checker::OnAnswer(cache::AuditLinkRow row, Reference reference,
                       std::vector<std::string> fragments, Resolution found) {
  --under_way_;
  if (Stopping()) {
    return;  // It may be what stopping has made of it.
  }
  found.history = session_.HistoryOf(reference, found);
  TakeFinding(row, found, accept_);
  TakeHistory(row, found.history);
  LookForFragments(row, found, fragments);
  ++state_.done;
  state_.failing += row.standing == "fail" ? 1U : 0U;
  const bool cites = row.standing != "ok";
  network_.Take({std::move(row), std::move(reference), std::move(found), session_.Now(), cites});
}

void Checker::LookForFragments(cache::AuditLinkRow& row, const Resolution& found,
                               const std::vector<std::string>& fragments) {
  if (fragments.empty() || (row.standing != "ok" && row.standing != "warn")) {
    return;
  }
  for (auto id = found.evidence.rbegin(); id != found.evidence.rend(); ++id) {
    const ExchangePtr answer = session_.Find(*id);
    if (answer == nullptr || answer->status != row.status ||
        url::Url::Parse(answer->request.url) != url::Url::Parse(found.final_url)) {
      continue;
    }
    const std::vector<std::string> missing = MissingFragments(*answer, fragments);
    if (!missing.empty()) {
      row.missing_fragments = text::OnePerLine(missing);
      row.standing = Name(Standing::kWarn);
      row.reasons = "nothing on the page is called " + missing.front() +
                    (missing.size() > 1 ? " (and " + std::to_string(missing.size() - 1) +
                                              " other names are missing)"
                                        : "") +
                    "\n" + row.reasons;
    }
    return;
  }
}

Result<void> Checker::SeekCopies(const Told& told) {
  const Result<std::vector<std::int64_t>> links = log_.LinksWithoutCopies(audit_);
  if (!links) {
    return links.error();
  }
  Result<void> done =
      Each(*links, told, [this](cache::AuditLinkRow row) { return SeekOne(std::move(row)); });
  if (Result<void> flushed = log_.Flush(); done && !flushed) {
    done = flushed;
  }
  return done;
}

Result<void> Checker::SeekOne(cache::AuditLinkRow row) {
  const bool web = url::Url::Parse(row.url).has_value() && !row.host.empty();
  if (!web || !IsDead(pipeline::VerdictNamed(row.verdict))) {
    ++state_.done;
    return {};
  }
  const Result<std::optional<cache::AuditLinkRow>> before = log_.Before(audit_, row.url);
  if (!before) {
    return before.error();
  }
  if (*before && !(*before)->archived_url.empty()) {
    row.archived_url = (*before)->archived_url;
    row.archived_at = (*before)->archived_at;
    row.copies_sought = true;
    ++state_.done;
    Keep({std::move(row), {}, {}, session_.Now(), false});
    return {};
  }
  const Result<std::vector<std::string>> anchors = log_.AnchorsOf(row.id, kAnchorsMax);
  if (!anchors) {
    return anchors.error();
  }
  pipeline::LinkSession::Question question;
  question.reference = pipeline::ReferenceOf(row.url);
  question.words = Joined(*anchors);
  ++under_way_;
  session_.Ask(std::move(question),
               [this, row = std::move(row)](const Resolution& found) { OnCopies(row, found); });
  return {};
}

void Checker::OnCopies(cache::AuditLinkRow row, const Resolution& found) {
  --under_way_;
  if (Stopping()) {
    return;
  }
  TakeCopy(row, found);
  if (row.verdict == Name(found.verdict)) {
    row.reasons = text::OnePerLine(found.reasons);  // The same, and what the archives said.
  }
  row.copies_sought = true;
  ++state_.done;
  Keep({std::move(row), {}, {}, session_.Now(), false});
}

}  // namespace ibid::audit
