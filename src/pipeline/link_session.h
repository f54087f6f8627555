#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "cache/cache.h"
#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "ibid/result.h"
#include "ibid/session.h"

namespace ibid::pipeline {

// A session for who asks after links that stand in no article, as an audit does, and keeps what is
// found by himself.
class LinkSession : public Session {
 public:
  // As Session::Open.
  static Result<std::unique_ptr<LinkSession>> Open(const WebOptions& options,
                                                   std::function<void(const Error&)> trouble);

  struct Question {
    Reference reference;
    std::string words;   // What is linked, as resolve::ResolveOptions::link_words has it.
    bool copies = true;  // Also ask archives for copies of what is dead.
  };
  // Asks after one reference; `done` is called from within WorkWhile. Nothing but exchanges is
  // kept, and the history is empty. Where the run is being stopped, what comes is no finding.
  virtual void Ask(Question question, std::function<void(Resolution)> done) = 0;
  // What all checks of the thing add up to, `found` as the newest.
  virtual History HistoryOf(const Reference& reference, const Resolution& found) = 0;

  // The same as BeginFetch, by the leave of robots.txt.
  virtual void BeginCrawl(std::string url, std::uint64_t body_bytes_max, Fetched done) = 0;

  // What was asked then or later counts as asked in this run (net::CachePolicy::look_since). An
  // interrupt then gives what is under way some seconds to come in, so that it need not be asked
  // again by who goes on.
  virtual void SetLookSince(Instant at) = 0;

  // Null where there is none, or where nothing may be written to it.
  virtual cache::Cache* WritableCache() = 0;
  // An exchange of this run, by its id; null where it is not kept.
  virtual ExchangePtr Find(std::string_view exchange) = 0;
  virtual Instant Now() const = 0;
  virtual std::uint64_t requests() const = 0;  // Sent so far.
};

// A URL as a reference, by the rules of links in an article.
Reference ReferenceOf(const std::string& url);

}  // namespace ibid::pipeline
