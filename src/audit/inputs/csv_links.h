#pragma once

#include <string>
#include <string_view>

#include "audit/inputs/written_link.h"
#include "ibid/result.h"

namespace ibid::audit {

// The addresses of one column of a CSV text (RFC 4180; also with semicolons or tabs, whichever its
// first record has most of), by the name that the first record gives it, in any case, or its number
// from 1. What a cell holds beside addresses is passed over; a cell that is no address is taken as
// one all the same, so that it can be told. Linear.
// REQUIRES: `text` is valid UTF-8. Error kInput where there is no such column. The value is false
// where `take` has enough.
Result<bool> CsvLinks(std::string_view text, const std::string& column, const TakeWritten& take);

}  // namespace ibid::audit
