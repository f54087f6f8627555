#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cache/checks.h"
#include "ibid/result.h"
#include "serve/message.h"

// What somebody wants checked, read from a request.
namespace ibid::serve {

// Whether a new check may come with such a body. None of them is one that a page's form can send.
bool IsTaken(std::string_view media_type);

// Errors: kUsage: the query makes no sense; kInput: the body does not.
Result<cache::CheckInput> ReadNewCheck(const Request& request, std::uint64_t input_bytes_max);

// How the same is to be checked again: as it was, but for what the body says, where there is one.
// kInput: it makes no sense.
Result<std::string> ReadAgain(const Request& request, std::string_view wishes_before);

}  // namespace ibid::serve
