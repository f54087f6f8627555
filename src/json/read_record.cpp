#include <string>
#include <unordered_set>
#include <utility>

#include "json/positions.h"
#include "json/record.h"
#include "json/record_mention.h"
#include "json/record_web.h"

namespace ibid::json {
namespace {

Fact ReadFactObject(const Value& object, RecordReader& reader) {
  Fact fact;
  fact.value = reader.String(object, "value");
  fact.from = reader.String(object, "from");
  fact.at = reader.Span(object, "at");
  return fact;
}

Metadata ReadMetadata(const Value& document, RecordReader& reader) {
  const Value& value = reader.Object(document, "metadata");
  const auto fact = [&](std::string_view key) {
    return ReadFactObject(reader.Object(value, key), reader);
  };
  Metadata metadata;
  metadata.url = fact("url");
  metadata.canonical_url = fact("canonical_url");
  metadata.title = fact("title");
  metadata.publisher = fact("publisher");
  metadata.published = fact("published");
  metadata.modified = fact("modified");
  metadata.language = fact("language");
  metadata.description = fact("description");
  for (const Value& author : reader.Array(value, "authors").items()) {
    metadata.authors.push_back(ReadFactObject(author, reader));
  }
  return metadata;
}

// Zones that break what Document promises of them are an error: later stages search among them.
std::vector<Zone> ReadZones(const Value& document, RecordReader& reader) {
  std::vector<Zone> zones;
  const std::vector<Value>& items = reader.Array(document, "zones").items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    reader.At("document.zones", i);
    Zone zone;
    zone.kind = reader.Choice(items[i], "kind", ZoneKind::kOther, ZoneKind::kOther);
    zone.at = reader.Span(items[i], "at").value_or(TextSpan{});
    zone.chrome = reader.Bool(items[i], "chrome");
    zone.rule = reader.String(items[i], "rule");
    if (!zones.empty() && zone.at.begin < zones.back().at.end) {
      reader.Fail("at", "begins before the zone before it ends");
    }
    zones.push_back(std::move(zone));
  }
  return zones;
}

std::vector<PageSpan> ReadPages(const Value& document, RecordReader& reader) {
  std::vector<PageSpan> pages;
  const std::vector<Value>& items = reader.Array(document, "pages").items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    reader.At("document.pages", i);
    const int page = reader.Int(items[i], "page");
    const TextSpan at = reader.Span(items[i], "at").value_or(TextSpan{});
    if (page < 1 || (!pages.empty() && at.begin < pages.back().at.end)) {
      reader.Fail("at", "is no page, or begins before the page before it ends");
    }
    pages.push_back({static_cast<std::uint32_t>(page), at});
  }
  return pages;
}

void ReadDocument(const Value& value, Document& document, RecordReader& reader) {
  reader.At("document");
  document.source = reader.String(value, "source");
  document.kind = reader.Choice(value, "kind", InputKind::kPdf, InputKind::kText);
  document.encoding = reader.String(value, "encoding");
  document.input_sha256 = reader.String(value, "input_sha256");
  document.metadata = ReadMetadata(value, reader);
  document.notes = reader.Strings(value, "notes");
  document.pages = ReadPages(value, reader);
  document.zones = ReadZones(value, reader);
}

void ReadMentions(const Value& root, Article& article, RecordReader& reader) {
  std::unordered_set<std::string> ids;
  reader.At("");
  const std::vector<Value>& items = reader.Array(root, "mentions").items();
  for (std::size_t i = 0; i < items.size() && !reader.error(); ++i) {
    reader.At("mentions", i);
    std::optional<Mention> mention = ReadMention(items[i], reader);
    if (!mention) {
      continue;
    }
    if (!ids.insert(mention->id).second) {
      reader.Fail("id", "is another mention's too");
    }
    article.mentions.push_back(std::move(*mention));
  }
}

template <class Item>
void ReadSection(const Value& root, std::string_view key, std::vector<Item>& out,
                 Item (*read)(const Value&, RecordReader&), RecordReader& reader) {
  reader.At("");
  const std::vector<Value>& items = reader.Array(root, key).items();
  for (std::size_t i = 0; i < items.size() && !reader.error(); ++i) {
    reader.At(key, i);
    out.push_back(read(items[i], reader));
  }
}

void CheckResolutions(const Article& article, RecordReader& reader) {
  if (article.resolutions.empty()) {
    return;
  }
  reader.At("resolutions");
  if (article.resolutions.size() != article.references.size()) {
    reader.Fail("", "are not as many as the references");
    return;
  }
  for (std::size_t i = 0; i < article.resolutions.size(); ++i) {
    if (article.resolutions[i].reference != article.references[i].id) {
      reader.At("resolutions", i);
      reader.Fail("reference", "is not the reference in the same place");
    }
  }
}

}  // namespace

Result<Article> ReadArticle(std::string_view json) {
  const Result<Value> root = Parse(json);
  if (!root) {
    return root.error();
  }
  if ((*root)["schema"].string() != "ibid/1") {
    return Error{ErrorCode::kFormat, "schema is not \"ibid/1\": not written by ibid detect"};
  }
  const Value& document = (*root)["document"];
  if (!document.is_object()) {
    return Error{ErrorCode::kFormat, "document is missing: not an article of ibid/1"};
  }
  RecordReader reader;
  Article article;
  reader.At("document");
  article.document.text = reader.String(document, "text");
  const Positions positions(article.document.text);
  reader.UsePositions(document["text"].is_string() ? &positions : nullptr);
  ReadDocument(document, article.document, reader);
  ReadMentions(*root, article, reader);
  ReadSection(*root, "references", article.references, ReadReference, reader);
  ReadSection(*root, "resolutions", article.resolutions, ReadResolution, reader);
  ReadSection(*root, "evidence", article.evidence, ReadEvidence, reader);
  CheckResolutions(article, reader);
  if (reader.error()) {
    return *reader.error();
  }
  return article;
}

}  // namespace ibid::json
