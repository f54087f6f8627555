#pragma once

#include "resolve/inquiry.h"

namespace ibid::resolve {

// What an outlet is said to have reported: looked for among the article's own links to that outlet,
// then in the outlet's index of the days around, and scored by words and date. The best one where
// it is good enough and clearly ahead, else unknown with the candidates.
net::Task<Resolution> ResolveStory(Inquiry& inquiry, Reference reference);

}  // namespace ibid::resolve
