#include "detect/embeds/embed_scripts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "detect/data_table.h"
#include "detect/embeds/embed_address.h"
#include "json/value.h"
#include "read/character_references.h"
#include "text/find_part.h"

namespace ibid::detect {
namespace {

constexpr int kNestedMax = 1;                  // JSON in a string of JSON.
constexpr std::size_t kMemberBytesMax = 4096;  // Between a name and what stands behind it.

// What the markup of an embed holds: the elements, classes and attributes of data/embeds.tsv that
// stand in oEmbed answers and in the bodies that content systems keep as strings.
constexpr auto kSigns = std::to_array<std::string_view>(
    {"blockquote", "iframe", "fb-post", "fb-video", "telegram-post", "data-tweet-id", "amp-"});

// The places of the signs in order, each found once.
class Signs {
 public:
  explicit Signs(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < kSigns.size(); ++i) {
      next_[i] = text::FindPart(text_, kSigns[i]);
    }
  }
  // The first at or after `from`, which never goes back; npos if there is none.
  std::size_t Next(std::size_t from) {
    std::size_t first = std::string_view::npos;
    for (std::size_t i = 0; i < kSigns.size(); ++i) {
      if (next_[i] < from) {
        next_[i] = text::FindPart(text_, kSigns[i], from);
      }
      first = std::min(first, next_[i]);
    }
    return first;
  }

 private:
  std::string_view text_;
  std::array<std::size_t, kSigns.size()> next_ = {};
};

bool IsEscaped(std::string_view text, std::size_t at, std::size_t floor) {
  std::size_t backslashes = 0;
  while (at > floor && text[at - 1] == '\\') {
    --at;
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

// The first character of the string around `at`, not before `floor`; npos if it has no begin.
std::size_t StringBegin(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor) {
    --at;
    if (text[at] == '"' && !IsEscaped(text, at, floor)) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t StringEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"') {
    at += text[at] == '\\' ? 2U : 1U;
  }
  return std::min(at, text.size());
}

// JavaScript's escapes \xHH and \' as JSON has them.
std::string AsJsonString(std::string_view inside) {
  std::string out = "\"";
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const char next = i + 1 < inside.size() ? inside[i + 1] : '\0';
    if (inside[i] == '\\' && (next == 'x' || next == '\'')) {
      out += next == 'x' ? "\\u00" : "'";
      ++i;
    } else if (inside[i] == '\\') {
      out += inside[i];
      if (next != '\0') {
        out += next;
      }
      ++i;
    } else if (static_cast<unsigned char>(inside[i]) < 0x20) {
      out += ' ';
    } else {
      out += inside[i];
    }
  }
  return out + "\"";
}

// "\/", which is left where JSON stands in a string of JavaScript.
std::string WithoutEscapedSlashes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size() || text[i + 1] != '/') {
      out += text[i];
    }
  }
  return out;
}

void Collect(std::string_view script, int depth, std::vector<std::string>& out) {
  Signs signs(script);
  std::size_t floor = 0;
  for (std::size_t at = signs.Next(0);
       at != std::string_view::npos && out.size() < kScriptStringsMax; at = signs.Next(floor)) {
    const std::size_t begin = StringBegin(script, at, floor);
    if (begin == std::string_view::npos) {
      floor = at + 1;
      continue;
    }
    const std::size_t end = StringEnd(script, at);
    floor = std::min(end + 1, script.size());
    const Result<json::Value> value = json::Parse(AsJsonString(script.substr(begin, end - begin)));
    if (!value) {
      continue;
    }
    std::string text = WithoutEscapedSlashes(value->string());
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && (text[first] == '{' || text[first] == '[') &&
        depth < kNestedMax) {
      Collect(text, depth + 1, out);
      continue;
    }
    if (text.find('<') == std::string::npos && text.find("&lt;") != std::string::npos) {
      text = read::DecodeReferences(text, false);
    }
    if (text.find('<') != std::string::npos) {
      out.push_back(std::move(text));
    }
  }
}

}  // namespace

std::vector<std::string> MembersInScript(std::string_view script, std::string_view names) {
  const std::size_t arrow = std::min(names.find('>'), names.size());
  const std::string_view inner = names.substr(std::min(arrow + 1, names.size()));
  std::vector<std::string> out;
  for (const std::string_view name : Alternatives(names.substr(0, arrow))) {
    const std::string outer = "\"" + std::string(name) + "\"";
    std::size_t tried = 0;
    for (std::size_t at = text::FindPart(script, outer);
         at != std::string_view::npos && tried < kScriptStringsMax;
         at = text::FindPart(script, outer, at + outer.size())) {
      ++tried;
      const std::string_view behind = script.substr(at, kMemberBytesMax);
      if (auto value = JsonString(behind, inner.empty() ? name : inner)) {
        out.push_back(std::move(*value));
      }
    }
  }
  return out;
}

std::vector<std::string> MarkupInScript(std::string_view script) {
  std::vector<std::string> out;
  Collect(script, 0, out);
  return out;
}

}  // namespace ibid::detect
