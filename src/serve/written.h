#pragma once

#include <string>
#include <string_view>

#include "ibid/result.h"
#include "serve/message.h"
#include "serve/target.h"
#include "write/write.h"

namespace ibid::serve {

// The format that the query wants; kUsage where there is none of that name, or (`many`) none that
// is written of many articles as one.
Result<write::Format> FormatOf(const Query& query, std::string_view otherwise, bool many);

// What was written, as an answer; `name` is that of a file that it is saved to.
ResponsePtr Written(std::string body, write::Format format, const std::string& name);

}  // namespace ibid::serve
