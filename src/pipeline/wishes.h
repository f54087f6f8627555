#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ibid/article.h"
#include "ibid/instant.h"
#include "ibid/session.h"
#include "net/exchange_store.h"
#include "net/task.h"
#include "net/web.h"
#include "resolve/resolve.h"

// What the wishes of one article mean for what is asked.
namespace ibid::pipeline {

// The options of the run, narrowed by them. Pure.
WebOptions Narrowed(WebOptions options, const Wishes& wishes);

// What was found out before this is asked anew. None: what still stands is good.
std::optional<Instant> OldBefore(const WebOptions& options, Instant now);

// What resolving is told of the run, and (the second) of the article. Pure.
resolve::ResolveOptions ResolveOptionsOf(const WebOptions& options);
resolve::ResolveOptions ResolveOptionsOf(const WebOptions& options, const Article& article);

// The web, asked anew where the newest exchange of the request is older than `since`. Loop's
// thread.
class AnewWeb final : public net::Web {
 public:
  // `store` may be null: nothing is known then. Both outlive it.
  AnewWeb(net::Web& web, net::ExchangeStore* store, Instant since)
      : web_(web), store_(store), since_(since) {}

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return web_.Now(); }

 private:
  net::Web& web_;
  net::ExchangeStore* store_;
  Instant since_;
};

// FetchPage (fetch.h), through it where there is a `since`.
net::Task<Result<FetchedPage>> FetchPageSince(std::string url, std::uint64_t body_bytes_max,
                                              net::Web& web, net::ExchangeStore* store,
                                              std::optional<Instant> since);

}  // namespace ibid::pipeline
