#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cache/sqlite.h"
#include "ibid/instant.h"

// Which exchanges a question or a clean-up is about.
namespace ibid::cache {

// All that is set must hold; what is not set does not count.
struct Selection {
  std::string host;      // This host and those below it: "example.org" is www.example.org's, too.
  std::string outcomes;  // Any of them, separated by commas: "404", "5xx", Name(Failure), "304".
  std::optional<Instant> before;  // Asked before this.
  std::optional<Instant> since;   // Asked then or later.
};

// One exchange without its body and headers.
struct Listed {
  std::int64_t seq = 0;
  std::string id;
  std::string method;
  std::string url;
  int status = 0;
  std::string failure;  // Name(Failure), "none" where there is an answer.
  Instant at{};
  std::int64_t elapsed_ms = 0;
  std::int64_t body_bytes = 0;  // Before compression.
  bool cited = false;           // Evidence of a stored resolution.
  std::optional<Instant> reusable_until;
};

// The name that `outcomes` knows an exchange by: its failure, else its status.
std::string OutcomeOf(const Listed& listed);

// Calls `take` with each, by time, as long as it returns true. False: the database's failure() says
// why.
bool List(Database& db, const Selection& selection, const std::function<bool(const Listed&)>& take);

struct Pruned {
  std::int64_t exchanges = 0;
  std::int64_t bodies = 0;
  std::int64_t bytes = 0;  // Of bodies as they are stored.
  bool more = false;       // There are others left that fit.
};

// Takes away, oldest first, at most `max` of the selected exchanges that no stored resolution
// cites, and the bodies that nothing needs any more. The 304 that confirmed a cited answer counts
// as cited. Inside the caller's transaction. None: the database's failure() says why.
std::optional<Pruned> PruneSome(Database& db, const Selection& selection, std::int64_t max);

// Bytes in use, without pages that are free.
std::optional<std::int64_t> UsedBytes(Database& db);

}  // namespace ibid::cache
