#include "audit/stored_report.h"

#include <string>
#include <string_view>
#include <utility>

#include "pipeline/history.h"

namespace ibid::audit {
namespace {

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// Names of a newer program are what they would be without them.
Standing StandingNamed(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Standing::kOpen); ++i) {
    if (Name(static_cast<Standing>(i)) == name) {
      return static_cast<Standing>(i);
    }
  }
  return Standing::kUnknown;
}

Change ChangeNamed(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Change::kGoneLink); ++i) {
    if (Name(static_cast<Change>(i)) == name) {
      return static_cast<Change>(i);
    }
  }
  return Change::kNone;
}

LinkState StateNamed(std::string_view name) {
  for (const LinkState one : {LinkState::kOk, LinkState::kFailing, LinkState::kDead}) {
    if (Name(one) == name) {
      return one;
    }
  }
  return LinkState::kUnknown;
}

AuditedLink LinkOf(cache::AuditLinkRow row) {
  AuditedLink link;
  link.standing = StandingNamed(row.standing);
  link.change = ChangeNamed(row.change);
  link.verdict = pipeline::VerdictNamed(row.verdict);
  link.reasons = LinesOf(row.reasons);
  if (link.reasons.empty()) {
    link.reasons.emplace_back(link.standing == Standing::kOpen ? "not asked yet"
                                                               : "no reason known");
  }
  link.status = row.status;
  link.history.state = StateNamed(row.state);
  link.history.failures = row.failures;
  link.history.failing_since = row.failing_since;
  link.history.last_ok = row.last_ok;
  link.checked_at = row.checked_at;
  link.moved_for_good = row.moved_for_good;
  link.archived_at = row.archived_at;
  link.missing_fragments = LinesOf(row.missing_fragments);
  link.url = std::move(row.url);
  link.host = std::move(row.host);
  link.final_url = std::move(row.final_url);
  link.title = std::move(row.title);
  link.archived_url = std::move(row.archived_url);
  return link;
}

Place PlaceOf(cache::AuditPlaceRow row) {
  Place place;
  place.page = std::move(row.page);
  place.line = row.line;
  place.column = row.column;
  place.begin = row.begin;
  place.end = row.end;
  place.written = std::move(row.written);
  place.fragment = std::move(row.fragment);
  place.anchor = std::move(row.anchor);
  return place;
}

class StoredReport final : public Report {
 public:
  StoredReport(std::unique_ptr<cache::AuditReader> reader, const cache::AuditRow& audit)
      : reader_(std::move(reader)), audit_(audit.id), gathered_(audit.gathered_at.has_value()) {
    summary_.name = audit.name;
    summary_.started_at = audit.started_at;
    summary_.finished_at = audit.finished_at;
    summary_.before = audit.before;
  }

  Result<void> Count();

  const Summary& summary() const override { return summary_; }

  Result<void> ForEachLink(const std::function<bool(const AuditedLink&)>& take) override {
    return ForEachLinkThat([](const AuditedLink&) { return true; }, take);
  }
  Result<void> ForEachLinkThat(const std::function<bool(const AuditedLink&)>& wanted,
                               const std::function<bool(const AuditedLink&)>& take) override;
  Result<void> ForEachPlace(
      const std::function<bool(const Place&, const AuditedLink& link)>& take) override;
  Result<void> ForEachHost(const std::function<bool(const HostSummary&)>& take) override;

 private:
  const std::unique_ptr<cache::AuditReader> reader_;
  const std::int64_t audit_;
  const bool gathered_;  // Else nobody knows yet what has gone.
  Summary summary_;
};

Result<void> StoredReport::Count() {
  const Result<cache::AuditReader::Counts> counts = reader_->CountAll(audit_);
  if (!counts) {
    return counts.error();
  }
  const auto size = [](std::int64_t count) { return static_cast<std::size_t>(count); };
  summary_.pages = size(counts->pages);
  summary_.places = size(counts->places);
  summary_.links = size(counts->links);
  summary_.failing = size(counts->failing);
  summary_.dead = size(counts->dead);
  summary_.unreadable_total = size(counts->unreadable);
  for (const cache::Count& one : counts->standings) {
    summary_.standings[StandingNamed(one.name)] += size(one.count);
  }
  for (const cache::Count& one : counts->verdicts) {
    summary_.verdicts[pipeline::VerdictNamed(one.name)] += size(one.count);
  }
  for (const cache::Count& one : counts->changes) {
    summary_.changes[ChangeNamed(one.name)] += size(one.count);
  }
  if (gathered_ && counts->gone > 0) {
    summary_.changes[Change::kGoneLink] = size(counts->gone);
  }
  return reader_->ForEachUnreadable(audit_, [this](std::string_view input, std::string_view why) {
    summary_.unreadable.push_back({std::string(input), std::string(why)});
    return summary_.unreadable.size() < kUnreadableMax;
  });
}

Result<void> StoredReport::ForEachLinkThat(const std::function<bool(const AuditedLink&)>& wanted,
                                           const std::function<bool(const AuditedLink&)>& take) {
  std::optional<Error> error;
  bool more = true;
  Result<void> read = reader_->ForEachLink(audit_, [&](cache::AuditLinkRow row) {
    const std::int64_t id = row.id;
    AuditedLink link = LinkOf(std::move(row));
    if (!wanted(link)) {
      return true;
    }
    std::vector<cache::AuditPlaceRow> places;
    const Result<std::int64_t> total = reader_->PlacesOf(id, kPlacesMax, places);
    if (!total) {
      error = total.error();
      return false;
    }
    link.places_total = static_cast<std::size_t>(*total);
    for (cache::AuditPlaceRow& place : places) {
      link.places.push_back(PlaceOf(std::move(place)));
    }
    more = take(link);
    return more;
  });
  if (error || !read || !more || !gathered_) {
    return error ? Result<void>(*error) : read;
  }
  return reader_->ForEachGone(audit_, [&](cache::AuditLinkRow row) {
    AuditedLink link = LinkOf(std::move(row));
    link.change = Change::kGoneLink;
    return !wanted(link) || take(link);
  });
}

Result<void> StoredReport::ForEachPlace(
    const std::function<bool(const Place&, const AuditedLink& link)>& take) {
  return reader_->ForEachPlace(audit_, [&](cache::AuditPlaceRow place, cache::AuditLinkRow row) {
    return take(PlaceOf(std::move(place)), LinkOf(std::move(row)));
  });
}

Result<void> StoredReport::ForEachHost(const std::function<bool(const HostSummary&)>& take) {
  return reader_->ForEachHost(audit_, [&](const cache::AuditReader::HostCounts& counts) {
    HostSummary host;
    host.host = counts.host;
    host.links = static_cast<std::size_t>(counts.links);
    host.dead = static_cast<std::size_t>(counts.dead);
    for (const cache::Count& one : counts.standings) {
      host.standings[StandingNamed(one.name)] = static_cast<std::size_t>(one.count);
    }
    return take(host);
  });
}

}  // namespace

Result<std::unique_ptr<Report>> OpenReport(cache::Cache& cache, const cache::AuditRow& audit) {
  Result<std::unique_ptr<cache::AuditReader>> reader = cache::AuditReader::Open(cache);
  if (!reader) {
    return reader.error();
  }
  auto report = std::make_unique<StoredReport>(std::move(reader).value(), audit);
  if (Result<void> counted = report->Count(); !counted) {
    return counted.error();
  }
  return std::unique_ptr<Report>(std::move(report));
}

}  // namespace ibid::audit
