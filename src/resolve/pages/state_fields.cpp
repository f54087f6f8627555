#include "resolve/pages/state_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kScriptBytesMax = 128 * 1024;  // Of all scripts together.
constexpr std::size_t kNameBytesMax = 32;
constexpr std::size_t kValueBytesMax = 24;
constexpr std::size_t kGapMax = 4;  // Quotes, backslashes and spaces around a colon.
constexpr std::size_t kFieldsMax = 64;
constexpr std::size_t kNoticeBytesMax = 4096;  // More is the work's own data.
constexpr std::string_view kErrorTag = "<error";
constexpr int kMissingBegins = 5;  // Of what values begin with: those that names have as well.

bool IsNameChar(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return text::IsLetter(byte) || text::IsDigit(byte) || c == '_' || c == '-';
}

bool IsGap(char c) {
  return c == ' ' || c == '"' || c == '\'' || c == '\\';
}

std::string_view NameBefore(std::string_view script, std::size_t end) {
  const std::size_t first = end > kGapMax ? end - kGapMax : 0;
  while (end > first && IsGap(script[end - 1])) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && end - begin < kNameBytesMax && IsNameChar(script[begin - 1])) {
    --begin;
  }
  return script.substr(begin, end - begin);
}

std::string_view ValueBehind(std::string_view script, std::size_t begin) {
  const std::size_t last = std::min(begin + kGapMax, script.size());
  while (begin < last && IsGap(script[begin])) {
    ++begin;
  }
  std::size_t end = begin;
  while (end < script.size() && end - begin < kValueBytesMax &&
         (IsNameChar(script[end]) || script[end] == '/')) {
    ++end;
  }
  return script.substr(begin, end - begin);
}

bool MayMeanMissing(std::string_view name, std::string_view value) {
  static constexpr auto kBegins =
      std::to_array<std::string_view>({"404", "410", "notfound", "not-found", "not_found", "error",
                                       "page", "/404", "/_error", "/error", "/not"});
  if (text::EqualNoCase(value, "true")) {
    const std::string lower = text::Lower(name);
    return std::any_of(kBegins.begin(), kBegins.begin() + kMissingBegins,
                       [&](std::string_view one) { return lower.find(one) != std::string::npos; });
  }
  return std::any_of(kBegins.begin(), kBegins.end(),
                     [&](std::string_view one) { return text::StartsWithNoCase(value, one); });
}

void AddFields(std::string_view script, std::vector<std::string>& fields) {
  static constexpr std::string_view kFirst = "4enpt/";
  for (std::size_t at = script.find_first_of(":="); at != std::string_view::npos;
       at = script.find_first_of(":=", at + 1)) {
    const std::string_view value = ValueBehind(script, at + 1);
    if (value.empty() || kFirst.find(text::LowerAscii(value.front())) == std::string_view::npos) {
      continue;
    }
    const std::string_view name = NameBefore(script, at);
    if (!name.empty() && MayMeanMissing(name, value) && fields.size() < kFieldsMax) {
      fields.push_back(text::Lower(std::string(name) + "=" + std::string(value)));
    }
  }
}

}  // namespace

std::vector<std::string> FieldsOfState(const Document& document) {
  std::vector<std::string> fields;
  const Markup& markup = document.markup;
  std::size_t left = kScriptBytesMax;
  for (Markup::Index e = 0; e < markup.size() && left > 0; ++e) {
    if (markup.Name(e) == "script") {
      std::string_view script = markup.Get(e, "#text").value_or("");
      script = script.substr(0, left);
      left -= script.size();
      AddFields(script, fields);
    }
  }
  return fields;
}

std::vector<std::string> FieldsOfXml(std::string_view body) {
  std::vector<std::string> fields;
  const std::string lower = text::Lower(body.substr(0, std::min(body.size(), kNoticeBytesMax)));
  std::size_t at = lower.find('<');
  while (at != std::string::npos && lower.find_first_of("?!", at) == at + 1) {
    at = lower.find('<', at + 1);
  }
  if (body.size() > kNoticeBytesMax || at == std::string::npos ||
      lower.compare(at, kErrorTag.size(), kErrorTag) != 0) {
    return fields;
  }
  for (; at != std::string::npos && fields.size() < kFieldsMax; at = lower.find('<', at + 1)) {
    const std::size_t name_end = std::min(lower.find('>', at), lower.size() - 1);
    const std::string name = lower.substr(at + 1, name_end - at - 1);
    const std::string value = lower.substr(name_end + 1, lower.find('<', name_end) - name_end - 1);
    if (!name.starts_with('/') && name.size() <= kNameBytesMax && !value.empty() &&
        value.size() <= kValueBytesMax) {
      fields.push_back(name + "=" + value);
    }
  }
  return fields;
}

std::vector<std::string> FieldsOfJson(std::string_view body) {
  std::vector<std::string> fields;
  if (body.size() <= kNoticeBytesMax) {
    AddFields(body, fields);
  }
  return fields;
}

}  // namespace ibid::resolve
