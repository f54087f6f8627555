#pragma once

#include <functional>

#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "net/exchange_store.h"
#include "net/freshness.h"

namespace ibid::net {

// RFC 9111 for one client: what is asked, and what an answer makes of what is stored. It decides;
// LiveWeb carries out. Loop's thread only.
//
// As a private cache that hands answers to a program it differs from one on the wire: it writes no
// Age (an Exchange has its time), neither asks for ranges nor answers requests for them, and
// answers no conditional request by itself.
class HttpCache {
 public:
  // `store` outlives this; null: nothing is stored.
  HttpCache(ExchangeStore* store, CachePolicy policy) : store_(store), policy_(policy) {}

  void set_look_since(Instant at) { policy_.look_since = at; }

  struct Plan {
    ExchangePtr answer;  // Answers the request; null: the web is to be asked.
    bool renew = false;  // Ask all the same, for the next time (stale-while-revalidate).
    ExchangePtr stored;  // What `validators` are of, and what may stand in for an error; or null.
    Headers validators;  // To be sent beside the request's own headers.
  };
  Plan PlanFor(const HttpRequest& request, Instant now) const;

  // An attempt that is followed by another one: evidence, and no answer.
  void NoteAttempt(const HttpRequest& request, Exchange attempt);

  // Takes in what came of asking `request` by `plan`; `done` gets the answer when it is committed.
  // That is `answer` itself (without the validators in its request: they are ours, as
  // Accept-Encoding is), or, after a 304, the stored answer with its headers brought up to date
  // (4.3.4), or, where the origin lets it stand in for an error, the stored answer (RFC 5861, 4).
  // The 304 and the error are evidence then. A 304 is taken as being of the one answer that was
  // asked about, whatever ETag it has. A successful answer to an unsafe method ends the reuse of
  // what it may have changed (4.4).
  void Settle(const Plan& plan, const HttpRequest& request, Exchange answer,
              std::function<void(ExchangePtr)> done);

 private:
  ExchangePtr OfThisLook(const HttpRequest& request) const;
  Reuse ReuseOf(const Exchange& exchange, const HttpRequest& request) const;
  bool StandsIn(const Plan& plan, const Exchange& answer) const;
  void InvalidateAfter(const Exchange& exchange);
  void Keep(ExchangePtr exchange, Reuse reuse, std::function<void()> committed);

  ExchangeStore* store_;
  CachePolicy policy_;
};

// Takes away what is nobody's business: who asks (Authorization, Proxy-Authorization, Cookie), and
// what is posted.
void HideSecrets(HttpRequest& request);

// The stored answer as a 304 confirms it: its body, its status, its headers replaced by those of
// the 304 as RFC 9111, 3.2 says, the time of the 304. Sealed.
Exchange Freshened(const Exchange& stored, const Exchange& not_modified);

}  // namespace ibid::net
