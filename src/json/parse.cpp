// The only file that knows simdjson: its DOM, as far as versions 3.0 and 3.6 agree on it.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "json/first_error.h"
#include "json/repair.h"
#include "json/value.h"

namespace ibid::json {

// Turns simdjson's tape into owned values, level by level, without recursion.
class Builder {
 public:
  // None where there are more than kValuesMax values.
  std::optional<Value> Build(simdjson::dom::element root) {
    Value out;
    Set(out, root);
    while (!open_.empty() && left_ > 0) {
      Level& level = open_.back();
      if (level.next == level.count) {
        open_.pop_back();
        continue;
      }
      --left_;
      // The child's place does not move: its parent's vector was made large enough before.
      if (level.is_object) {
        auto& members = std::get<Value::Members>(level.value->data_);
        const simdjson::dom::key_value_pair pair = *level.member;
        auto& [name, child] = members.emplace_back(std::string(pair.key), Value());
        ++level.next;
        ++level.member;
        Set(child, pair.value);
      } else {
        auto& items = std::get<Value::Items>(level.value->data_);
        const simdjson::dom::element element = *level.item;
        Value& child = items.emplace_back();
        ++level.next;
        ++level.item;
        Set(child, element);
      }
    }
    return open_.empty() ? std::optional<Value>(std::move(out)) : std::nullopt;
  }

 private:
  struct Level {
    Value* value = nullptr;
    bool is_object = false;
    std::size_t next = 0;
    std::size_t count = 0;
    simdjson::dom::array::iterator item;
    simdjson::dom::object::iterator member;
  };

  void Set(Value& out, simdjson::dom::element from) {
    using Type = simdjson::dom::element_type;
    switch (from.type()) {
      case Type::ARRAY:
        return SetArray(out, from.get_array().value_unsafe());
      case Type::OBJECT:
        return SetObject(out, from.get_object().value_unsafe());
      case Type::STRING:
        out.kind_ = Value::Kind::kString;
        out.data_ = std::string(from.get_string().value_unsafe());
        return;
      case Type::INT64:
        out.kind_ = Value::Kind::kNumber;
        out.data_ = from.get_int64().value_unsafe();
        return;
      case Type::UINT64:
        out.kind_ = Value::Kind::kNumber;
        out.data_ = static_cast<double>(from.get_uint64().value_unsafe());
        return;
      case Type::DOUBLE:
        out.kind_ = Value::Kind::kNumber;
        out.data_ = from.get_double().value_unsafe();
        return;
      case Type::BOOL:
        out.kind_ = Value::Kind::kBool;
        out.data_ = from.get_bool().value_unsafe();
        return;
      default:
        return;
    }
  }

  void SetArray(Value& out, simdjson::dom::array array) {
    out.kind_ = Value::Kind::kArray;
    Level level;
    level.count = Count(array);
    level.value = &out;
    level.item = array.begin();
    out.data_.emplace<Value::Items>().reserve(std::min(level.count, left_));
    open_.push_back(level);
  }

  void SetObject(Value& out, simdjson::dom::object object) {
    out.kind_ = Value::Kind::kObject;
    Level level;
    level.is_object = true;
    level.count = Count(object);
    level.value = &out;
    level.member = object.begin();
    out.data_.emplace<Value::Members>().reserve(std::min(level.count, left_));
    open_.push_back(level);
  }

  // simdjson's own size() stops counting at 2^24 - 1.
  template <class Container>
  std::size_t Count(Container container) const {
    constexpr std::size_t kSaturated = 0xFFFFFF;
    const std::size_t size = container.size();
    if (size < kSaturated) {
      return size;
    }
    return static_cast<std::size_t>(std::distance(container.begin(), container.end()));
  }

  std::vector<Level> open_;
  std::size_t left_ = kValuesMax;
};

namespace {

std::string Place(std::string_view json, std::size_t at) {
  const auto end = json.begin() + static_cast<std::ptrdiff_t>(at);
  const auto line = 1 + std::count(json.begin(), end, '\n');
  const std::size_t newline = json.substr(0, at).rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? at + 1 : at - newline;
  return "line " + std::to_string(line) + ", byte " + std::to_string(column);
}

Error Explain(simdjson::error_code code, std::string_view json, int depth_max) {
  if (code == simdjson::DEPTH_ERROR) {
    return {ErrorCode::kFormat,
            "JSON is nested more than " + std::to_string(depth_max) + " levels deep"};
  }
  if (code == simdjson::MEMALLOC || code == simdjson::CAPACITY) {
    return {ErrorCode::kInternal,
            "not enough memory to read " + std::to_string(json.size()) + " bytes of JSON"};
  }
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return {ErrorCode::kFormat, "not JSON: nothing is there"};
  }
  const std::size_t at = FirstError(json);
  if (code == simdjson::NUMBER_ERROR && at == json.size()) {
    return {ErrorCode::kFormat, "JSON has a number that is out of range"};
  }
  if (at >= json.size()) {
    return {ErrorCode::kFormat,
            "not JSON: it is cut off after " + std::to_string(json.size()) + " bytes"};
  }
  return {ErrorCode::kFormat, "not JSON from " + Place(json, at) + " on"};
}

}  // namespace

Result<Value> Parse(std::string_view text, int depth_max) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    text.remove_prefix(3);
  }
  const std::optional<std::string> repaired = Repaired(text);
  const std::string_view json = repaired ? std::string_view(*repaired) : text;
  simdjson::dom::parser parser;
  // simdjson counts the level of the document itself.
  const auto depth = static_cast<std::size_t>(std::max(depth_max, 1)) + 1;
  simdjson::error_code error = parser.allocate(std::max<std::size_t>(json.size(), 1), depth);
  simdjson::dom::element root;
  if (json.empty()) {
    error =
        simdjson::EMPTY;  // It would copy from where an empty view points, which may be nowhere.
  } else if (error == simdjson::SUCCESS) {
    error = parser.parse(json.data(), json.size(), /*realloc_if_needed=*/true).get(root);
  }
  if (error != simdjson::SUCCESS) {
    return Explain(error, json, depth_max);
  }
  std::optional<Value> value = Builder().Build(root);
  if (!value) {
    return Error{ErrorCode::kFormat, "JSON of more than " + std::to_string(kValuesMax) + " values"};
  }
  return std::move(*value);
}

}  // namespace ibid::json
