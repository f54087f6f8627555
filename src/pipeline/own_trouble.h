#pragma once

#include "ibid/article.h"

namespace ibid::pipeline {

// Where not one host of a run answered, and two or more had no address, it is this machine's name
// service or network that is at fault, and nobody is to be called dead for it: verdicts of
// dns_failure become unknown, with the reason. Names under .invalid prove nothing (RFC 6761, 6.4).
// Does nothing otherwise.
void BlameNobodyForOwnTrouble(Article& article);

}  // namespace ibid::pipeline
