#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "resolve/pages/hops.h"
#include "resolve/pages/sibling.h"
#include "resolve/pages/signals.h"
#include "url/url.h"

namespace ibid::resolve {

// How far an answer of 200 looks like a page about a missing work (a soft 404), by signs with
// weights for and against.
struct Absence {
  int score = 0;                     // From kMissing on the work is missing.
  bool doubtful = false;             // Not decided, and a sibling would tell more.
  std::vector<std::string> reasons;  // Those for it, the heaviest first.

  static constexpr int kMissing = 70;
};

// Pure. `from` is where the work was said to be, `redirected` whether the chain led elsewhere;
// `sibling` is null where none was asked.
Absence WeighAbsence(const Chain& chain, const std::vector<Signal>& signals,
                     const std::optional<url::Url>& from, bool redirected, const Sibling* sibling);

// Whether the page says anywhere, to people or to programs, that something is missing.
bool SaysMissing(const Page& page, const std::vector<Signal>& signals);

// How many words of the page's title, or first heading, its address has too. An error page may
// repeat the address: what looks like one is no title.
std::size_t WordsOfAddress(const Page& page, const url::Url& from);

// How far the page looks like the work that the address names, whatever the status says: its
// title's words are in the address, and it is dated, or long.
bool LooksLikeTheWork(const Page& page, const std::vector<Signal>& signals, const url::Url& from);

}  // namespace ibid::resolve
