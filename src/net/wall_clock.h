#pragma once

#include "ibid/instant.h"

namespace ibid::net {

// What time it is. For loops, and for programs that note when they were asked for something.
Instant WallClock();

}  // namespace ibid::net
