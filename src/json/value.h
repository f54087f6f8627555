#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ibid/result.h"

// Reading JSON. The only home of simdjson, which no header names.
namespace ibid::json {

// A JSON value, owned. Lookups that do not fit (a member of a number) give null, so that a chain of
// them over a stranger's answer needs one check at its end.
class Value {
 public:
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_object() const { return kind_ == Kind::kObject; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_string() const { return kind_ == Kind::kString; }

  // The member, or a null value. With twins the first counts.
  const Value& operator[](std::string_view key) const;
  // The element, or a null value.
  const Value& operator[](std::size_t index) const;
  const std::vector<Value>& items() const;                            // Of an array; else empty.
  const std::vector<std::pair<std::string, Value>>& members() const;  // Of an object; else empty.

  std::string_view string(std::string_view otherwise = {}) const;  // Of a string.
  // Of a number, cut towards zero, or of a string of digits; `otherwise` where it does not fit.
  std::int64_t integer(std::int64_t otherwise = 0) const;
  double number(double otherwise = 0) const;
  bool boolean(bool otherwise = false) const;

 private:
  friend class Builder;
  using Items = std::vector<Value>;
  using Members = std::vector<std::pair<std::string, Value>>;

  Kind kind_ = Kind::kNull;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Items, Members> data_;
};

inline constexpr int kDepthMax = 256;
inline constexpr std::size_t kValuesMax = 16'000'000;  // Each takes 48 bytes or more.

// Reads one JSON text (RFC 8259), at most `depth_max` levels deep and of at most kValuesMax values.
// What strangers get wrong and what does no harm is put right: a byte order mark is skipped, bytes
// that are no UTF-8 and lone surrogates become U+FFFD, and an integer beyond 64 bits becomes a
// string of its digits. Error kFormat with the place where it stops being JSON.
Result<Value> Parse(std::string_view text, int depth_max = kDepthMax);

}  // namespace ibid::json
