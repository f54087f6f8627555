#pragma once

#include <string>

#include "cache/checks.h"
#include "ibid/article.h"

// What is kept of a checked article beside its record. Pure.
namespace ibid::serve {

cache::CheckOutcome OutcomeOf(const Article& article);
// `given` is the check's source.
cache::CheckWords WordsOf(const Article& article, const std::string& given);

}  // namespace ibid::serve
