#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
  std::int64_t integer(std::int64_t otherwise = 0) const;  // Of a number, or a string of digits.
  double number(double otherwise = 0) const;
  bool boolean(bool otherwise = false) const;

 private:
  friend class Builder;
  Kind kind_ = Kind::kNull;
  bool bool_ = false;
  double number_ = 0;
  std::int64_t integer_ = 0;
  std::string string_;
  std::vector<Value> items_;
  std::vector<std::pair<std::string, Value>> members_;
};

// Error kFormat with the place where it stops being JSON. At most `depth_max` levels.
Result<Value> Parse(std::string_view text, int depth_max = 256);

}  // namespace ibid::json
