#include "json/record_reader.h"

#include <algorithm>
#include <limits>

#include "json/instant.h"
#include "text/utf8.h"

namespace ibid::json {
namespace {

const Value kNull;

std::string Clean(std::string_view string) {
  return string.find('\0') == std::string_view::npos ? std::string(string) : text::Repair(string);
}

}  // namespace

void RecordReader::Fail(std::string_view key, std::string_view problem) {
  if (error_) {
    return;
  }
  std::string place(section_);
  if (index_) {
    place += '[' + std::to_string(*index_) + ']';
  }
  if (!key.empty()) {
    place += (place.empty() ? "" : ".") + std::string(key);
  }
  error_ = Error{ErrorCode::kFormat, place + " " + std::string(problem)};
}

const Value& RecordReader::Typed(const Value& object, std::string_view key, Value::Kind kind,
                                 std::string_view wanted) {
  const Value& value = object[key];
  if (value.is_null() || value.kind() == kind) {
    return value;
  }
  Fail(key, "is not " + std::string(wanted));
  return kNull;
}

std::string RecordReader::String(const Value& object, std::string_view key) {
  return Clean(Typed(object, key, Value::Kind::kString, "a string").string());
}

std::vector<std::string> RecordReader::Strings(const Value& object, std::string_view key) {
  std::vector<std::string> out;
  for (const Value& item : Array(object, key).items()) {
    if (!item.is_string()) {
      Fail(key, "holds something that is not a string");
      break;
    }
    out.push_back(Clean(item.string()));
  }
  return out;
}

bool RecordReader::Bool(const Value& object, std::string_view key) {
  return Typed(object, key, Value::Kind::kBool, "true or false").boolean();
}

int RecordReader::Int(const Value& object, std::string_view key) {
  const std::int64_t value = Typed(object, key, Value::Kind::kNumber, "a number").integer();
  return static_cast<int>(std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(),
                                                   std::numeric_limits<int>::max()));
}

double RecordReader::Share(const Value& object, std::string_view key) {
  return std::clamp(Typed(object, key, Value::Kind::kNumber, "a number").number(), 0.0, 1.0);
}

std::optional<Instant> RecordReader::Time(const Value& object, std::string_view key) {
  const std::string_view written = Typed(object, key, Value::Kind::kString, "a string").string();
  std::optional<Instant> at = ReadInstant(written);
  if (!at && !written.empty()) {
    Fail(key, "is not a time like 2015-09-28T14:03:11Z");
  }
  return at;
}

std::optional<TextSpan> RecordReader::Span(const Value& object, std::string_view key) {
  const Value& pair = Array(object, key);
  if (pair.is_null()) {
    return std::nullopt;
  }
  if (positions_ == nullptr) {
    return TextSpan{};
  }
  const std::int64_t begin = pair[0].integer(-1);
  const std::int64_t end = pair[1].integer(-1);
  if (pair.items().size() != 2 || begin < 0 || end < begin) {
    Fail(key, "is not a range like [12, 34]");
    return std::nullopt;
  }
  const auto first = positions_->ToByte(static_cast<std::uint64_t>(begin));
  const auto last = positions_->ToByte(static_cast<std::uint64_t>(end));
  if (!first || !last) {
    Fail(key, "ends after the text, which has " + std::to_string(positions_->code_points()) +
                  " code points");
    return std::nullopt;
  }
  return TextSpan{*first, *last};
}

const Value& RecordReader::Array(const Value& object, std::string_view key) {
  return Typed(object, key, Value::Kind::kArray, "an array");
}

const Value& RecordReader::Object(const Value& object, std::string_view key) {
  return Typed(object, key, Value::Kind::kObject, "an object");
}

}  // namespace ibid::json
