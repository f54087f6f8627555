#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ibid/result.h"

// The target of a request (RFC 9112, 3.2.1), read strictly: what is odd is refused, not repaired.
namespace ibid::serve {

// The parameters of a query. Names and values are percent-decoded, "+" is a space, and they are
// UTF-8 without control characters.
class Query {
 public:
  // Error kUsage: a broken escape, bytes that are no UTF-8, a name that is not among `known`, or
  // one that comes twice.
  static Result<Query> Parse(std::string_view query, std::vector<std::string_view> known);

  bool has(std::string_view name) const;
  std::string_view text(std::string_view name) const;  // Empty where it is not there.
  // Error kUsage where it is no whole number from `low` to `high`; `otherwise` where it is not
  // there.
  Result<std::int64_t> number(std::string_view name, std::int64_t low, std::int64_t high,
                              std::int64_t otherwise) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// A number as ids are written, 1 to 2^53; no sign, no leading zero.
std::optional<std::int64_t> IdFrom(std::string_view segment);

// Words for a target's query value.
std::string Encoded(std::string_view words);

}  // namespace ibid::serve
