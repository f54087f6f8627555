#include "audit/gather.h"

#include <utility>

#include "audit/report.h"
#include "pipeline/interrupt.h"
#include "url/url.h"

namespace ibid::audit {

Gatherer::Gatherer(cache::AuditGathering& rows, Filter& filter,
                   std::function<void(const Gathered&)> told,
                   std::function<void(const std::string& url)> seen)
    : rows_(rows), filter_(filter), told_(std::move(told)), seen_(std::move(seen)) {}

bool Gatherer::Wanted(Result<void> done) {
  if (!done && !error_) {
    error_ = done.error();
  }
  return !error_ && !pipeline::IsInterrupted();
}

bool Gatherer::BeginPage(const std::string& page) {
  ++so_far_.pages;
  if (told_) {
    told_(so_far_);
  }
  return Wanted(rows_.AddPage(page));
}

bool Gatherer::TakeLink(FoundLink link) {
  ++so_far_.places;
  cache::AuditPlaceRow row;
  row.url = link.url.empty() ? link.place.written : std::move(link.url);
  row.standing = Name(Standing::kExcluded);
  row.verdict = Name(Verdict::kNotChecked);
  const std::optional<url::Url> url = url::Url::Parse(row.url);
  if (!url) {
    row.standing = Name(Standing::kFail);
    row.reason = "is no URL";
  } else if (url->is_http() || url->scheme() == "file") {
    row.host = url->host();
    row.reason = filter_.Excludes(row.url);
    if (row.reason.empty()) {
      row.standing = Name(Standing::kOpen);
      if (seen_) {
        seen_(row.url);
      }
    }
  } else {
    row.reason = std::string(url->scheme()) + ": is not asked";
  }
  Place& place = link.place;
  row.line = place.line;
  row.column = place.column;
  row.begin = place.begin;
  row.end = place.end;
  row.written = std::move(place.written);
  row.fragment = std::move(place.fragment);
  row.anchor = std::move(place.anchor);
  return Wanted(rows_.AddPlace(std::move(row)));
}

bool Gatherer::TakeUnreadable(const std::string& input, const std::string& why) {
  ++so_far_.unreadable;
  return Wanted(rows_.AddUnreadable(input, why));
}

}  // namespace ibid::audit
