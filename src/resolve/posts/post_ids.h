#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"

// Posts' ids that are times: a platform counts milliseconds, microseconds or seconds since some
// beginning and shifts them to the left (twitter-archive/snowflake; Mastodon's
// lib/mastodon/snowflake; atproto's TIDs, in base 32). So a date bounds the id, and what archives
// hold of an account can be asked for by the beginning of its ids. Pure.
namespace ibid::resolve {

struct IdRange {
  std::uint64_t low = 0;   // The first id of it.
  std::uint64_t high = 0;  // One past the last.

  bool Contains(std::uint64_t id) const { return low <= id && id < high; }
};

// The ids of a UTC day, `offset` days from `date`; none where the date has no day, the platform's
// ids are no times, or were none yet (X before 2010-11-05).
std::optional<IdRange> IdsOfDay(std::string_view platform, const IsoDate& date, int offset = 0);

// What ids of the range begin with: prefixes that together cover it, few of them; the middle of
// the range first, its edges last.
std::vector<std::string> PrefixesOf(std::string_view platform, IdRange range);

std::optional<std::uint64_t> ParseId(std::string_view platform, std::string_view id);

// Where archives hold the posts of an account, without scheme, up to the id
// ("twitter.com/cfr_org/status/"); empty where the platform or the account gives none.
std::string PlaceOfPosts(std::string_view platform, std::string_view account);

// Whether a post without its id can be looked for at all.
bool CanFindLost(std::string_view platform);

}  // namespace ibid::resolve
