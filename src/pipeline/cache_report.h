#pragma once

#include <string>
#include <vector>

#include "ibid/result.h"

namespace ibid::pipeline {

// What `ibid cache` says, for people; errors as those of the cache.
Result<std::string> DescribeCache(const std::string& path);
// Empty where all is well; else what is wrong, a line each.
Result<std::vector<std::string>> VerifyCache(const std::string& path);

}  // namespace ibid::pipeline
