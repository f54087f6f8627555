#pragma once

#include <cstdint>
#include <string>

#include "ibid/result.h"
#include "ibid/session.h"
#include "net/task.h"
#include "net/web.h"

namespace ibid::pipeline {

// The page that a URL leads to, redirects followed. kInput, with the reason, where that is no page:
// refused, not found, over the limit.
net::Task<Result<FetchedPage>> FetchPage(std::string url, std::uint64_t body_bytes_max,
                                         net::Web& web);

}  // namespace ibid::pipeline
