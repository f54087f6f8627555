#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/comparison.h"
#include "ibid/instant.h"

namespace ibid {

// What an answer means for the thing that was cited. A closed set; see FORMATS.md for each.
enum class Verdict : std::uint8_t {
  kAlive,
  kMoved,           // Permanent redirect to the same work.
  kRedirectedAway,  // To a home page, a section, a search.
  kSoft404,
  kGone,     // 404, 410
  kDeleted,  // Posts.
  kProtected,
  kSuspended,
  kParked,
  kLegal,    // 451
  kBlocked,  // 401, 403, 429, 999, challenge pages: no evidence of death.
  kLogin,
  kConsent,
  kPaywall,
  kServerError,
  kDnsFailure,
  kConnectFailure,
  kTlsFailure,
  kTimeout,
  kTooLarge,
  kRefused,     // By our own safety rules.
  kOffline,     // Not asked, and not in the cache.
  kNotChecked,  // Nothing to ask: a statement by a person, an agent.
  kUnknown,     // Asked, and the answers do not decide it.
};

enum class HopVia : std::uint8_t {
  kStart,     // The first URL.
  kLocation,  // 3xx with Location.
  kRefresh,   // Refresh header.
  kMetaRefresh,
  kScript,     // location.replace("...") and its kind.
  kUnwrapped,  // Target read out of the URL itself, nothing asked.
  kMediaCode,  // pic.twitter.com/X asked as t.co/X.
  kCapture,    // Where an archived capture of the address before, a dead short link, sent its
               // readers.
};

struct Hop {
  std::string url;
  HopVia via = HopVia::kStart;  // How we came here.
  int status = 0;
  std::string evidence;  // Exchange::id; empty where nothing was asked.
};

// An archived copy.
struct Snapshot {
  std::string url;       // Of the capture, as a browser opens it.
  std::string original;  // What was captured.
  Instant at{};          // When.
  bool valid = false;    // Looked at, and it shows the work, not an error, a login or another page.
  std::string reason;    // Why valid or not.
  std::string evidence;
};

// A possible answer where there is no single certain one.
struct Candidate {
  std::string url;
  std::string title;
  IsoDate date;
  double score = 0;  // 0..1
  std::vector<std::string>
      reasons;  // "words shared: agreement, iran, syria", "published one day before".
  std::string evidence;
  std::vector<std::string> copies;  // Other addresses with nearly the same text, worse or equal.
};

// What a difference may mean: evidence, no verdict.
enum class DifferenceKind : std::uint8_t {
  kAltered,  // The article does not show what the post says.
  kRenamed,  // The same account by another name: names can be changed at any time.
  kEdited,   // The post itself was edited, as the platform says.
};

// Where what the article shows of a post and what the platform says differ.
struct Difference {
  std::string field;  // "text", "author", "account", "date"
  std::string shown;  // In the article.
  std::string actual;
  DifferenceKind kind = DifferenceKind::kAltered;
};

// What the platform, or an archive of it, says of a post.
struct PostFound {
  std::string post_id;
  std::string account;
  std::string author;
  std::string text;
  std::optional<Instant> at;         // From the id itself where it carries one, else as stated.
  std::optional<Instant> edited_at;  // As the platform says; none where it says nothing.
  std::vector<std::string> media;    // URLs of its pictures and videos, at most 16, as given.
  std::string found_by;              // "given", "media_link", "short_link", "archive_search"
  std::vector<Difference> differences;
};

// What the checks of a thing so far add up to. A verdict is one look; it takes several, days apart,
// to call something dead.
enum class LinkState : std::uint8_t {
  kUnknown,  // No look has decided anything yet.
  kOk,       // The last look that decided something found it.
  kFailing,  // It did not; not often enough yet, or not for long enough.
  kDead,     // It did not, so many times, each so many days after the one before.
};

struct History {
  LinkState state = LinkState::kUnknown;
  int failures = 0;  // Since the last success; each of them long enough after the one before.
  std::optional<Instant> failing_since;  // The first failure since the last success.
  std::optional<Instant> last_ok;        // The last success.
  std::optional<Instant> next_check;     // Until then the verdict stands without asking again.
};

struct Resolution {
  std::string reference;  // Reference::id
  Verdict verdict = Verdict::kUnknown;
  std::vector<std::string> reasons;  // For people, strongest first; never empty.
  std::vector<Hop> hops;
  std::string final_url;
  std::string canonical_url;
  std::string title;
  std::string author;
  std::string site;
  IsoDate published;
  std::string text_sha256;  // Of the readable text of the final page.
  std::optional<PostFound> post;
  std::vector<Snapshot> snapshots;    // Best first.
  std::vector<Candidate> candidates;  // Best first.
  std::vector<QuoteCheck> quotes;     // What the article quotes from it, in text order.
  std::optional<Drift> drift;      // Where a capture of the time was compared with the live page.
  std::optional<Overlap> overlap;  // Where page and article are largely the same text.
  // How the page, of another site than the article's, links the article in its text; empty: it does
  // not, or nothing was read.
  std::string links_back;
  std::vector<std::string> evidence;  // Every exchange that this rests on, in the order asked.
  std::optional<Instant> checked_at;  // Of the newest exchange; none where nothing was asked.
  History history;                    // This check included.
};

IBID_API std::string_view Name(Verdict);
IBID_API std::string_view Name(HopVia);
IBID_API std::string_view Name(DifferenceKind);
IBID_API std::string_view Name(LinkState);

// Whether the verdict says that a reader cannot reach the work at this address. Whether it is dead
// is History's to say.
IBID_API bool IsDead(Verdict);

}  // namespace ibid
