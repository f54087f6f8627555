#include <optional>
#include <string>

#include "audit/formats/formats.h"
#include "json/writer.h"

namespace ibid::audit {
namespace {

using json::Writer;

constexpr const char* kSchema = "ibid-audit/1";

void When(Writer& w, std::string_view key, const std::optional<Instant>& at) {
  w.Key(key);
  at ? w.String(FormatInstant(*at)) : w.Null();
}

void Number(Writer& w, std::string_view key, std::size_t value) {
  w.Field(key, static_cast<std::int64_t>(value));
}

template <class Counts>
void WriteCounts(Writer& w, std::string_view key, const Counts& counts) {
  w.Key(key);
  w.BeginObject();
  for (const auto& [name, count] : counts) {
    Number(w, Name(name), count);
  }
  w.EndObject();
}

void Strings(Writer& w, std::string_view key, const std::vector<std::string>& values) {
  w.Key(key);
  w.BeginArray();
  for (const std::string& value : values) {
    w.String(value);
  }
  w.EndArray();
}

// The fields of each record; the braces are the caller's.
void WriteSummary(Writer& w, const Summary& summary) {
  w.Field("name", summary.name);
  When(w, "started_at", summary.started_at);
  When(w, "finished_at", summary.finished_at);
  When(w, "compared_with", summary.before);
  Number(w, "pages", summary.pages);
  Number(w, "places", summary.places);
  Number(w, "links", summary.links);
  Number(w, "failing", summary.failing);
  Number(w, "dead", summary.dead);
  Number(w, "unreadable", summary.unreadable_total);
  WriteCounts(w, "standings", summary.standings);
  WriteCounts(w, "verdicts", summary.verdicts);
  WriteCounts(w, "changes", summary.changes);
}

void WriteUnreadable(Writer& w, const Unreadable& unreadable) {
  w.Field("input", unreadable.input);
  w.Field("why", unreadable.why);
}

void WriteHost(Writer& w, const HostSummary& host) {
  w.Field("host", host.host);
  Number(w, "links", host.links);
  Number(w, "dead", host.dead);
  WriteCounts(w, "standings", host.standings);
}

void WritePlace(Writer& w, const Place& place) {
  w.BeginObject();
  w.Field("page", place.page);
  if (place.line > 0) {
    w.Field("line", std::int64_t{place.line});
    w.Field("column", std::int64_t{place.column});
  }
  if (place.end > 0) {
    w.Key("bytes");
    w.Range(static_cast<std::int64_t>(place.begin), static_cast<std::int64_t>(place.end));
  }
  w.Field("written", place.written);
  w.FieldUnlessEmpty("fragment", place.fragment);
  w.FieldUnlessEmpty("anchor", place.anchor);
  w.EndObject();
}

void WriteLink(Writer& w, const AuditedLink& link) {
  w.Field("url", link.url);
  w.Field("host", link.host);
  w.Field("standing", Name(link.standing));
  w.Field("change", Name(link.change));
  w.Field("verdict", Name(link.verdict));
  w.Field("status", link.status);
  Strings(w, "reasons", link.reasons);
  w.Field("state", Name(link.history.state));
  w.Field("failures", link.history.failures);
  When(w, "failing_since", link.history.failing_since);
  When(w, "last_ok", link.history.last_ok);
  When(w, "checked_at", link.checked_at);
  w.FieldUnlessEmpty("final_url", link.final_url);
  w.Field("moved_for_good", link.moved_for_good);
  w.FieldUnlessEmpty("title", link.title);
  if (!link.archived_url.empty()) {
    w.Field("archived_url", link.archived_url);
    When(w, "archived_at", link.archived_at);
  }
  if (!link.missing_fragments.empty()) {
    Strings(w, "missing_fragments", link.missing_fragments);
  }
  Number(w, "places_total", link.places_total);
  w.Key("places");
  w.BeginArray();
  for (const Place& place : link.places) {
    WritePlace(w, place);
  }
  w.EndArray();
}

}  // namespace

Result<void> WriteJson(Report& report, const Look&, const Sink& out) {
  std::string text;
  bool wanted = true;
  Writer w(text, Writer::Layout::kIndented,
           [&](std::string_view piece) { wanted = wanted && out(piece); });
  const auto object = [&w](const auto& write, const auto& value) {
    w.BeginObject();
    write(w, value);
    w.EndObject();
  };
  w.BeginObject();
  w.Field("schema", kSchema);
  w.Key("audit");
  object(WriteSummary, report.summary());
  w.Key("unreadable");
  w.BeginArray();
  for (const Unreadable& unreadable : report.summary().unreadable) {
    object(WriteUnreadable, unreadable);
  }
  w.EndArray();
  w.Key("hosts");
  w.BeginArray();
  if (Result<void> read = report.ForEachHost([&](const HostSummary& host) {
        object(WriteHost, host);
        return wanted;
      });
      !read) {
    return read;
  }
  w.EndArray();
  w.Key("links");
  w.BeginArray();
  if (Result<void> read = report.ForEachLink([&](const AuditedLink& link) {
        object(WriteLink, link);
        return wanted;
      });
      !read) {
    return read;
  }
  w.EndArray();
  w.EndObject();
  text += '\n';
  out(text);
  return {};
}

Result<void> WriteNdjson(Report& report, const Look&, const Sink& out) {
  const auto line = [&out](std::string_view record, const auto& write, const auto& value) {
    std::string text;
    Writer w(text);
    w.BeginObject();
    w.Field("record", record);
    if (record == "audit") {
      w.Field("schema", kSchema);
    }
    write(w, value);
    w.EndObject();
    text += '\n';
    return out(text);
  };
  bool wanted = line("audit", WriteSummary, report.summary());
  for (const Unreadable& unreadable : report.summary().unreadable) {
    wanted = wanted && line("unreadable", WriteUnreadable, unreadable);
  }
  if (Result<void> read = report.ForEachHost([&](const HostSummary& host) {
        return wanted = wanted && line("host", WriteHost, host);
      });
      !read) {
    return read;
  }
  return report.ForEachLink(
      [&](const AuditedLink& link) { return wanted = wanted && line("link", WriteLink, link); });
}

}  // namespace ibid::audit
