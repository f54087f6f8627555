#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::net {

// How a host, or one service of it, wants to be asked; a row of data/services.tsv.
struct Service {
  std::string host;
  std::string path;               // Prefix; "/" for all of it.
  int width = 6;                  // Requests at once.
  int per_minute = 0;             // In any 60 s; 0: no limit.
  std::chrono::seconds pause{0};  // After a 429 without Retry-After; 0: such a 429 is final.
};

// The table, in the file's order; read once, when first asked for. Any thread.
const std::vector<Service>& Services();

// The rule for a URL's host and path, or null where it has none of its own.
const Service* ServiceOf(std::string_view host, std::string_view path);

}  // namespace ibid::net
