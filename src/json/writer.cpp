#include "json/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "text/utf8.h"

namespace ibid::json {
namespace {

constexpr int kIndent = 2;
constexpr std::size_t kPieceBytes = 1U << 18U;  // So much is collected for a sink.

// What a terminal, a script element or a reader's eye could take for something else. Bidirectional
// controls are among them: unescaped they can make a line of JSON look like another one.
bool MustEscape(char32_t code) {
  return code < 0x20 || code == '"' || code == '\\' || code == '<' ||
         (code >= 0x7F && code <= 0x9F) || code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void AppendEscape(std::string& out, char32_t code) {
  switch (code) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += kHex[(code >> static_cast<unsigned>(shift)) & 15U];
  }
}

constexpr std::array<bool, 256> kPlainAscii = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    plain[byte] = byte != '"' && byte != '\\' && byte != '<';
  }
  return plain;
}();

// Where the first character stands, at or after `at`, that is no plain ASCII.
std::size_t EndOfPlain(std::string_view text, std::size_t at) {
  while (at < text.size() && kPlainAscii[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

}  // namespace

void Writer::Break() {
  if (layout_ == Layout::kIndented) {
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth_ * kIndent), ' ');
  }
}

void Writer::HandOn() {
  if (sink_ && out_.size() > kPieceBytes) {
    sink_(out_);
    out_.clear();
  }
}

void Writer::Before() {
  HandOn();
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) {
    out_ += ',';
  }
  if (depth_ > 0) {
    Break();
  }
  first_ = false;
}

void Writer::Begin(char bracket) {
  Before();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void Writer::End(char bracket) {
  --depth_;
  if (!first_) {
    Break();
  }
  out_ += bracket;
  first_ = false;
}

void Writer::BeginObject() {
  Begin('{');
}

void Writer::EndObject() {
  End('}');
}

void Writer::BeginArray() {
  Begin('[');
}

void Writer::EndArray() {
  End(']');
}

void Writer::Key(std::string_view key) {
  String(key);
  out_ += layout_ == Layout::kIndented ? ": " : ":";
  after_key_ = true;
}

void Writer::String(std::string_view value) {
  Before();
  out_ += '"';
  std::size_t plain = 0;  // Where the stretch began that needs no escape.
  for (std::size_t at = 0; at < value.size();) {
    if (at - plain > kPieceBytes) {  // The text of an article is one string.
      out_.append(value, plain, at - plain);
      plain = at;
      HandOn();
    }
    if (const std::size_t end = EndOfPlain(value.substr(0, plain + kPieceBytes + 1), at);
        end > at) {
      at = end;
      continue;
    }
    const text::Decoded c = text::DecodeAt(value, at);
    // A replacement character of one byte stands for a byte that is no UTF-8.
    const bool ill_formed = c.code == text::kReplacement && c.size < 3;
    if (ill_formed || MustEscape(c.code)) {
      out_.append(value, plain, at - plain);
      if (ill_formed) {
        text::Append(out_, text::kReplacement);
      } else {
        AppendEscape(out_, c.code);
      }
      plain = at + c.size;
      HandOn();
    }
    at += c.size;
  }
  out_.append(value, plain, value.size() - plain);
  out_ += '"';
}

void Writer::Int(std::int64_t value) {
  Before();
  out_ += std::to_string(value);
}

void Writer::Double(double value) {
  if (!std::isfinite(value)) {
    Null();
    return;
  }
  Before();
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out_ += written;
  // "-0" and long rows of digits would be read back as integers.
  const bool looks_whole = written.find_first_not_of("-0123456789") == std::string_view::npos;
  if (looks_whole && (written == "-0" || written.size() > 17)) {
    out_ += ".0";
  }
}

void Writer::Bool(bool value) {
  Before();
  out_ += value ? "true" : "false";
}

void Writer::Null() {
  Before();
  out_ += "null";
}

void Writer::Range(std::int64_t begin, std::int64_t end) {
  Before();
  out_ += '[';
  out_ += std::to_string(begin);
  out_ += layout_ == Layout::kIndented ? ", " : ",";
  out_ += std::to_string(end);
  out_ += ']';
}

}  // namespace ibid::json
