#include <optional>
#include <string>
#include <vector>

#include "json/instant.h"
#include "json/record_web.h"

namespace ibid::json {
namespace {

void Strings(Writer& out, std::string_view key, const std::vector<std::string>& strings) {
  out.Key(key);
  out.BeginArray();
  for (const std::string& string : strings) {
    out.String(string);
  }
  out.EndArray();
}

void StringsUnlessEmpty(Writer& out, std::string_view key,
                        const std::vector<std::string>& strings) {
  if (!strings.empty()) {
    Strings(out, key, strings);
  }
}

void Time(Writer& out, std::string_view key, const std::optional<Instant>& at) {
  if (const auto written = at ? WriteInstant(*at) : std::nullopt) {
    out.Field(key, *written);
  }
}

// An array of objects, left out where there are none.
template <class Item, class Write>
void Objects(Writer& out, std::string_view key, const std::vector<Item>& items, Write write) {
  if (items.empty()) {
    return;
  }
  out.Key(key);
  out.BeginArray();
  for (const Item& item : items) {
    out.BeginObject();
    write(out, item);
    out.EndObject();
  }
  out.EndArray();
}

void WriteHop(Writer& out, const Hop& hop) {
  out.Field("url", hop.url);
  out.Field("via", Name(hop.via));
  out.Field("status", hop.status);
  out.FieldUnlessEmpty("evidence", hop.evidence);
}

void WriteSnapshot(Writer& out, const Snapshot& snapshot) {
  out.Field("url", snapshot.url);
  out.FieldUnlessEmpty("original", snapshot.original);
  Time(out, "at", snapshot.at);
  out.Field("valid", snapshot.valid);
  out.FieldUnlessEmpty("reason", snapshot.reason);
  out.FieldUnlessEmpty("evidence", snapshot.evidence);
}

void WriteCandidate(Writer& out, const Candidate& candidate) {
  out.FieldUnlessEmpty("url", candidate.url);
  out.FieldUnlessEmpty("title", candidate.title);
  out.FieldUnlessEmpty("date", candidate.date);
  out.Field("score", candidate.score);
  StringsUnlessEmpty(out, "reasons", candidate.reasons);
  out.FieldUnlessEmpty("evidence", candidate.evidence);
  StringsUnlessEmpty(out, "copies", candidate.copies);
}

void WriteDiffStep(Writer& out, const DiffStep& step) {
  out.FieldUnlessEmpty("same", step.same);
  out.FieldUnlessEmpty("quoted", step.quoted);
  out.FieldUnlessEmpty("source", step.source);
}

void WriteQuoteLook(Writer& out, const QuoteLook& look) {
  out.Field("where", look.where);
  out.FieldUnlessEmpty("url", look.url);
  out.Field("fit", Name(look.fit));
  Objects(out, "difference", look.difference, WriteDiffStep);
  out.FieldUnlessEmpty("evidence", look.evidence);
}

void WriteQuoteCheck(Writer& out, const QuoteCheck& check) {
  out.Field("mention", check.mention);
  out.Field("words", check.words);
  if (check.expected) {
    out.Field("expected", true);
  }
  Objects(out, "looks", check.looks, WriteQuoteLook);
}

void WriteComparisons(Writer& out, const Resolution& resolution) {
  Objects(out, "quotes", resolution.quotes, WriteQuoteCheck);
  if (resolution.drift) {
    out.Key("drift");
    out.BeginObject();
    out.FieldUnlessEmpty("snapshot", resolution.drift->snapshot);
    Time(out, "at", resolution.drift->at);
    out.Field("kept", resolution.drift->kept);
    out.FieldUnlessEmpty("evidence", resolution.drift->evidence);
    out.EndObject();
  }
  if (resolution.overlap) {
    out.Key("overlap");
    out.BeginObject();
    out.Field("of_article", resolution.overlap->of_article);
    out.Field("of_page", resolution.overlap->of_page);
    out.EndObject();
  }
  out.FieldUnlessEmpty("links_back", resolution.links_back);
}

void WriteDifference(Writer& out, const Difference& difference) {
  out.Field("field", difference.field);
  out.Field("shown", difference.shown);
  out.Field("actual", difference.actual);
  out.Field("kind", Name(difference.kind));
}

void WritePost(Writer& out, const PostFound& post) {
  out.Key("post");
  out.BeginObject();
  out.FieldUnlessEmpty("post_id", post.post_id);
  out.FieldUnlessEmpty("account", post.account);
  out.FieldUnlessEmpty("author", post.author);
  out.FieldUnlessEmpty("text", post.text);
  Time(out, "at", post.at);
  Time(out, "edited_at", post.edited_at);
  StringsUnlessEmpty(out, "media", post.media);
  out.FieldUnlessEmpty("found_by", post.found_by);
  Objects(out, "differences", post.differences, WriteDifference);
  out.EndObject();
}

void WriteHistory(Writer& out, const History& history) {
  if (history.state == LinkState::kUnknown && !history.next_check) {
    return;
  }
  out.Key("history");
  out.BeginObject();
  out.Field("state", Name(history.state));
  if (history.failures > 0) {
    out.Field("failures", history.failures);
  }
  Time(out, "failing_since", history.failing_since);
  Time(out, "last_ok", history.last_ok);
  Time(out, "next_check", history.next_check);
  out.EndObject();
}

void WriteNode(Writer& out, const Node& node) {
  out.Field("id", node.id);
  out.Field("kind", Name(node.kind));
  out.FieldUnlessEmpty("type", node.type);
  out.FieldUnlessEmpty("label", node.label);
  out.FieldUnlessEmpty("url", node.url);
  out.FieldUnlessEmpty("date", node.date);
  out.FieldUnlessEmpty("verdict", node.verdict);
}

void WriteEdge(Writer& out, const Edge& edge) {
  out.Field("from", edge.from);
  out.Field("to", edge.to);
  out.Field("kind", Name(edge.kind));
  StringsUnlessEmpty(out, "mentions", edge.mentions);
  StringsUnlessEmpty(out, "evidence", edge.evidence);
  out.Field("confidence", edge.confidence);
}

}  // namespace

void WriteReference(Writer& out, const Reference& reference) {
  out.BeginObject();
  out.Field("id", reference.id);
  out.Field("kind", Name(reference.kind));
  out.Field("key", reference.key);
  out.FieldUnlessEmpty("label", reference.label);
  Strings(out, "mentions", reference.mentions);
  out.FieldUnlessEmpty("url", reference.url);
  out.FieldUnlessEmpty("platform", reference.platform);
  out.FieldUnlessEmpty("post_id", reference.post_id);
  out.FieldUnlessEmpty("account", reference.account);
  out.FieldUnlessEmpty("author", reference.author);
  out.FieldUnlessEmpty("text", reference.text);
  StringsUnlessEmpty(out, "links", reference.links);
  out.FieldUnlessEmpty("agent", reference.agent);
  if (reference.outlet.known()) {
    out.Key("outlet");
    out.BeginObject();
    out.Field("name", reference.outlet.name);
    StringsUnlessEmpty(out, "domains", reference.outlet.domains);
    out.FieldUnlessEmpty("wikidata", reference.outlet.wikidata);
    out.EndObject();
  }
  out.FieldUnlessEmpty("date", reference.date);
  if (reference.date_is_own) {
    out.Field("date_is_own", true);
  }
  out.EndObject();
}

void WriteResolution(Writer& out, const Resolution& resolution) {
  out.BeginObject();
  out.Field("reference", resolution.reference);
  out.Field("verdict", Name(resolution.verdict));
  Strings(out, "reasons", resolution.reasons);
  Objects(out, "hops", resolution.hops, WriteHop);
  out.FieldUnlessEmpty("final_url", resolution.final_url);
  out.FieldUnlessEmpty("canonical_url", resolution.canonical_url);
  out.FieldUnlessEmpty("title", resolution.title);
  out.FieldUnlessEmpty("author", resolution.author);
  out.FieldUnlessEmpty("site", resolution.site);
  out.FieldUnlessEmpty("published", resolution.published);
  out.FieldUnlessEmpty("text_sha256", resolution.text_sha256);
  if (resolution.post) {
    WritePost(out, *resolution.post);
  }
  Objects(out, "snapshots", resolution.snapshots, WriteSnapshot);
  Objects(out, "candidates", resolution.candidates, WriteCandidate);
  WriteComparisons(out, resolution);
  StringsUnlessEmpty(out, "evidence", resolution.evidence);
  Time(out, "checked_at", resolution.checked_at);
  WriteHistory(out, resolution.history);
  out.EndObject();
}

void WriteEvidence(Writer& out, const Evidence& evidence) {
  out.BeginObject();
  out.Field("id", evidence.id);
  out.FieldUnlessEmpty("method", evidence.method);
  out.Field("url", evidence.url);
  out.Field("status", evidence.status);
  out.FieldUnlessEmpty("failure", evidence.failure);
  out.FieldUnlessEmpty("media_type", evidence.media_type);
  out.FieldUnlessEmpty("body_sha256", evidence.body_sha256);
  Time(out, "at", evidence.at);
  out.EndObject();
}

void WriteGraphObject(Writer& out, const CitationGraph& graph) {
  out.BeginObject();
  out.Key("nodes");
  out.BeginArray();
  for (const Node& node : graph.nodes) {
    out.BeginObject();
    WriteNode(out, node);
    out.EndObject();
  }
  out.EndArray();
  out.Key("edges");
  out.BeginArray();
  for (const Edge& edge : graph.edges) {
    out.BeginObject();
    WriteEdge(out, edge);
    out.EndObject();
  }
  out.EndArray();
  if (!graph.circles.empty()) {
    out.Key("circles");
    out.BeginArray();
    for (const std::vector<std::string>& circle : graph.circles) {
      out.BeginArray();
      for (const std::string& node : circle) {
        out.String(node);
      }
      out.EndArray();
    }
    out.EndArray();
  }
  out.EndObject();
}

}  // namespace ibid::json
