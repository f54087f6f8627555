#include "audit/inputs/path_patterns.h"

#include <algorithm>
#include <utility>

namespace ibid::audit {
namespace {

constexpr std::size_t kPatternBytesMax = 4096;

// One step of a pattern.
struct Token {
  enum class Kind { kOne, kAny, kClass, kStar, kDeep, kDeepFolders };
  Kind kind = Kind::kOne;
  char one = '\0';
  std::string_view inside;  // Of a class, without its brackets.
};

bool InClass(std::string_view inside, char c) {
  const bool negated = inside.starts_with('!') || inside.starts_with('^');
  inside.remove_prefix(negated ? 1 : 0);
  bool found = false;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    i += inside[i] == '\\' && i + 1 < inside.size() ? 1U : 0U;
    const char low = inside[i];
    char high = low;
    if (i + 2 < inside.size() && inside[i + 1] == '-') {
      i += 2;
      i += inside[i] == '\\' && i + 1 < inside.size() ? 1U : 0U;
      high = inside[i];
    }
    found = found || (static_cast<unsigned char>(low) <= static_cast<unsigned char>(c) &&
                      static_cast<unsigned char>(c) <= static_cast<unsigned char>(high));
  }
  return found != negated && c != '/';
}

// One past the class that begins at `at`; 0 where it never ends.
std::size_t ClassEnd(std::string_view glob, std::size_t at) {
  std::size_t i = at + 1;
  i += glob.substr(i, 1) == "!" || glob.substr(i, 1) == "^" ? 1U : 0U;
  i += glob.substr(i, 1) == "]" ? 1U : 0U;
  for (; i < glob.size(); ++i) {
    if (glob[i] == ']') {
      return i + 1;
    }
    i += glob[i] == '\\' ? 1U : 0U;
  }
  return 0;
}

std::vector<Token> Tokens(std::string_view glob) {
  using Kind = Token::Kind;
  std::vector<Token> out;
  for (std::size_t i = 0; i < glob.size();) {
    const bool part_begins = i == 0 || glob[i - 1] == '/';
    if (part_begins && glob.substr(i, 3) == "**/") {
      out.push_back({Kind::kDeepFolders, '\0', {}});
      i += 3;
    } else if (part_begins && glob.substr(i) == "**") {
      out.push_back({Kind::kAny, '\0', {}});
      out.push_back({Kind::kDeep, '\0', {}});
      i += 2;
    } else if (glob[i] == '*') {
      out.push_back({Kind::kStar, '\0', {}});
      i = std::min(glob.find_first_not_of('*', i), glob.size());
    } else if (glob[i] == '?') {
      out.push_back({Kind::kAny, '\0', {}});
      ++i;
    } else if (const std::size_t end = glob[i] == '[' ? ClassEnd(glob, i) : 0; end > 0) {
      out.push_back({Kind::kClass, '\0', glob.substr(i + 1, end - i - 2)});
      i = end;
    } else {
      i += glob[i] == '\\' && i + 1 < glob.size() ? 1U : 0U;
      out.push_back({Kind::kOne, glob[i], {}});
      ++i;
    }
  }
  return out;
}

// Adds a state, and those that are reached from it without a character.
void Enter(const std::vector<Token>& tokens, std::size_t state, std::vector<char>& states) {
  using Kind = Token::Kind;
  while (states[state] == 0) {
    states[state] = 1;
    if (state == tokens.size() ||
        (tokens[state].kind != Kind::kStar && tokens[state].kind != Kind::kDeep &&
         tokens[state].kind != Kind::kDeepFolders)) {
      return;
    }
    ++state;
  }
}

}  // namespace

bool GlobFits(std::string_view glob, std::string_view path) {
  using Kind = Token::Kind;
  const std::vector<Token> tokens = Tokens(glob.substr(0, kPatternBytesMax));
  std::vector<char> now(tokens.size() + 1, 0);
  std::vector<char> next(tokens.size() + 1, 0);
  Enter(tokens, 0, now);
  // A state of kDeepFolders inside of a name: only a slash leads on.
  std::vector<char> inside(tokens.size() + 1, 0);
  for (const char c : path) {
    std::fill(next.begin(), next.end(), '\0');
    for (std::size_t state = 0; state < tokens.size(); ++state) {
      const Token& token = tokens[state];
      if (token.kind == Kind::kDeepFolders) {
        if (now[state] == 0 && inside[state] == 0) {
          continue;
        }
        inside[state] = 1;
        if (c == '/') {
          Enter(tokens, state + 1, next);
        }
      } else if (now[state] == 0) {
        continue;
      } else if (token.kind == Kind::kDeep || (token.kind == Kind::kStar && c != '/')) {
        Enter(tokens, state, next);
      } else if ((token.kind == Kind::kOne && token.one == c) ||
                 (token.kind == Kind::kAny && c != '/') ||
                 (token.kind == Kind::kClass && InClass(token.inside, c))) {
        Enter(tokens, state + 1, next);
      }
    }
    std::swap(now, next);
  }
  return now[tokens.size()] != 0;
}

void PathPatterns::Add(std::string_view pattern) {
  while (pattern.ends_with('\r') || (pattern.ends_with(' ') && !pattern.ends_with("\\ "))) {
    pattern.remove_suffix(1);
  }
  if (pattern.empty() || pattern[0] == '#' || patterns_.size() >= kPatternsMax) {
    return;
  }
  Pattern made;
  made.keep = pattern[0] == '!';
  pattern.remove_prefix(made.keep ? 1 : 0);
  while (pattern.size() > 1 && pattern.ends_with('/')) {
    made.folders = true;
    pattern.remove_suffix(1);
  }
  made.anchored = pattern.find('/') != std::string_view::npos;
  pattern.remove_prefix(pattern.starts_with('/') ? 1 : 0);
  if (!pattern.empty()) {
    made.glob = pattern;
    patterns_.push_back(std::move(made));
  }
}

void PathPatterns::AddLines(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    Add(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

PathPatterns::Answer PathPatterns::Of(std::string_view path, bool is_folder) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if ((is_folder || !pattern->folders) &&
        GlobFits(pattern->glob, pattern->anchored ? path : name)) {
      return pattern->keep ? Answer::kKeep : Answer::kIgnore;
    }
  }
  return Answer::kNothing;
}

}  // namespace ibid::audit
