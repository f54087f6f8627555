#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "audit/report.h"

namespace ibid::audit {

// What is to be written instead of an address.
struct Replacement {
  enum class Why : std::uint8_t {
    kMoved,     // For good; `url` is where it went.
    kArchived,  // It is not there; `url` is a copy.
  };
  Why why = Why::kMoved;
  std::string url;
  std::string day;  // Of the copy, "2015-09-28".
};

// None where nothing is wrong, nothing better is known, or the address is that of a copy already.
std::optional<Replacement> ReplacementOf(const AuditedLink& link);

}  // namespace ibid::audit
