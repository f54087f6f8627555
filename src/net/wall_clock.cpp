#include "net/wall_clock.h"

#include <chrono>

namespace ibid::net {

Instant WallClock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace ibid::net
