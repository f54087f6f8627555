#include <string>

#include "json/positions.h"
#include "json/record.h"
#include "json/record_mention.h"
#include "json/record_web.h"

namespace ibid::json {
namespace {

constexpr std::string_view kSchema = "ibid/1";

class ArticleWriter {
 public:
  ArticleWriter(Writer& out, const Article& article, bool keep_text)
      : out_(out), article_(article), keep_text_(keep_text), positions_(article.document.text) {}

  void WriteFields() {
    WriteDocument();
    out_.Key("mentions");
    out_.BeginArray();
    for (const Mention& mention : article_.mentions) {
      WriteMention(out_, mention, article_.document.text, positions_);
    }
    out_.EndArray();
    Section("references", article_.references, WriteReference);
    Section("resolutions", article_.resolutions, WriteResolution);
    Section("evidence", article_.evidence, WriteEvidence);
  }

 private:
  void Span(std::string_view key, TextSpan at) {
    out_.Key(key);
    out_.Range(positions_.ToCodePoint(at.begin), positions_.ToCodePoint(at.end));
  }

  template <class Item>
  void Section(std::string_view key, const std::vector<Item>& items,
               void (*write)(Writer&, const Item&)) {
    out_.Key(key);
    out_.BeginArray();
    for (const Item& item : items) {
      write(out_, item);
    }
    out_.EndArray();
  }

  void WriteFactObject(const Fact& fact) {
    out_.BeginObject();
    out_.Field("value", fact.value);
    out_.Field("from", fact.from);
    if (fact.at) {
      Span("at", *fact.at);
    }
    out_.EndObject();
  }

  void WriteFact(std::string_view key, const Fact& fact) {
    if (fact.known()) {
      out_.Key(key);
      WriteFactObject(fact);
    }
  }

  void WriteMetadata(const Metadata& metadata) {
    out_.Key("metadata");
    out_.BeginObject();
    WriteFact("url", metadata.url);
    WriteFact("canonical_url", metadata.canonical_url);
    WriteFact("title", metadata.title);
    WriteFact("publisher", metadata.publisher);
    WriteFact("published", metadata.published);
    WriteFact("modified", metadata.modified);
    WriteFact("language", metadata.language);
    WriteFact("description", metadata.description);
    if (!metadata.authors.empty()) {
      out_.Key("authors");
      out_.BeginArray();
      for (const Fact& author : metadata.authors) {
        WriteFactObject(author);
      }
      out_.EndArray();
    }
    out_.EndObject();
  }

  void WriteZone(const Zone& zone) {
    out_.BeginObject();
    out_.Field("kind", Name(zone.kind));
    Span("at", zone.at);
    if (zone.chrome) {
      out_.Field("chrome", true);
    }
    out_.FieldUnlessEmpty("rule", zone.rule);
    out_.EndObject();
  }

  void WritePages(const std::vector<PageSpan>& pages) {
    if (pages.empty()) {
      return;
    }
    out_.Key("pages");
    out_.BeginArray();
    for (const PageSpan& page : pages) {
      out_.BeginObject();
      out_.Field("page", static_cast<std::int64_t>(page.page));
      Span("at", page.at);
      out_.EndObject();
    }
    out_.EndArray();
  }

  void WriteDocument() {
    const Document& document = article_.document;
    out_.Key("document");
    out_.BeginObject();
    out_.Field("source", document.source);
    out_.Field("title", document.metadata.title.value);
    out_.Field("published", document.metadata.published.value);
    out_.Field("publisher", document.metadata.publisher.value);
    out_.Field("kind", Name(document.kind));
    out_.FieldUnlessEmpty("encoding", document.encoding);
    out_.FieldUnlessEmpty("input_sha256", document.input_sha256);
    WriteMetadata(document.metadata);
    if (!document.notes.empty()) {
      out_.Key("notes");
      out_.BeginArray();
      for (const std::string& note : document.notes) {
        out_.String(note);
      }
      out_.EndArray();
    }
    WritePages(document.pages);
    out_.Key("zones");
    out_.BeginArray();
    for (const Zone& zone : document.zones) {
      WriteZone(zone);
    }
    out_.EndArray();
    if (keep_text_) {
      out_.Field("text", document.text);
    }
    out_.EndObject();
  }

  Writer& out_;
  const Article& article_;
  bool keep_text_;
  Positions positions_;
};

void Write(Writer& out, const Article* article, const CitationGraph* graph,
           const RecordOptions& options) {
  out.BeginObject();
  out.Field("schema", kSchema);
  if (article != nullptr) {
    ArticleWriter(out, *article, options.keep_text).WriteFields();
  }
  if (graph != nullptr) {
    out.Key("graph");
    WriteGraphObject(out, *graph);
  }
  out.EndObject();
}

std::string Written(const Article* article, const CitationGraph* graph,
                    const RecordOptions& options) {
  std::string text;
  Writer out(text, options.layout);
  Write(out, article, graph, options);
  return text;
}

}  // namespace

std::string WriteArticle(const Article& article, const RecordOptions& options) {
  return Written(&article, nullptr, options);
}

void WriteArticle(const Article& article, const RecordOptions& options, const Writer::Sink& sink) {
  std::string piece;
  Writer out(piece, options.layout, sink);
  Write(out, &article, nullptr, options);
  sink(piece);
}

std::string WriteGraph(const CitationGraph& graph, const RecordOptions& options) {
  return Written(nullptr, &graph, options);
}

std::string WriteChecked(const Article& article, const CitationGraph& graph,
                         const RecordOptions& options) {
  return Written(&article, &graph, options);
}

}  // namespace ibid::json
