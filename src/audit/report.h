#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/link.h"
#include "ibid/instant.h"
#include "ibid/resolution.h"
#include "ibid/result.h"

// What an audit found: values, and the one way to read them. Every format is written from this.
namespace ibid::audit {

// What is to be thought of a link: its verdict, after --accept.
enum class Standing : std::uint8_t {
  kOk,        // Readers get there, or what came is accepted.
  kWarn,      // They do, and the link should be corrected (moved for good, a fragment that is not
              // there); or --accept says so.
  kFail,      // They do not.
  kUnknown,   // Not known: blocked, a time-out of ours, offline.
  kExcluded,  // Not asked, and not to be: mail, --exclude, a private address.
  kOpen,      // Not asked yet: the audit was interrupted.
};

// What is different from the last audit of this name. Each link has the first that fits.
enum class Change : std::uint8_t {
  kNone,
  kNewFailure,  // Did not fail; now it does.
  kHealed,      // Failed; now it does not.
  kNewlyMoved,  // Moved, or moved elsewhere than the last time.
  kNewLink,     // Was not there. (A new link that fails is a new link; its standing says the rest.)
  kGoneLink,    // Was there; stands on no page now. Its findings are those of the last audit.
};

struct AuditedLink {
  std::string url;   // As FoundLink::url; where that is empty, `written` of its first place.
  std::string host;  // Without port; empty where there is none.
  Standing standing = Standing::kOpen;
  Change change = Change::kNone;

  Verdict verdict = Verdict::kNotChecked;
  std::vector<std::string> reasons;  // For people, strongest first; never empty.
  int status = 0;                    // Of the last answer; 0 where there is none.
  History history;                   // Over all audits and checks: failing, dead, since when.
  std::optional<Instant> checked_at;

  std::string final_url;        // Where its redirects ended; empty where nothing was asked.
  bool moved_for_good = false;  // Every redirect on the way says that it is permanent, and what is
                                // there is the work: `final_url` may be written in its place.
  std::string title;            // Of the page there.
  std::string archived_url;     // A copy that shows the work, for a link that fails; may be empty.
  std::optional<Instant> archived_at;
  std::vector<std::string>
      missing_fragments;  // With --include-fragments: those that are not there.

  std::vector<Place> places;  // In the order of reading, at most kPlacesMax; of a gone link none.
  std::size_t places_total = 0;  // All of them.
};
// A link on every page of a site is not worth 100,000 places in memory. ForEachPlace has them all.
inline constexpr std::size_t kPlacesMax = 100;

struct HostSummary {
  std::string host;
  std::size_t links = 0;
  std::map<Standing, std::size_t> standings;  // Those that are not 0.
  std::size_t dead = 0;                       // By history.
};

// An input, or a file below one, that could not be read.
struct Unreadable {
  std::string input;
  std::string why;  // For people; names the input.
};

struct Summary {
  std::string name;
  Instant started_at{};
  std::optional<Instant> finished_at;  // None: interrupted; --resume goes on.
  std::optional<Instant> before;       // When the audit that it is compared with was finished.
  std::size_t pages = 0;               // That were read.
  std::size_t places = 0;
  std::size_t links = 0;  // Different ones, gone links not counted.
  std::map<Standing, std::size_t> standings;
  std::map<Verdict, std::size_t> verdicts;  // Of links that were asked.
  std::map<Change, std::size_t> changes;    // Empty without `before`.
  std::size_t failing = 0;                  // By history, and not dead.
  std::size_t dead = 0;                     // By history.
  std::vector<Unreadable> unreadable;       // At most kUnreadableMax.
  std::size_t unreadable_total = 0;
};
inline constexpr std::size_t kUnreadableMax = 1000;

// One audit, finished or as far as it came. Reads from the disk as it goes along; constant memory.
// Each function may be called any number of times; the order is the same in each run that found
// the same.
class Report {
 public:
  virtual ~Report() = default;

  virtual const Summary& summary() const = 0;

  // Links in the order in which they were first found, then gone links; `take` says false where no
  // more is wanted. Errors: kStorage.
  virtual Result<void> ForEachLink(const std::function<bool(const AuditedLink&)>& take) = 0;
  // The same of those that `wanted` says of a link without its places: theirs alone are looked up.
  virtual Result<void> ForEachLinkThat(const std::function<bool(const AuditedLink&)>& wanted,
                                       const std::function<bool(const AuditedLink&)>& take) {
    return ForEachLink([&](const AuditedLink& link) { return !wanted(link) || take(link); });
  }

  // Every place, in the order of reading: page after page, in each as they stand. `link` is without
  // its places, and the same object for no longer than the call.
  virtual Result<void> ForEachPlace(
      const std::function<bool(const Place&, const AuditedLink& link)>& take) = 0;

  // Hosts with most failing links first, then most unknown, then by name.
  virtual Result<void> ForEachHost(const std::function<bool(const HostSummary&)>& take) = 0;
};

std::string_view Name(Standing);  // "ok", "warn", "fail", "unknown", "excluded", "open"
std::string_view Name(Change);    // "none", "new_failure", ..., "new_link", "gone_link"

}  // namespace ibid::audit
