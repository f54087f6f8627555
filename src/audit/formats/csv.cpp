#include "write/csv.h"

#include <optional>
#include <string>

#include "audit/formats/formats.h"
#include "json/instant.h"

namespace ibid::audit {
namespace {

constexpr std::string_view kHead =
    "page,line,column,written,anchor,url,fragment,host,standing,change,verdict,status,reason,state,"
    "failures,failing_since,checked_at,final_url,moved_for_good,archived_url,archived_at,title,"
    "missing_fragments\r\n";

std::string TimeOf(const std::optional<Instant>& at) {
  return at ? json::WriteInstant(*at).value_or("") : "";
}

std::string NumberOf(std::uint32_t number) {
  return number == 0 ? "" : std::to_string(number);
}

std::string Row(const Place& place, const AuditedLink& link) {
  write::CsvRecord record;
  record.Add(place.page);
  record.AddOwn(NumberOf(place.line));
  record.AddOwn(NumberOf(place.column));
  record.Add(place.written);
  record.Add(place.anchor);
  record.Add(link.url);
  record.Add(place.fragment);
  record.Add(link.host);
  record.AddOwn(Name(link.standing));
  record.AddOwn(Name(link.change));
  record.AddOwn(ibid::Name(link.verdict));
  record.AddOwn(link.status == 0 ? "" : std::to_string(link.status));
  record.Add(link.reasons.empty() ? "" : link.reasons.front());
  record.AddOwn(ibid::Name(link.history.state));
  record.AddOwn(std::to_string(link.history.failures));
  record.AddOwn(TimeOf(link.history.failing_since));
  record.AddOwn(TimeOf(link.checked_at));
  record.Add(link.final_url);
  record.AddOwn(link.moved_for_good ? "true" : "false");
  record.Add(link.archived_url);
  record.AddOwn(TimeOf(link.archived_at));
  record.Add(link.title);
  std::string missing;
  for (const std::string& fragment : link.missing_fragments) {
    missing += (missing.empty() ? "" : " ") + fragment;
  }
  record.Add(missing);
  return std::move(record).Finish();
}

}  // namespace

Result<void> WriteCsv(Report& report, const Look& /*look*/, const Sink& out) {
  bool wanted = out(kHead);
  Result<void> read = report.ForEachPlace([&](const Place& place, const AuditedLink& link) {
    return wanted = wanted && out(Row(place, link));
  });
  if (!read || !wanted) {
    return read;
  }
  return report.ForEachLink([&](const AuditedLink& link) {
    return link.change != Change::kGoneLink || out(Row({}, link));
  });
}

}  // namespace ibid::audit
