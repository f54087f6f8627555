#include "json/value.h"

#include <charconv>

namespace ibid::json {
namespace {

const Value kNull;

constexpr double kInt64End = 9223372036854775808.0;  // 2^63, the first that does not fit.

}  // namespace

const Value& Value::operator[](std::string_view key) const {
  for (const auto& [name, value] : members()) {
    if (name == key) {
      return value;
    }
  }
  return kNull;
}

const Value& Value::operator[](std::size_t index) const {
  const Items& all = items();
  return index < all.size() ? all[index] : kNull;
}

const std::vector<Value>& Value::items() const {
  static const Items kNone;
  const auto* items = std::get_if<Items>(&data_);
  return items != nullptr ? *items : kNone;
}

const std::vector<std::pair<std::string, Value>>& Value::members() const {
  static const Members kNone;
  const auto* members = std::get_if<Members>(&data_);
  return members != nullptr ? *members : kNone;
}

std::string_view Value::string(std::string_view otherwise) const {
  const auto* string = std::get_if<std::string>(&data_);
  return string != nullptr ? std::string_view(*string) : otherwise;
}

std::int64_t Value::integer(std::int64_t otherwise) const {
  if (const auto* whole = std::get_if<std::int64_t>(&data_)) {
    return *whole;
  }
  if (const auto* real = std::get_if<double>(&data_)) {
    return *real >= -kInt64End && *real < kInt64End ? static_cast<std::int64_t>(*real) : otherwise;
  }
  if (const auto* string = std::get_if<std::string>(&data_)) {
    std::int64_t parsed = 0;
    const char* end = string->data() + string->size();
    const auto [stop, error] = std::from_chars(string->data(), end, parsed);
    return error == std::errc() && stop == end ? parsed : otherwise;
  }
  return otherwise;
}

double Value::number(double otherwise) const {
  if (const auto* whole = std::get_if<std::int64_t>(&data_)) {
    return static_cast<double>(*whole);
  }
  const auto* real = std::get_if<double>(&data_);
  return real != nullptr ? *real : otherwise;
}

bool Value::boolean(bool otherwise) const {
  const auto* truth = std::get_if<bool>(&data_);
  return truth != nullptr ? *truth : otherwise;
}

}  // namespace ibid::json
