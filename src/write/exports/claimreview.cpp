#include "write/exports/claimreview.h"

#include <string_view>
#include <unordered_map>
#include <variant>

#include "graph/identity.h"
#include "text/dates.h"
#include "write/exports/cited_work.h"
#include "write/exports/iri.h"
#include "write/exports/mention_words.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

std::string_view AuthorType(SourceType type) {
  switch (type) {
    case SourceType::kPersonNamed:
    case SourceType::kUnnamedPerson:
      return "Person";
    case SourceType::kOutlet:
    case SourceType::kAgency:
      return "NewsMediaOrganization";
    case SourceType::kOrgNamed:
    case SourceType::kGovernmentBody:
    case SourceType::kUnnamedGroup:
      return "Organization";
    default:
      return "Thing";  // Nobody can tell.
  }
}

class Claims {
 public:
  Claims(const Article& article, JsonArray& items, std::string& out)
      : article_(article), id_(graph::ArticleId(article.document)), items_(items), out_(out) {
    for (const Reference& reference : article.references) {
      references_.emplace(reference.id, &reference);
    }
    for (const Resolution& resolution : article.resolutions) {
      resolutions_.emplace(resolution.reference, &resolution);
    }
  }

  void Write() {
    for (const Mention& mention : article_.mentions) {
      const auto* said = std::get_if<AttributionParts>(&mention.parts);
      const bool asserts =
          said != nullptr && said->source && said->factuality == Factuality::kAsserted;
      const bool shows = std::holds_alternative<EmbedParts>(mention.parts);
      const std::string words = Plain(TakenWords(article_.document, mention));
      if (!mention.chrome && (asserts || shows) && !words.empty()) {
        items_.AddTo(out_, [&](json::Writer& w) { WriteClaim(w, mention, words); });
      }
    }
  }

 private:
  void WriteClaim(json::Writer& w, const Mention& mention, std::string_view words) const {
    const auto* said = std::get_if<AttributionParts>(&mention.parts);
    const auto* embed = std::get_if<EmbedParts>(&mention.parts);
    const auto reference = references_.find(mention.refers.reference);
    w.BeginObject();
    w.Field("@id", IriOf("claim:" + id_ + "#" + mention.id));
    w.Field("@type", "Claim");
    w.Field("text", words);
    w.Key("author");
    w.BeginObject();
    w.Field("@type", said == nullptr ? "Thing" : AuthorType(said->source_type));
    const bool resolved = said != nullptr && !mention.refers.name.empty();
    w.Field("name",
            Plain(resolved ? mention.refers.name : SourceWords(article_.document, mention)));
    if (reference != references_.end() && !reference->second->outlet.wikidata.empty()) {
      w.FieldUnlessEmpty(
          "sameAs", SafeUrl("https://www.wikidata.org/wiki/" + reference->second->outlet.wikidata));
    }
    w.EndObject();
    const IsoDate& date = said != nullptr ? said->date : embed->date;
    w.FieldUnlessEmpty("datePublished", text::StartOf(date) ? date : "");
    WriteAppearance(w);
    if (reference != references_.end()) {
      WriteFirstAppearance(w, *reference->second);
    }
    w.EndObject();
  }

  void WriteAppearance(json::Writer& w) const {
    const Metadata& about = article_.document.metadata;
    w.Key("appearance");
    w.BeginObject();
    w.Field("@type", "NewsArticle");
    w.Field("@id", IriOf(id_));
    w.FieldUnlessEmpty(
        "url", SafeUrl(about.canonical_url.known() ? about.canonical_url.value : about.url.value));
    w.FieldUnlessEmpty("headline", Plain(about.title.value));
    w.FieldUnlessEmpty("datePublished", text::StartOf(about.published.value.substr(0, 10))
                                            ? about.published.value
                                            : "");
    if (about.publisher.known()) {
      w.Key("publisher");
      w.BeginObject();
      w.Field("@type", "NewsMediaOrganization");
      w.Field("name", Plain(about.publisher.value));
      w.EndObject();
    }
    w.EndObject();
  }

  // Where a post, or the outlet's story that was chosen, stands.
  void WriteFirstAppearance(json::Writer& w, const Reference& reference) const {
    const bool is_post = reference.kind == ReferenceKind::kPost;
    const auto found = resolutions_.find(reference.id);
    if (found == resolutions_.end() || (!is_post && reference.kind != ReferenceKind::kStory)) {
      return;
    }
    const std::string url = SafeUrl(found->second->final_url);
    if (url.empty()) {
      return;
    }
    w.Key("firstAppearance");
    w.BeginObject();
    w.Field("@type", is_post ? "SocialMediaPosting" : "NewsArticle");
    w.Field("url", url);
    w.FieldUnlessEmpty("headline", Plain(found->second->title));
    w.EndObject();
  }

  const Article& article_;
  std::string id_;
  JsonArray& items_;
  std::string& out_;
  std::unordered_map<std::string_view, const Reference*> references_;
  std::unordered_map<std::string_view, const Resolution*> resolutions_;
};

}  // namespace

std::string Claimreview::Add(const Article& article, const CitationGraph& /*graph*/) {
  std::string out;
  Claims(article, items_, out).Write();
  return out;
}

}  // namespace ibid::write
