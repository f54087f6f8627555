#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "ibid/result.h"
#include "pdf/contents.h"
#include "pdf/limits.h"

namespace ibid::pdf {

// Runs ibid-pdf on the bytes of a PDF and reads what it says. `program` is its path; empty: beside
// the running program, in ../libexec/ibid from there, or where it was to be installed. Errors are
// of this machine (kInternal: no such program, no more processes); a file that crashes the reader
// or takes too long is kPart or kDamaged with the reason. Blocks, at most `time_max`. Any thread
// may call.
Result<Contents> Extract(std::string_view bytes, const std::string& program,
                         std::chrono::milliseconds time_max = kTimeMax);

}  // namespace ibid::pdf
