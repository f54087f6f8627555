#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ibid/resolution.h"
#include "ibid/session.h"

// What the checks of one thing add up to. Pure.
namespace ibid::pipeline {

// One earlier look.
struct PastCheck {
  Instant at{};  // Resolution::checked_at
  Verdict verdict = Verdict::kUnknown;
};

enum class Look : std::uint8_t {
  kFound,      // The work, or something of its own that stands before it (a paywall), was there.
  kMissed,     // It was not: a verdict that IsDead, or no proper answer.
  kUndecided,  // We were not let in, or did not ask: says nothing of the work.
};
Look LookOf(Verdict verdict);

// The verdict of that name, as a cache has it; names of a newer program say nothing to this one:
// kUnknown.
Verdict VerdictNamed(std::string_view name);

// The history with `now` as its newest check; `past` in any order, at most kPastMax of it counts,
// the newest. One success heals. A verdict counts as the failure it is even where an origin is
// definite about it (410, "this post was deleted"): definite answers have been wrong for days, too.
// `next_check` is not set here.
inline constexpr std::size_t kPastMax = 1000;
History Judge(std::vector<PastCheck> past, const Resolution& now, const DeathRule& rule);

}  // namespace ibid::pipeline
