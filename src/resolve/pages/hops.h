#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "resolve/inquiry.h"
#include "resolve/pages/page.h"
#include "url/url.h"

namespace ibid::resolve {

inline constexpr std::size_t kHopsMax = 20;

// Where a chain of hops may stop before its end.
enum class StopAt : std::uint8_t {
  kEnd,   // Where nothing sends on.
  kPost,  // At a social post of a platform that is asked in another way: its page is not fetched.
  kPostOrSite,  // The same, and at the first URL that is no shortener's: only where it leads
                // counts.
};

// A chain of hops as it was found.
struct Chain {
  enum class End : std::uint8_t {
    kAnswered,  // `last` is the final answer, whatever it says.
    kPost,      // Stopped at `post`, its page was not asked.
    kSite,      // Stopped at a URL that is no shortener's, not asked.
    kCircle,
    kTooMany,
    kRefused,  // Sent on to something that is no web address.
  };

  End end = End::kAnswered;
  std::vector<Hop> hops;
  std::string final_url;   // The last hop's URL, or what it is sent on to where that was not asked.
  std::size_t origin = 0;  // The first hop that is no shortener, wrapper or media code.
  bool unsafe_warning = false;  // A shortener warned of the target.
  ExchangePtr last;             // Null where nothing was asked.
  Page page;                    // Of `last`.
  std::optional<url::PostAddress> post;
  std::optional<url::Unwrapped> archived;  // The first URL was an archive's: what it is a copy of.
};

// Follows from `start`, one hop at a time. `via` is how the caller came to `start`.
net::Task<Chain> Follow(Inquiry& inquiry, std::string start, HopVia via, StopAt stop);

}  // namespace ibid::resolve
