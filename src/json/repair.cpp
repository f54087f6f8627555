#include "json/repair.h"

#include <utility>

#include "text/utf8.h"

namespace ibid::json {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

int HexDigit(char c) {
  if (IsDigit(c)) {
    return c - '0';
  }
  const char lower = text::LowerAscii(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The value of "\uXXXX" at `at`, or -1.
int EscapeAt(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') {
    return -1;
  }
  int code = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = HexDigit(json[i]);
    if (digit < 0) {
      return -1;
    }
    code = code * 16 + digit;
  }
  return code;
}

bool IsHigh(int code) {
  return code >= 0xD800 && code <= 0xDBFF;
}
bool IsLow(int code) {
  return code >= 0xDC00 && code <= 0xDFFF;
}

// Whether the integer's digits (with sign) go beyond std::int64_t.
bool IsTooBig(std::string_view number) {
  const bool negative = number.front() == '-';
  const std::string_view digits = negative ? number.substr(1) : number;
  const std::string_view most = negative ? "9223372036854775808" : "9223372036854775807";
  return digits.size() > most.size() || (digits.size() == most.size() && digits > most);
}

// Copies `json` from where it was left, with replacements put in between.
class Patch {
 public:
  explicit Patch(std::string_view json) : json_(json) {}
  void Replace(std::size_t begin, std::size_t end, std::string_view with) {
    out_.append(json_, copied_, begin - copied_).append(with);
    copied_ = end;
  }
  std::optional<std::string> Finish() {
    if (copied_ == 0) {
      return std::nullopt;
    }
    out_.append(json_, copied_, json_.size() - copied_);
    return std::move(out_);
  }

 private:
  std::string_view json_;
  std::string out_;
  std::size_t copied_ = 0;
};

// The end of the string whose first character is at `at`; patches its escapes.
std::size_t PassString(std::string_view json, std::size_t at, Patch& patch) {
  while (at < json.size() && json[at] != '"') {
    if (json[at] != '\\') {
      ++at;
      continue;
    }
    const int code = EscapeAt(json, at);
    if (IsHigh(code) && IsLow(EscapeAt(json, at + 6))) {
      at += 12;
    } else if (IsHigh(code) || IsLow(code)) {
      patch.Replace(at, at + 6, "\\ufffd");
      at += 6;
    } else {
      at += 2;
    }
  }
  return at + 1;
}

std::size_t PassNumber(std::string_view json, std::size_t begin, Patch& patch) {
  std::size_t end = begin + 1;
  while (end < json.size() && IsDigit(json[end])) {
    ++end;
  }
  const bool whole =
      end == json.size() || (json[end] != '.' && json[end] != 'e' && json[end] != 'E');
  const std::string_view number = json.substr(begin, end - begin);
  const std::string_view digits = number.front() == '-' ? number.substr(1) : number;
  if (whole && digits.size() > 18 && digits.front() != '0' && IsTooBig(number)) {
    patch.Replace(begin, end, '"' + std::string(number) + '"');
  }
  while (end < json.size() && (IsDigit(json[end]) || json[end] == '.' || json[end] == 'e' ||
                               json[end] == 'E' || json[end] == '+' || json[end] == '-')) {
    ++end;
  }
  return end;
}

std::optional<std::string> Patched(std::string_view json) {
  Patch patch(json);
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == '"') {
      at = PassString(json, at + 1, patch);
    } else if (IsDigit(json[at]) || json[at] == '-') {
      at = PassNumber(json, at, patch);
    } else {
      ++at;
    }
  }
  return patch.Finish();
}

}  // namespace

std::optional<std::string> Repaired(std::string_view json) {
  if (text::IsValid(json)) {
    return Patched(json);
  }
  std::string utf8 = text::Repair(json);
  std::optional<std::string> patched = Patched(utf8);
  return patched ? std::move(patched) : std::move(utf8);
}

}  // namespace ibid::json
