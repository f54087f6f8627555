#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::warc {

// Where a record can be read again: a place from which the file can be opened, and how many records
// are to be passed over there (more than 0 only where one gzip member holds several).
struct Position {
  std::uint64_t offset = 0;
  std::uint64_t records = 0;
};

// One record of a WARC file (ISO 28500:2017, WARC 1.1), or of an ARC file told in its terms: what
// ARC calls "filedesc" is a warcinfo, everything else a response.
struct Record {
  std::string version;  // "1.0", "1.1", "arc".
  std::string type;     // "response", "request", "metadata", "revisit", "resource", "warcinfo", ...
  Headers headers;      // The named fields, in order; for ARC those that it has.
  std::string block;
  bool complete = true;  // False: the file ends before the block does, or it was over the limit.
  Position at;

  // A named field's first value, without the angle brackets that it may have; empty where absent.
  std::string_view Field(std::string_view name) const;
  std::string_view id() const { return Field("WARC-Record-ID"); }
  std::string_view target_uri() const { return Field("WARC-Target-URI"); }
  std::optional<Instant> date() const;
};

// WARC-Date: W3C date and time (1.0), also with less or more precision (1.1), and the 14 digits of
// ARC and archive URLs. None where it is no date.
std::optional<Instant> ParseDate(std::string_view text);
// "2016-01-11T23:24:25Z", with milliseconds only where there are some.
std::string FormatDate(Instant at);

}  // namespace ibid::warc
