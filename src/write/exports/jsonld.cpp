#include "write/exports/jsonld.h"

#include <map>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "graph/identity.h"
#include "json/instant.h"
#include "json/positions.h"
#include "text/utf8.h"
#include "write/exports/cited_work.h"
#include "write/exports/iri.h"

namespace ibid::write {
namespace {

constexpr std::string_view kSoftware = "urn:ibid:software";
constexpr std::size_t kAroundMax = 32;   // Code points before and after quoted words.
constexpr std::size_t kExactMax = 2000;  // Bytes of quoted words; the positions say the rest.

std::string_view TypeOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::kArticle:
      return "NewsArticle";
    case NodeKind::kSnapshot:
      return "WebPage";
    case NodeKind::kAgent:
      return node.type == "person"   ? "Person"
             : node.type == "outlet" ? "NewsMediaOrganization"
             : node.type == "body"   ? "Organization"
                                     : "Agent";
    case NodeKind::kWork:
      break;
  }
  return node.type == "post"    ? "SocialMediaPosting"
         : node.type == "story" ? "NewsArticle"
         : node.type == "page"  ? "WebPage"
                                : "CreativeWork";
}

// The properties of `from` by which an edge is said in common vocabularies.
std::vector<std::string_view> PropertiesOf(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::kCites:
      return {"citation", "cites"};
    case EdgeKind::kEmbeds:
      return {"citation", "includesExcerptFrom"};
    case EdgeKind::kQuotes:
      return {"includesQuotationFrom"};
    case EdgeKind::kAttributesTo:
      return {"mentions", "attributesTo"};
    case EdgeKind::kRepublishes:
      return {"sourceOrganization"};
    case EdgeKind::kRedirectsTo:
      return {"redirectsTo"};
    case EdgeKind::kArchivedAs:
      return {"archivedAt"};
    case EdgeKind::kAuthoredBy:
      return {"author"};
    case EdgeKind::kPublishedBy:
      return {"publisher"};
    case EdgeKind::kSameAs:
      return {"alternateOf"};
  }
  return {};
}

std::string_view MotivationOf(MentionKind kind) {
  switch (kind) {
    case MentionKind::kLink:
    case MentionKind::kShortLink:
    case MentionKind::kMediaLink:
    case MentionKind::kEmbed:
      return "oa:linking";
    case MentionKind::kHandle:
    case MentionKind::kHashtag:
    case MentionKind::kCashtag:
      return "oa:tagging";
    default:
      return "oa:identifying";
  }
}

std::string ExchangeIri(std::string_view id) {
  return IriOf("exchange:" + std::string(id));
}

void Iris(json::Writer& out, std::string_view key, const std::vector<std::string>& iris) {
  if (iris.empty()) {
    return;
  }
  out.Key(key);
  out.BeginArray();
  for (const std::string& iri : iris) {
    out.String(iri);
  }
  out.EndArray();
}

void Type(json::Writer& out, std::string_view iri, std::string_view type,
          std::string_view another = "") {
  out.BeginObject();
  out.Field("@id", iri);
  out.Key("@type");
  out.BeginArray();
  out.String(type);
  if (!another.empty()) {
    out.String(another);
  }
  out.EndArray();
}

class ArticleItems {
 public:
  ArticleItems(const Article& article, const CitationGraph& graph, JsonArray& items,
               std::string& out)
      : article_(article),
        graph_(graph),
        positions_(article.document.text),
        id_(graph::ArticleId(article.document)),
        items_(items),
        out_(out) {
    for (const Edge& edge : graph.edges) {
      for (const std::string& mention : edge.mentions) {
        if (edge.from == id_) {
          bodies_.emplace(mention, edge.to);
        }
      }
    }
  }

  void Write() {
    std::unordered_map<std::string_view, std::vector<const Edge*>> edges;
    for (const Edge& edge : graph_.edges) {
      edges[edge.from].push_back(&edge);
    }
    for (const Node& node : graph_.nodes) {
      Item([&](json::Writer& w) { WriteNode(w, node, edges[node.id]); });
    }
    for (const Edge& edge : graph_.edges) {
      Item([&](json::Writer& w) { WriteEdge(w, edge); });
    }
    for (const Mention& mention : article_.mentions) {
      if (!mention.chrome) {
        Item([&](json::Writer& w) { WriteMention(w, mention); });
      }
    }
    for (const Evidence& evidence : article_.evidence) {
      Item([&](json::Writer& w) { WriteExchange(w, evidence); });
    }
  }

 private:
  template <class WriteItem>
  void Item(WriteItem write) {
    items_.AddTo(out_, write);
  }

  void WriteNode(json::Writer& w, const Node& node, const std::vector<const Edge*>& edges) const {
    const std::string_view type = TypeOf(node);
    Type(w, IriOf(node.id), type,
         type == "Agent"                 ? ""
         : node.kind == NodeKind::kAgent ? "Agent"
                                         : "Entity");
    w.Field("identifier", node.id);
    w.FieldUnlessEmpty("name", node.label);
    w.FieldUnlessEmpty("url", SafeUrl(node.url));
    w.FieldUnlessEmpty(node.kind == NodeKind::kSnapshot ? "dateCreated" : "datePublished",
                       node.date);
    w.FieldUnlessEmpty("creativeWorkStatus", node.verdict);
    std::map<std::string_view, std::vector<std::string>> properties;
    for (const Edge* edge : edges) {
      for (const std::string_view property : PropertiesOf(edge->kind)) {
        properties[property].push_back(IriOf(edge->to));
      }
    }
    for (const auto& [property, iris] : properties) {
      Iris(w, property, iris);
    }
    if (node.id == id_) {
      WriteAbout(w, properties.contains("publisher"), properties.contains("author"));
    }
    w.EndObject();
  }

  static void WriteAgent(json::Writer& w, std::string_view type, const Fact& name) {
    w.BeginObject();
    w.Field("@type", type);
    w.Field("name", name.value);
    w.EndObject();
  }

  // What is known of the article; its people only where the graph has none.
  void WriteAbout(json::Writer& w, bool has_publisher, bool has_author) const {
    const Metadata& about = article_.document.metadata;
    w.FieldUnlessEmpty("headline", about.title.value);
    w.FieldUnlessEmpty("description", about.description.value);
    w.FieldUnlessEmpty("inLanguage", about.language.value);
    w.FieldUnlessEmpty("dateModified", about.modified.value);
    w.FieldUnlessEmpty("sha256", article_.document.input_sha256);
    if (!has_publisher && about.publisher.known()) {
      w.Key("publisher");
      WriteAgent(w, "NewsMediaOrganization", about.publisher);
    }
    if (!has_author && !about.authors.empty()) {
      w.Key("author");
      w.BeginArray();
      for (const Fact& author : about.authors) {
        WriteAgent(w, "Agent", author);
      }
      w.EndArray();
    }
  }

  void WriteEdge(json::Writer& w, const Edge& edge) const {
    const std::string iri = IriOf("edge:" + std::string(Name(edge.kind)) + ":" + IriOf(edge.from) +
                                  ":" + IriOf(edge.to));
    Type(w, iri, "Edge", "Entity");
    w.Field("from", IriOf(edge.from));
    w.Field("to", IriOf(edge.to));
    w.Field("kind", Name(edge.kind));
    w.Field("confidence", edge.confidence);
    std::vector<std::string> iris;
    for (const std::string& mention : edge.mentions) {
      iris.push_back(IriOf("mention:" + mention));
    }
    Iris(w, "wasDerivedFrom", iris);
    iris.clear();
    for (const std::string& evidence : edge.evidence) {
      iris.push_back(ExchangeIri(evidence));
    }
    Iris(w, "wasGeneratedBy", iris);
    w.EndObject();
  }

  void WriteMention(json::Writer& w, const Mention& mention) const {
    Type(w, IriOf("mention:" + id_ + "#" + mention.id), "Annotation");
    w.Field("motivation", MotivationOf(mention.kind));
    w.Field("kind", Name(mention.kind));
    if (const auto* said = std::get_if<AttributionParts>(&mention.parts)) {
      w.Field("factuality", Name(said->factuality));
      w.Field("channel", Name(said->channel));
    }
    w.FieldUnlessEmpty("rule", mention.rule);
    w.Field("confidence", mention.confidence);
    w.FieldUnlessEmpty("refersTo", mention.refers.name);
    w.FieldUnlessEmpty("body", BodyOf(mention.id));
    w.Key("target");
    w.BeginObject();
    w.Field("source", IriOf(id_));
    w.Key("selector");
    w.BeginArray();
    WriteSelectors(w, mention.at);
    w.EndArray();
    w.EndObject();
    w.EndObject();
  }

  // What the graph has the mention lead to: the end of the first edge that rests on it.
  std::string BodyOf(std::string_view mention) const {
    const auto found = bodies_.find(id_ + "#" + std::string(mention));
    return found == bodies_.end() ? "" : IriOf(found->second);
  }

  void WriteSelectors(json::Writer& w, TextSpan at) const {
    const std::string_view text = article_.document.text;
    if (at.begin > at.end || at.end > text.size()) {
      return;
    }
    const std::string_view words = article_.document.Text(at);
    w.BeginObject();
    w.Field("@type", "TextQuoteSelector");
    w.Field("exact", words.substr(0, text::BoundaryBefore(words, kExactMax)));
    w.FieldUnlessEmpty("prefix", Before(at.begin));
    w.FieldUnlessEmpty("suffix", words.size() > kExactMax ? "" : After(at.end));
    w.EndObject();
    w.BeginObject();
    w.Field("@type", "TextPositionSelector");
    w.Field("start", static_cast<std::int64_t>(positions_.ToCodePoint(at.begin)));
    w.Field("end", static_cast<std::int64_t>(positions_.ToCodePoint(at.end)));
    w.EndObject();
  }

  std::string_view Before(std::size_t at) const {
    const std::string_view text = article_.document.text;
    std::size_t begin = at;
    for (std::size_t i = 0; i < kAroundMax && begin > 0; ++i) {
      begin -= text::DecodeBefore(text, begin).size;
    }
    return text.substr(begin, at - begin);
  }

  std::string_view After(std::size_t at) const {
    const std::string_view text = article_.document.text;
    std::size_t end = at;
    for (std::size_t i = 0; i < kAroundMax && end < text.size(); ++i) {
      end += text::DecodeAt(text, end).size;
    }
    return text.substr(at, end - at);
  }

  static void WriteExchange(json::Writer& w, const Evidence& evidence) {
    Type(w, ExchangeIri(evidence.id), "Activity");
    w.FieldUnlessEmpty("startedAtTime", json::WriteInstant(evidence.at).value_or(""));
    w.Field("wasAssociatedWith", kSoftware);
    w.FieldUnlessEmpty("used", SafeUrl(evidence.url));
    w.FieldUnlessEmpty("methodName", evidence.method);
    if (evidence.status != 0) {
      w.Field("statusCode", evidence.status);
    }
    w.FieldUnlessEmpty("failure", evidence.failure);
    if (!evidence.body_sha256.empty()) {
      w.Key("generated");
      w.BeginObject();
      w.Field("@type", "Entity");
      w.FieldUnlessEmpty("encodingFormat", evidence.media_type);
      w.Field("sha256", evidence.body_sha256);
      w.EndObject();
    }
    w.EndObject();
  }

  const Article& article_;
  const CitationGraph& graph_;
  json::Positions positions_;
  std::string id_;
  JsonArray& items_;
  std::string& out_;
  std::unordered_map<std::string_view, std::string_view> bodies_;  // Of mentions by their names.
};

std::string Head() {
  std::string head = "{\"@context\":";
  json::Writer writer(head);
  WriteContext(writer);
  return head + ",\"@graph\":";
}

}  // namespace

Jsonld::Jsonld() : items_(Head(), "}") {}

std::string Jsonld::Add(const Article& article, const CitationGraph& graph) {
  std::string out;
  items_.AddTo(out, [](json::Writer& w) {
    Type(w, kSoftware, "SoftwareAgent");
    w.Field("name", "ibid");
    w.EndObject();
  });
  ArticleItems(article, graph, items_, out).Write();
  return out;
}

}  // namespace ibid::write
