#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "net/loop.h"
#include "net/robots.h"
#include "net/web.h"

namespace ibid::net {

// The web for who asked to be bound by robots.txt (RFC 9309): each origin's is asked first, once in
// a run, and what it does not allow is not asked but refused. Up to five redirects are followed. An
// origin without robots.txt (4xx, or redirects without end) allows everything; one that cannot say
// (5xx, a time-out, no HTTP) allows nothing. Where an origin cannot be reached at all, the request
// goes on to fail in the same way. An answer older than a day is asked for again.
//
// The interfaces of services that have a row in data/services.tsv are no pages that a crawler
// finds: they are asked as their row says. Loop's thread.
class RobotsWeb final : public Web {
 public:
  static constexpr std::string_view kProduct = "ibid";  // The token that robots.txt may name.

  // Both outlive it.
  RobotsWeb(Loop& loop, Web& web) : loop_(loop), web_(web) {}

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return web_.Now(); }

 private:
  struct Origin {
    bool known = false;
    RobotsRules rules;
    std::vector<std::pair<HttpRequest, Done>> waiting;
  };

  void Decide(const Origin& origin, HttpRequest request, Done done);

  Loop& loop_;
  Web& web_;
  std::map<std::string, Origin> origins_;  // By "https://example.org:443".
};

}  // namespace ibid::net
