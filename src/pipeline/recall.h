#pragma once

#include <optional>
#include <vector>

#include "ibid/article.h"
#include "ibid/instant.h"

// What a check of the same article, a short while ago, found out already.
namespace ibid::pipeline {

// Until when a resolution stands without asking again, from its newest exchange: a day; a week
// where its history says dead, which took many looks to say; ten minutes where it says that nothing
// could be found out (blocked, time-outs, server errors, our own side) and it is not dead. None:
// where nothing was asked there is nothing to remember.
std::optional<Instant> StandsUntil(const Resolution& resolution);

// For each reference of `article` the resolution that `before` has of the very same reference, if
// it still stands at `now` and was found out no earlier than `since`; else nothing. Its
// Resolution::reference is the id in `article`. A reference is the same when all that resolving
// looks at is: key, URLs, words, dates, mentions.
std::vector<std::optional<Resolution>> Recall(const Article& article, const Article& before,
                                              std::optional<Instant> since, Instant now);

}  // namespace ibid::pipeline
