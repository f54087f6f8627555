#include "url/pattern.h"

#include <algorithm>
#include <array>

namespace ibid::url {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsAlnum(char c) {
  return IsDigit(c) || IsAlpha(c);
}
bool IsHex(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

struct Class {
  std::string_view name;
  bool (*has)(char);
  std::size_t min;
  std::size_t max;
};

constexpr std::size_t kAny = 512;
constexpr std::size_t kAll = 64 * 1024;

constexpr std::array<Class, 18> kClasses = {{
    {"digits", IsDigit, 1, 24},
    {"flake", IsDigit, 15, 20},
    {"alpha", IsAlpha, 1, 32},
    {"alnum", IsAlnum, 1, 64},
    {"short", IsAlnum, 5, 7},
    {"hash", IsHex, 20, 64},
    {"uuid", [](char c) { return IsHex(c) || c == '-'; }, 36, 36},
    {"b62", IsAlnum, 22, 22},
    {"word", [](char c) { return IsAlnum(c) || c == '_'; }, 1, 128},
    {"code", [](char c) { return IsAlnum(c) || c == '_' || c == '-'; }, 1, 256},
    {"yt", [](char c) { return IsAlnum(c) || c == '_' || c == '-'; }, 11, 11},
    {"pair", [](char c) { return IsDigit(c) || c == '_' || c == '-'; }, 3, 48},
    {"fbid", [](char c) { return IsAlnum(c); }, 6, 128},
    {"stamp", [](char c) { return IsDigit(c) || c == '*' || c == '.' || c == ':' || c == '-'; }, 1,
     32},
    {"time", IsDigit, 14, 14},
    {"mod", [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }, 0, 8},
    {"all", [](char) { return true; }, 1, kAll},
    {"any", [](char c) { return c != '/' && static_cast<unsigned char>(c) > 0x20; }, 1, kAny},
}};

const Class* FindClass(std::string_view name) {
  const auto found = std::find_if(kClasses.begin(), kClasses.end(),
                                  [name](const Class& c) { return c.name == name; });
  return found == kClasses.end() ? nullptr : &*found;
}

// What only looks like an id of eleven characters.
bool IsReserved(const Class& kind, std::string_view value) {
  return kind.name == "yt" && (value == "videoseries" || value == "live_stream");
}

// Facebook's post ids are numbers, or "pfbid" and more.
bool IsFacebookId(std::string_view value) {
  return value.starts_with("pfbid") || std::all_of(value.begin(), value.end(), IsDigit);
}

// "{name:class}" at the begin of the pattern.
bool MatchCapture(std::string_view& pattern, std::string_view& text, Captures& captures) {
  const std::size_t close = std::min(pattern.find('}'), pattern.size() - 1);
  const std::string_view inside = pattern.substr(1, close - 1);
  pattern.remove_prefix(close + 1);
  const std::size_t colon = std::min(inside.find(':'), inside.size() - 1);
  const Class* kind = FindClass(inside.substr(colon + 1));
  if (kind == nullptr) {
    return false;
  }
  // A class may hold the character that the pattern wants next; it then ends before it.
  const char stop =
      pattern.empty() || pattern.front() == '{' || pattern.front() == '.' ? '\0' : pattern.front();
  std::size_t size = 0;
  while (size < text.size() && size < kind->max && kind->has(text[size]) && text[size] != stop) {
    ++size;
  }
  const std::string_view value = text.substr(0, size);
  if (size < kind->min || IsReserved(*kind, value) ||
      (kind->name == "fbid" && !IsFacebookId(value))) {
    return false;
  }
  if (size < text.size() && size == kind->max && kind->has(text[size])) {
    return false;
  }
  captures.Set(inside.substr(0, colon), value);
  text.remove_prefix(size);
  return true;
}

std::string_view LiteralAtBegin(std::string_view pattern) {
  return pattern.substr(0, std::min({pattern.find('{'), pattern.find("..."), pattern.size()}));
}

}  // namespace

void Captures::Set(std::string_view name, std::string_view value) {
  if (!name.empty()) {
    values_.emplace_back(name, value);
  }
}

std::string_view Captures::Get(std::string_view name) const {
  for (const auto& [known, value] : values_) {
    if (known == name) {
      return value;
    }
  }
  return {};
}

std::string Captures::Fill(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    if (!text.empty()) {
      const std::size_t close = std::min(text.find('}'), text.size() - 1);
      out += Get(text.substr(1, close - 1));
      text.remove_prefix(close + 1);
    }
  }
  return out;
}

bool Match(std::string_view pattern, std::string_view text, Captures& captures) {
  while (!pattern.empty()) {
    if (pattern.front() == '{') {
      if (!MatchCapture(pattern, text, captures)) {
        return false;
      }
      continue;
    }
    const bool skip = pattern.starts_with("...");
    if (skip) {
      pattern.remove_prefix(3);
    }
    const std::string_view literal = LiteralAtBegin(pattern);
    if (skip && literal.empty()) {
      return true;
    }
    const std::size_t at = skip ? text.rfind(literal) : 0;
    if (at == std::string_view::npos || !text.substr(at).starts_with(literal)) {
      return false;
    }
    text.remove_prefix(at + literal.size());
    pattern.remove_prefix(literal.size());
  }
  return text.empty() || text == "/";
}

}  // namespace ibid::url
