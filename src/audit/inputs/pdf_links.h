#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/result.h"

namespace ibid::audit {

// The addresses that a PDF links, each once, and those that stand in its text. Errors name it.
Result<std::vector<std::string>> PdfLinks(std::string_view bytes, const std::string& name,
                                          std::uint64_t bytes_max);

}  // namespace ibid::audit
