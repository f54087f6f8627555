#include "write/exports/iri.h"

#include <array>

#include "url/url.h"
#include "write/exports/cited_work.h"

namespace ibid::write {
namespace {

struct Term {
  std::string_view name;
  std::string_view iri;
  std::string_view type;  // "@id", a datatype, or empty: a string or number as it is.
};

constexpr std::array kPrefixes = {
    Term{"schema", "http://schema.org/", ""},
    Term{"prov", "http://www.w3.org/ns/prov#", ""},
    Term{"cito", "http://purl.org/spar/cito/", ""},
    Term{"oa", "http://www.w3.org/ns/oa#", ""},
    Term{"xsd", "http://www.w3.org/2001/XMLSchema#", ""},
    Term{"httpvoc", "http://www.w3.org/2011/http#", ""},
    Term{"ibid", "urn:ibid:term:", ""},
};

// Dates are strings where their precision differs; schema.org's Date allows that.
constexpr std::array kTerms = {
    // Works and who is behind them.
    Term{"NewsArticle", "schema:NewsArticle", ""},
    Term{"WebPage", "schema:WebPage", ""},
    Term{"SocialMediaPosting", "schema:SocialMediaPosting", ""},
    Term{"CreativeWork", "schema:CreativeWork", ""},
    Term{"Person", "schema:Person", ""},
    Term{"Organization", "schema:Organization", ""},
    Term{"NewsMediaOrganization", "schema:NewsMediaOrganization", ""},
    Term{"name", "schema:name", ""},
    Term{"headline", "schema:headline", ""},
    Term{"description", "schema:description", ""},
    Term{"inLanguage", "schema:inLanguage", ""},
    Term{"datePublished", "schema:datePublished", ""},
    Term{"dateModified", "schema:dateModified", ""},
    Term{"dateCreated", "schema:dateCreated", ""},
    Term{"url", "schema:url", "@id"},
    Term{"identifier", "schema:identifier", ""},
    Term{"creativeWorkStatus", "schema:creativeWorkStatus", ""},
    Term{"encodingFormat", "schema:encodingFormat", ""},
    Term{"sha256", "schema:sha256", ""},
    Term{"author", "schema:author", "@id"},
    Term{"publisher", "schema:publisher", "@id"},
    Term{"sourceOrganization", "schema:sourceOrganization", "@id"},
    Term{"citation", "schema:citation", "@id"},
    Term{"mentions", "schema:mentions", "@id"},
    Term{"archivedAt", "schema:archivedAt", "@id"},
    // Why a work is cited.
    Term{"cites", "cito:cites", "@id"},
    Term{"includesQuotationFrom", "cito:includesQuotationFrom", "@id"},
    Term{"includesExcerptFrom", "cito:includesExcerptFrom", "@id"},
    // What was asked of the web.
    Term{"Activity", "prov:Activity", ""},
    Term{"Entity", "prov:Entity", ""},
    Term{"Agent", "prov:Agent", ""},
    Term{"SoftwareAgent", "prov:SoftwareAgent", ""},
    Term{"startedAtTime", "prov:startedAtTime", "xsd:dateTime"},
    Term{"used", "prov:used", "@id"},
    Term{"generated", "prov:generated", "@id"},
    Term{"wasGeneratedBy", "prov:wasGeneratedBy", "@id"},
    Term{"wasDerivedFrom", "prov:wasDerivedFrom", "@id"},
    Term{"wasAssociatedWith", "prov:wasAssociatedWith", "@id"},
    Term{"alternateOf", "prov:alternateOf", "@id"},
    Term{"methodName", "httpvoc:methodName", ""},
    Term{"statusCode", "httpvoc:statusCodeValue", ""},
    // Where the words stand.
    Term{"Annotation", "oa:Annotation", ""},
    Term{"TextQuoteSelector", "oa:TextQuoteSelector", ""},
    Term{"TextPositionSelector", "oa:TextPositionSelector", ""},
    Term{"motivation", "oa:motivatedBy", "@id"},
    Term{"body", "oa:hasBody", "@id"},
    Term{"target", "oa:hasTarget", "@id"},
    Term{"source", "oa:hasSource", "@id"},
    Term{"selector", "oa:hasSelector", "@id"},
    Term{"exact", "oa:exact", ""},
    Term{"prefix", "oa:prefix", ""},
    Term{"suffix", "oa:suffix", ""},
    Term{"start", "oa:start", "xsd:nonNegativeInteger"},
    Term{"end", "oa:end", "xsd:nonNegativeInteger"},
    // What only ibid says: fields of ibid/1 under their own names.
    Term{"Edge", "ibid:edge", ""},
    Term{"from", "ibid:from", "@id"},
    Term{"to", "ibid:to", "@id"},
    Term{"redirectsTo", "ibid:redirects_to", "@id"},
    Term{"attributesTo", "ibid:attributes_to", "@id"},
    Term{"kind", "ibid:kind", ""},
    Term{"rule", "ibid:rule", ""},
    Term{"confidence", "ibid:confidence", "xsd:double"},
    Term{"refersTo", "ibid:refers_to", ""},
    Term{"failure", "ibid:failure", ""},
    Term{"factuality", "ibid:factuality", ""},
    Term{"channel", "ibid:channel", ""},
};

}  // namespace

std::string IriOf(std::string_view id) {
  constexpr std::string_view kPage = "url:";
  constexpr std::string_view kStays = "-._~!$&'()*+,;=:@/";
  if (id.starts_with(kPage)) {
    std::string page = SafeUrl(id.substr(kPage.size()));
    // What had to be encoded might meet another id; that one is named by its id.
    if (page == id.substr(kPage.size())) {
      return page;
    }
  }
  std::string out = "urn:ibid:";
  for (const char c : id) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += is_word || kStays.find(c) != std::string_view::npos
               ? std::string(1, c)
               : url::PercentEncode(std::string_view(&c, 1));
  }
  return out;
}

void WriteContext(json::Writer& out) {
  out.BeginObject();
  for (const Term& prefix : kPrefixes) {
    out.Field(prefix.name, prefix.iri);
  }
  for (const Term& term : kTerms) {
    if (term.type.empty()) {
      out.Field(term.name, term.iri);
      continue;
    }
    out.Key(term.name);
    out.BeginObject();
    out.Field("@id", term.iri);
    out.Field("@type", term.type);
    out.EndObject();
  }
  out.EndObject();
}

}  // namespace ibid::write
