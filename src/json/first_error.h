#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::json {

// Where the text stops being JSON (RFC 8259): the offset of the first byte that no JSON text could
// have there, or text.size() where it is cut off, and also where all of it is JSON. Asked after a
// parser has said no without saying where. Linear, no recursion.
std::size_t FirstError(std::string_view json);

}  // namespace ibid::json
