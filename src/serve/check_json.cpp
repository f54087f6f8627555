#include "serve/check_json.h"

#include "json/instant.h"
#include "json/value.h"

namespace ibid::serve {
namespace {

using cache::CheckState;

void WriteTime(json::Writer& writer, std::string_view name, const std::optional<Instant>& at) {
  if (at) {
    writer.Field(name, json::WriteInstant(*at).value_or(""));
  }
}

// What is not wished does not stand there.
void WriteWishes(json::Writer& writer, const std::string& kept) {
  const Result<json::Value> wishes = json::Parse(kept);
  if (!wishes || wishes->members().empty()) {
    return;
  }
  writer.Key("wishes");
  writer.BeginObject();
  for (const auto& [name, value] : wishes->members()) {
    value.is_string() ? writer.Field(name, value.string()) : writer.Field(name, value.boolean());
  }
  writer.EndObject();
}

void WriteOutcome(json::Writer& writer, const cache::CheckOutcome& outcome) {
  writer.Field("references", outcome.references);
  writer.Field("failing", outcome.failing);
  writer.Field("dead", outcome.dead);
  writer.Key("verdicts");
  writer.BeginObject();
  if (const Result<json::Value> verdicts = json::Parse(outcome.verdicts)) {
    for (const auto& [name, count] : verdicts->members()) {
      writer.Field(name, count.integer());
    }
  }
  writer.EndObject();
}

}  // namespace

void WriteCheck(json::Writer& writer, const cache::CheckRow& row,
                const std::optional<CheckProgress>& progress) {
  const cache::CheckOutcome& outcome = row.outcome;
  writer.BeginObject();
  writer.Field("id", row.id);
  writer.Field("kind", row.kind);
  writer.Field("source", row.source);
  writer.Field("state", Name(row.state));
  WriteTime(writer, "created", row.created);
  WriteTime(writer, "started", row.started);
  WriteTime(writer, "finished", row.finished);
  writer.FieldUnlessEmpty("error", row.error);
  WriteWishes(writer, row.wishes);
  if (progress && row.state == CheckState::kWorking) {
    writer.Key("progress");
    writer.BeginObject();
    writer.Field("step", progress->step);
    if (progress->references > 0) {
      writer.Field("references", progress->references);
      writer.Field("resolved", progress->resolved);
    }
    writer.FieldUnlessEmpty("waiting_for", progress->waiting_for);
    writer.EndObject();
  }
  writer.FieldUnlessEmpty("title", outcome.title);
  writer.FieldUnlessEmpty("publisher", outcome.publisher);
  writer.FieldUnlessEmpty("published", outcome.published);
  writer.FieldUnlessEmpty("url", outcome.url);
  if (row.state == CheckState::kDone) {
    WriteOutcome(writer, outcome);
  }
  writer.EndObject();
}

std::string CheckJson(const cache::CheckRow& row, const std::optional<CheckProgress>& progress) {
  std::string out;
  json::Writer writer(out);
  WriteCheck(writer, row, progress);
  return out;
}

}  // namespace ibid::serve
