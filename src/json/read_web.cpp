#include <string>
#include <vector>

#include "json/record_web.h"

namespace ibid::json {
namespace {

Outlet ReadOutlet(const Value& value, RecordReader& reader) {
  const Value& object = reader.Object(value, "outlet");
  return {reader.String(object, "name"), reader.Strings(object, "domains"),
          reader.String(object, "wikidata")};
}

Hop ReadHop(const Value& value, RecordReader& reader) {
  Hop hop;
  hop.url = reader.String(value, "url");
  hop.via = reader.Choice(value, "via", HopVia::kCapture, HopVia::kLocation);
  hop.status = reader.Int(value, "status");
  hop.evidence = reader.String(value, "evidence");
  return hop;
}

Snapshot ReadSnapshot(const Value& value, RecordReader& reader) {
  Snapshot snapshot;
  snapshot.url = reader.String(value, "url");
  snapshot.original = reader.String(value, "original");
  snapshot.at = reader.Time(value, "at").value_or(Instant{});
  snapshot.valid = reader.Bool(value, "valid");
  snapshot.reason = reader.String(value, "reason");
  snapshot.evidence = reader.String(value, "evidence");
  return snapshot;
}

Candidate ReadCandidate(const Value& value, RecordReader& reader) {
  Candidate candidate;
  candidate.url = reader.String(value, "url");
  candidate.title = reader.String(value, "title");
  candidate.date = reader.String(value, "date");
  candidate.score = reader.Share(value, "score");
  candidate.reasons = reader.Strings(value, "reasons");
  candidate.evidence = reader.String(value, "evidence");
  candidate.copies = reader.Strings(value, "copies");
  return candidate;
}

QuoteLook ReadQuoteLook(const Value& value, RecordReader& reader) {
  QuoteLook look;
  look.where = reader.String(value, "where");
  look.url = reader.String(value, "url");
  look.fit = reader.Choice(value, "fit", QuoteFit::kAbsent, QuoteFit::kAbsent);
  for (const Value& step : reader.Array(value, "difference").items()) {
    look.difference.push_back({reader.String(step, "same"), reader.String(step, "quoted"),
                               reader.String(step, "source")});
  }
  look.evidence = reader.String(value, "evidence");
  return look;
}

QuoteCheck ReadQuoteCheck(const Value& value, RecordReader& reader) {
  QuoteCheck check;
  check.mention = reader.String(value, "mention");
  check.words = reader.String(value, "words");
  check.expected = reader.Bool(value, "expected");
  for (const Value& look : reader.Array(value, "looks").items()) {
    check.looks.push_back(ReadQuoteLook(look, reader));
  }
  return check;
}

void ReadComparisons(const Value& value, RecordReader& reader, Resolution& resolution) {
  for (const Value& check : reader.Array(value, "quotes").items()) {
    resolution.quotes.push_back(ReadQuoteCheck(check, reader));
  }
  if (const Value& drift = reader.Object(value, "drift"); drift.is_object()) {
    resolution.drift =
        Drift{reader.String(drift, "snapshot"), reader.Time(drift, "at").value_or(Instant{}),
              reader.Share(drift, "kept"), reader.String(drift, "evidence")};
  }
  if (const Value& overlap = reader.Object(value, "overlap"); overlap.is_object()) {
    resolution.overlap =
        Overlap{reader.Share(overlap, "of_article"), reader.Share(overlap, "of_page")};
  }
  resolution.links_back = reader.String(value, "links_back");
}

PostFound ReadPost(const Value& value, RecordReader& reader) {
  PostFound post;
  post.post_id = reader.String(value, "post_id");
  post.account = reader.String(value, "account");
  post.author = reader.String(value, "author");
  post.text = reader.String(value, "text");
  post.at = reader.Time(value, "at");
  post.edited_at = reader.Time(value, "edited_at");
  post.media = reader.Strings(value, "media");
  post.found_by = reader.String(value, "found_by");
  for (const Value& item : reader.Array(value, "differences").items()) {
    post.differences.push_back(
        {reader.String(item, "field"), reader.String(item, "shown"), reader.String(item, "actual"),
         reader.Choice(item, "kind", DifferenceKind::kEdited, DifferenceKind::kAltered)});
  }
  return post;
}

History ReadHistory(const Value& value, RecordReader& reader) {
  History history;
  history.state = reader.Choice(value, "state", LinkState::kDead, LinkState::kUnknown);
  history.failures = reader.Int(value, "failures");
  history.failing_since = reader.Time(value, "failing_since");
  history.last_ok = reader.Time(value, "last_ok");
  history.next_check = reader.Time(value, "next_check");
  return history;
}

}  // namespace

Reference ReadReference(const Value& value, RecordReader& reader) {
  Reference reference;
  reference.id = reader.String(value, "id");
  reference.kind = reader.Choice(value, "kind", ReferenceKind::kAgent, ReferenceKind::kDocument);
  reference.key = reader.String(value, "key");
  reference.label = reader.String(value, "label");
  reference.mentions = reader.Strings(value, "mentions");
  reference.url = reader.String(value, "url");
  reference.platform = reader.String(value, "platform");
  reference.post_id = reader.String(value, "post_id");
  reference.account = reader.String(value, "account");
  reference.author = reader.String(value, "author");
  reference.text = reader.String(value, "text");
  reference.links = reader.Strings(value, "links");
  reference.agent = reader.String(value, "agent");
  reference.outlet = ReadOutlet(value, reader);
  reference.date = reader.String(value, "date");
  reference.date_is_own = reader.Bool(value, "date_is_own");
  if (reference.id.empty() || reference.key.empty()) {
    reader.Fail(reference.id.empty() ? "id" : "key", "is missing");
  }
  return reference;
}

Resolution ReadResolution(const Value& value, RecordReader& reader) {
  Resolution resolution;
  resolution.reference = reader.String(value, "reference");
  resolution.verdict = reader.Choice(value, "verdict", Verdict::kUnknown, Verdict::kUnknown);
  resolution.reasons = reader.Strings(value, "reasons");
  for (const Value& hop : reader.Array(value, "hops").items()) {
    resolution.hops.push_back(ReadHop(hop, reader));
  }
  resolution.final_url = reader.String(value, "final_url");
  resolution.canonical_url = reader.String(value, "canonical_url");
  resolution.title = reader.String(value, "title");
  resolution.author = reader.String(value, "author");
  resolution.site = reader.String(value, "site");
  resolution.published = reader.String(value, "published");
  resolution.text_sha256 = reader.String(value, "text_sha256");
  if (const Value& post = reader.Object(value, "post"); post.is_object()) {
    resolution.post = ReadPost(post, reader);
  }
  for (const Value& snapshot : reader.Array(value, "snapshots").items()) {
    resolution.snapshots.push_back(ReadSnapshot(snapshot, reader));
  }
  for (const Value& candidate : reader.Array(value, "candidates").items()) {
    resolution.candidates.push_back(ReadCandidate(candidate, reader));
  }
  ReadComparisons(value, reader, resolution);
  resolution.evidence = reader.Strings(value, "evidence");
  resolution.checked_at = reader.Time(value, "checked_at");
  if (const Value& history = reader.Object(value, "history"); history.is_object()) {
    resolution.history = ReadHistory(history, reader);
  }
  return resolution;
}

Evidence ReadEvidence(const Value& value, RecordReader& reader) {
  Evidence evidence;
  evidence.id = reader.String(value, "id");
  evidence.method = reader.String(value, "method");
  evidence.url = reader.String(value, "url");
  evidence.status = reader.Int(value, "status");
  evidence.failure = reader.String(value, "failure");
  evidence.media_type = reader.String(value, "media_type");
  evidence.body_sha256 = reader.String(value, "body_sha256");
  evidence.at = reader.Time(value, "at").value_or(Instant{});
  return evidence;
}

}  // namespace ibid::json
