#pragma once

#include "ibid/article.h"

namespace ibid::pipeline {

// Trouble on our side is ours, and nobody is to be called dead for it: verdicts of dns_failure,
// connect_failure and timeout become unknown, with the reason, where it is this machine's name
// service or network that seems to be at fault. That is so
//
// - where not one host of the run answered, and of the two or more that were asked one had no
//   address;
// - for what was asked after the last answer of the run, where two or more hosts were, and one of
//   them had answered before.
//
// Names under .invalid prove nothing (RFC 6761, 6.4). Does nothing otherwise.
void BlameNobodyForOwnTrouble(Article& article);

}  // namespace ibid::pipeline
