#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "ibid/result.h"
#include "ibid/text_span.h"
#include "json/positions.h"
#include "json/value.h"

namespace ibid::json {

// Takes typed fields out of JSON objects and keeps the first thing that is wrong, with its place.
// An absent field and null mean the same: not known. Strings come out without NUL.
class RecordReader {
 public:
  // Says where the reading is: "mentions", 3. For the messages.
  void At(std::string_view section, std::optional<std::size_t> index = std::nullopt) {
    section_ = section;
    index_ = index;
  }
  // Null: there is no text, and every position is read as [0, 0).
  void UsePositions(const Positions* positions) { positions_ = positions; }

  std::string String(const Value& object, std::string_view key);
  std::vector<std::string> Strings(const Value& object, std::string_view key);
  bool Bool(const Value& object, std::string_view key);
  int Int(const Value& object, std::string_view key);
  double Share(const Value& object, std::string_view key);  // Clamped to 0..1.
  std::optional<Instant> Time(const Value& object, std::string_view key);
  std::optional<TextSpan> Span(const Value& object, std::string_view key);
  // The array or object, or a null value.
  const Value& Array(const Value& object, std::string_view key);
  const Value& Object(const Value& object, std::string_view key);

  // The enumerator of that name, `otherwise` where it is absent or not known here.
  template <class Enum>
  Enum Choice(const Value& object, std::string_view key, Enum last, Enum otherwise) {
    return Find(String(object, key), last).value_or(otherwise);
  }
  template <class Enum>
  static std::optional<Enum> Find(std::string_view name, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
      if (Name(static_cast<Enum>(i)) == name) {
        return static_cast<Enum>(i);
      }
    }
    return std::nullopt;
  }

  void Fail(std::string_view key, std::string_view problem);
  const std::optional<Error>& error() const { return error_; }

 private:
  const Value& Typed(const Value& object, std::string_view key, Value::Kind kind,
                     std::string_view wanted);

  std::string_view section_;
  std::optional<std::size_t> index_;
  const Positions* positions_ = nullptr;
  std::optional<Error> error_;
};

}  // namespace ibid::json
