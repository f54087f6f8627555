#include "net/robots.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace ibid::net {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

int HexValue(char c) {
  const std::size_t at = kHex.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool IsUnreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// RFC 9309, 2.2.2: what is beyond ASCII is percent-encoded, what need not be is not, so that two
// ways to write one path are one.
std::string Normal(std::string_view path) {
  std::string out;
  const auto encode = [&](int byte) {
    out += '%';
    out += kHex[static_cast<std::size_t>(byte) >> 4U];
    out += kHex[static_cast<std::size_t>(byte) & 15U];
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (byte == '%' && i + 2 < path.size() && HexValue(path[i + 1]) >= 0 &&
        HexValue(path[i + 2]) >= 0) {
      const int value = HexValue(path[i + 1]) * 16 + HexValue(path[i + 2]);
      if (IsUnreserved(value)) {
        out += static_cast<char>(value);
      } else {
        encode(value);
      }
      i += 2;
    } else if (byte <= ' ' || byte >= 0x7f) {
      encode(byte);
    } else {
      out += path[i];
    }
  }
  return out;
}

// Each piece between two '*' is taken where it comes first: that leaves most to the next.
bool Matches(std::string_view pattern, std::string_view path) {
  const bool to_the_end = pattern.ends_with('$');
  pattern.remove_suffix(to_the_end ? 1 : 0);
  bool first = true;
  for (;;) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (first && !path.starts_with(piece)) {
      return false;
    }
    if (last && to_the_end) {
      return first ? path == piece : path.ends_with(piece);
    }
    const std::size_t at = first ? 0 : path.find(piece);
    if (at == std::string_view::npos) {
      return false;
    }
    if (last) {
      return true;
    }
    path.remove_prefix(at + piece.size());
    pattern.remove_prefix(star + 1);
    first = false;
  }
}

// "user-agent", "allow", ... of a line, and its value; both empty where it is neither.
std::pair<std::string, std::string_view> Split(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return {};
  }
  return {text::Lower(text::Trim(line.substr(0, colon))), text::Trim(line.substr(colon + 1))};
}

// The product token that a user-agent line names: "ibid/1.0" is "ibid".
std::string_view Token(std::string_view value) {
  const auto end = std::find_if(value.begin(), value.end(), [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_');
  });
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

}  // namespace

RobotsRules RobotsRules::DisallowAll() {
  RobotsRules rules;
  rules.rules_.push_back({"/", false});
  return rules;
}

RobotsRules RobotsRules::Parse(std::string_view text, std::string_view product) {
  text = text.substr(0, kBytesMax);
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  text.remove_prefix(text.starts_with(kBom) ? kBom.size() : 0);
  RobotsRules own;
  RobotsRules others;
  bool own_named = false;
  bool in_names = false;  // User-agent lines one after another begin one group.
  bool for_own = false;
  bool for_others = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const auto [key, value] = Split(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (key == "user-agent") {
      if (!std::exchange(in_names, true)) {
        for_own = for_others = false;
      }
      for_own |= text::EqualNoCase(Token(value), product);
      for_others |= value == "*";
      own_named |= for_own;
    } else if (key == "allow" || key == "disallow") {
      in_names = false;
      // An empty rule matches nothing.
      if (value.empty() || value.size() > kPatternBytesMax) {
        continue;
      }
      const Rule rule{Normal(value), key == "allow"};
      if (for_own) {
        own.rules_.push_back(rule);
      }
      if (for_others) {
        others.rules_.push_back(rule);
      }
    }
  }
  return own_named ? own : others;
}

bool RobotsRules::Allows(std::string_view path) const {
  if (path == "/robots.txt") {
    return true;
  }
  const std::string normal = Normal(path.substr(0, kPathBytesMax));
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const bool decides =
        rule.pattern.size() > longest || (rule.pattern.size() == longest && rule.allow && !allowed);
    if (decides && Matches(rule.pattern, normal)) {
      longest = rule.pattern.size();
      allowed = rule.allow;
    }
  }
  return allowed;
}

}  // namespace ibid::net
