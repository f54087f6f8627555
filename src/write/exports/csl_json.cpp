#include "write/exports/csl_json.h"

#include <charconv>
#include <string_view>
#include <vector>

namespace ibid::write {
namespace {

std::string_view TypeOf(WorkKind kind) {
  switch (kind) {
    case WorkKind::kPost:
      return "post";
    case WorkKind::kStory:
      return "article-newspaper";
    case WorkKind::kPaper:
      return "article-journal";
    case WorkKind::kBook:
      return "book";
    case WorkKind::kDocument:
      return "document";
    case WorkKind::kPage:
      break;
  }
  return "webpage";
}

// {"date-parts": [[2024, 4, 12]]}, of the precision that the date has.
void Date(json::Writer& out, std::string_view key, const IsoDate& date) {
  if (date.empty()) {
    return;
  }
  out.Key(key);
  out.BeginObject();
  out.Key("date-parts");
  out.BeginArray();
  out.BeginArray();
  for (std::size_t at = 0; at < date.size() && at <= 8; at += at == 0 ? 5 : 3) {
    int part = 0;
    std::from_chars(date.data() + at, date.data() + date.size(), part);
    out.Int(part);
  }
  out.EndArray();
  out.EndArray();
  out.EndObject();
}

void Authors(json::Writer& out, const std::vector<Author>& authors) {
  if (authors.empty()) {
    return;
  }
  out.Key("author");
  out.BeginArray();
  for (const Author& author : authors) {
    out.BeginObject();
    if (author.family.empty()) {
      out.Field("literal", author.name);
    } else {
      out.Field("family", author.family);
      out.FieldUnlessEmpty("given", author.given);
      out.FieldUnlessEmpty("suffix", author.suffix);
    }
    out.EndObject();
  }
  out.EndArray();
}

// The variable of a number; "number" where CSL has none of its own.
std::string_view NumberField(std::string_view scheme) {
  return scheme == "doi"     ? "DOI"
         : scheme == "isbn"  ? "ISBN"
         : scheme == "issn"  ? "ISSN"
         : scheme == "pmid"  ? "PMID"
         : scheme == "pmcid" ? "PMCID"
                             : "number";
}

void Item(json::Writer& out, const CitedWork& work) {
  out.BeginObject();
  out.Field("id", work.key);
  out.Field("type", TypeOf(work.kind));
  out.FieldUnlessEmpty("title", work.title);
  Authors(out, work.authors);
  out.FieldUnlessEmpty(work.kind == WorkKind::kBook ? "publisher" : "container-title",
                       work.container);
  Date(out, "issued", work.published);
  out.FieldUnlessEmpty(NumberField(work.scheme), work.number);
  out.FieldUnlessEmpty("URL", work.url);
  if (!work.url.empty()) {
    Date(out, "accessed", work.accessed);
  }
  if (!work.archived_url.empty()) {
    out.Field("archive_location", work.archived_url);
  }
  if (work.dead) {
    out.Field("note", "No longer there (" + work.verdict + ")");
  }
  out.EndObject();
}

}  // namespace

std::string CslJson::Add(const Article& article, const CitationGraph& /*graph*/) {
  std::string out;
  for (const CitedWork& work : works_.Next(article)) {
    items_.AddTo(out, [&work](json::Writer& writer) { Item(writer, work); });
  }
  return out;
}

}  // namespace ibid::write
