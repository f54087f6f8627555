#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace ibid::json {

// Writes JSON (RFC 8259) into a string, with commas and escapes in their places. Strings must be
// UTF-8; bytes that are none become U+FFFD. Control characters (C0, C1, line separators,
// bidirectional controls) are escaped, and "<" as well, so that the output may stand inside HTML
// script elements and be shown on a terminal.
//
//   Writer w(out); w.BeginObject(); w.Field("a", 1); w.Key("b"); w.BeginArray(); w.EndArray();
//   w.EndObject();
class Writer {
 public:
  enum class Layout { kCompact, kIndented };
  // Where the text goes piece by piece, so that a large one is never held whole.
  using Sink = std::function<void(std::string_view)>;

  explicit Writer(std::string& out, Layout layout = Layout::kCompact)
      : out_(out), layout_(layout) {}
  // `out` is handed to `sink` and emptied whenever it has grown; what is left in it at the end is
  // for the caller to hand on.
  Writer(std::string& out, Layout layout, Sink sink)
      : out_(out), layout_(layout), sink_(std::move(sink)) {}

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  void Key(std::string_view key);
  void String(std::string_view value);
  void Int(std::int64_t value);
  void Double(
      double value);  // Shortest form that reads back the same; NaN and infinities become null.
  void Bool(bool value);
  void Null();
  void Range(std::int64_t begin, std::int64_t end);  // [begin, end], on one line in any layout.

  void Field(std::string_view key, std::string_view value) { Key(key), String(value); }
  void Field(std::string_view key, const char* value) { Key(key), String(value); }
  void Field(std::string_view key, std::int64_t value) { Key(key), Int(value); }
  void Field(std::string_view key, int value) { Key(key), Int(value); }
  void Field(std::string_view key, double value) { Key(key), Double(value); }
  void Field(std::string_view key, bool value) { Key(key), Bool(value); }
  void FieldUnlessEmpty(std::string_view key, std::string_view value) {
    if (!value.empty()) {
      Field(key, value);
    }
  }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void Before();
  void HandOn();  // What is collected, to the sink, if it is much.
  void Break();

  std::string& out_;
  Layout layout_;
  Sink sink_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace ibid::json
