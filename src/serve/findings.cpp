#include "serve/findings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "json/writer.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::serve {
namespace {

constexpr std::size_t kWordsBytesMax = 4U << 20U;

std::string VerdictsOf(const Article& article) {
  std::map<std::string_view, std::int64_t> counts;
  for (const Resolution& resolution : article.resolutions) {
    ++counts[Name(resolution.verdict)];
  }
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  for (const auto& [name, count] : counts) {
    writer.Field(name, count);
  }
  writer.EndObject();
  return out;
}

void AddHost(std::string_view address, std::set<std::string, std::less<>>& hosts) {
  if (const std::optional<url::Url> url = url::Url::Parse(address); url && url->is_http()) {
    hosts.emplace(url->host());
  }
}

}  // namespace

cache::CheckOutcome OutcomeOf(const Article& article) {
  const Metadata& about = article.document.metadata;
  cache::CheckOutcome out;
  out.title = about.title.value;
  out.publisher = about.publisher.value;
  out.published = about.published.value;
  out.url = about.canonical_url.known() ? about.canonical_url.value : about.url.value;
  out.references = static_cast<std::int64_t>(article.references.size());
  for (const Resolution& resolution : article.resolutions) {
    out.failing += resolution.history.state == LinkState::kFailing ? 1 : 0;
    out.dead += resolution.history.state == LinkState::kDead ? 1 : 0;
  }
  out.verdicts = VerdictsOf(article);
  return out;
}

cache::CheckWords WordsOf(const Article& article, const std::string& given) {
  std::set<std::string, std::less<>> hosts;
  for (const Reference& reference : article.references) {
    AddHost(reference.url, hosts);
  }
  for (const Resolution& resolution : article.resolutions) {
    AddHost(resolution.final_url, hosts);
  }
  const cache::CheckOutcome outcome = OutcomeOf(article);
  cache::CheckWords out;
  out.source = given + " " + outcome.url + " " + outcome.publisher;
  for (const std::string& host : hosts) {
    out.hosts.append(out.hosts.empty() ? "" : " ").append(host);
  }
  const std::string& text = article.document.text;
  out.text = text.substr(0, text::BoundaryBefore(text, std::min(text.size(), kWordsBytesMax)));
  return out;
}

}  // namespace ibid::serve
