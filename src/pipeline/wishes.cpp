#include "pipeline/wishes.h"

#include <algorithm>
#include <utility>

#include "pipeline/fetch.h"
#include "pipeline/link_words.h"
#include "pipeline/quoted.h"
#include "resolve/pages/page.h"

namespace ibid::pipeline {

WebOptions Narrowed(WebOptions options, const Wishes& wishes) {
  options.offline = options.offline || wishes.offline;
  options.third_parties = options.third_parties && wishes.third_parties;
  options.archived_copies = options.archived_copies && wishes.archived_copies;
  if (wishes.newer_than) {
    options.newer_than =
        std::min(options.newer_than.value_or(*wishes.newer_than), *wishes.newer_than);
  }
  return options;
}

std::optional<Instant> OldBefore(const WebOptions& options, Instant now) {
  return options.newer_than ? std::optional(now - *options.newer_than) : std::nullopt;
}

resolve::ResolveOptions ResolveOptionsOf(const WebOptions& options) {
  resolve::ResolveOptions out;
  out.third_parties = options.third_parties;
  out.archived_copies = options.archived_copies;
  out.keys = options.secrets.keys;
  for (const std::string& text : options.archives) {
    if (std::optional<resolve::Archive> archive = resolve::ParseArchive(text)) {
      out.archives.push_back(*std::move(archive));
    }
  }
  return out;
}

resolve::ResolveOptions ResolveOptionsOf(const WebOptions& options, const Article& article) {
  const Metadata& about = article.document.metadata;
  resolve::ResolveOptions out = ResolveOptionsOf(options);
  out.article_date = about.published.value.substr(0, 10);
  out.article_url = about.canonical_url.known() ? about.canonical_url.value : about.url.value;
  out.article_title = about.title.value;
  out.quotes = QuotesOf(article);
  out.article_text =
      resolve::Shingles(resolve::RunningText(resolve::ReadableText(article.document)));
  out.link_words = LinkWords(article);
  for (const Reference& reference : article.references) {
    if (reference.kind == ReferenceKind::kUrl && !reference.url.empty()) {
      out.article_links.push_back(reference.url);
    }
  }
  return out;
}

void AnewWeb::Ask(HttpRequest request, Done done) {
  const ExchangePtr known = store_ == nullptr ? nullptr : store_->FindAny(request);
  request.fresh = request.fresh || known == nullptr || known->at < since_;
  web_.Ask(std::move(request), std::move(done));
}

net::Task<Result<FetchedPage>> FetchPageSince(std::string url, std::uint64_t body_bytes_max,
                                              net::Web& web, net::ExchangeStore* store,
                                              std::optional<Instant> since) {
  AnewWeb anew(web, store, since.value_or(Instant()));
  co_return co_await FetchPage(std::move(url), body_bytes_max,
                               since ? static_cast<net::Web&>(anew) : web);
}

}  // namespace ibid::pipeline
