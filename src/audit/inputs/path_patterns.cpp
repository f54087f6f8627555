#include "audit/inputs/path_patterns.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <utility>

namespace ibid::audit {
namespace {

constexpr std::size_t kPatternBytesMax = 4096;

using Bytes = std::bitset<256>;

// One step of a pattern.
struct Token {
  enum class Kind { kOne, kAny, kClass, kStar, kDeep, kDeepFolders, kNever };
  Kind kind = Kind::kOne;
  char one = '\0';
  Bytes inside;  // Of a class.
};

unsigned char ByteOf(char c) {
  return static_cast<unsigned char>(c);
}

// "[:alpha:]" and its kin, of ASCII. False: there is no such class.
bool AddNamed(std::string_view name, Bytes& out) {
  struct Named {
    std::string_view name;
    int (*has)(int);
  };
  static constexpr std::array kNamed = {
      Named{"alnum", std::isalnum}, Named{"alpha", std::isalpha}, Named{"blank", std::isblank},
      Named{"cntrl", std::iscntrl}, Named{"digit", std::isdigit}, Named{"graph", std::isgraph},
      Named{"lower", std::islower}, Named{"print", std::isprint}, Named{"punct", std::ispunct},
      Named{"space", std::isspace}, Named{"upper", std::isupper}, Named{"xdigit", std::isxdigit}};
  const auto found = std::find_if(kNamed.begin(), kNamed.end(),
                                  [&](const Named& named) { return named.name == name; });
  for (int c = 0; found != kNamed.end() && c < 0x80; ++c) {
    out[static_cast<std::size_t>(c)] = out[static_cast<std::size_t>(c)] || found->has(c) != 0;
  }
  return found != kNamed.end();
}

// Reads the class that begins at `at`, as Git's wildmatch.c does; one past it. 0: it never ends, or
// has a class that nobody knows, and so the pattern fits nothing.
std::size_t ReadClass(std::string_view glob, std::size_t at, Bytes& out) {
  std::size_t i = at + 1;
  const bool negated = glob.substr(i, 1) == "!" || glob.substr(i, 1) == "^";
  i += negated ? 1U : 0U;
  int low = -1;  // What a "-" would go on from.
  for (bool first = true; i < glob.size() && (first || glob[i] != ']'); first = false) {
    const bool range = glob[i] == '-' && low >= 0 && i + 1 < glob.size() && glob[i + 1] != ']';
    i += range ? 1U : 0U;
    const std::size_t close =
        !range && glob.substr(i, 2) == "[:" ? glob.find(']', i + 2) : std::string_view::npos;
    if (close != std::string_view::npos && close > i + 2 && glob[close - 1] == ':') {
      if (!AddNamed(glob.substr(i + 2, close - i - 3), out)) {
        return 0;
      }
      low = -1;
      i = close + 1;
      continue;
    }
    i += glob[i] == '\\' ? 1U : 0U;
    if (i >= glob.size()) {
      return 0;
    }
    const int one = ByteOf(glob[i++]);
    for (int c = range ? low : one; c <= one; ++c) {
      out.set(static_cast<std::size_t>(c));
    }
    low = range ? -1 : one;
  }
  if (i >= glob.size()) {
    return 0;
  }
  if (negated) {
    out.flip();
  }
  out.reset(ByteOf('/'));
  return i + 1;
}

// One past the stars at `at`, which are added. Two or more are deep where they are a whole part of
// the path; Git takes the beginning of the pattern for that of what follows its plain characters.
std::size_t ReadStars(std::string_view glob, std::size_t at, std::vector<Token>& out) {
  using Kind = Token::Kind;
  const std::size_t end = std::min(glob.find_first_not_of('*', at), glob.size());
  const bool begins = at == 0 || glob[at - 1] == '/' || at == glob.find_first_of("*?[\\");
  Token token;
  token.kind = Kind::kStar;
  if (end - at > 1 && begins) {
    const bool folders = glob.substr(end, 1) == "/";
    if (folders || end == glob.size() || glob.substr(end, 2) == "\\/") {
      token.kind = folders ? Kind::kDeepFolders : Kind::kDeep;
      out.push_back(token);
      return folders ? end + 1 : end;
    }
  }
  out.push_back(token);
  return end;
}

std::vector<Token> Tokens(std::string_view glob) {
  using Kind = Token::Kind;
  std::vector<Token> out;
  for (std::size_t i = 0; i < glob.size();) {
    if (glob[i] == '*') {
      i = ReadStars(glob, i, out);
      continue;
    }
    Token token;
    if (glob[i] == '?') {
      token.kind = Kind::kAny;
      ++i;
    } else if (glob[i] == '[') {
      i = ReadClass(glob, i, token.inside);
      token.kind = i == 0 ? Kind::kNever : Kind::kClass;
    } else {
      i += glob[i] == '\\' ? 1U : 0U;
      token.kind = i == glob.size() ? Kind::kNever : Kind::kOne;
      token.one = i == glob.size() ? '\0' : glob[i];
      ++i;
    }
    out.push_back(token);
    if (token.kind == Kind::kNever) {
      break;
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
                 (token.kind == Kind::kClass && token.inside[ByteOf(c)])) {
        Enter(tokens, state + 1, next);
      }
    }
    std::swap(now, next);
  }
  return now[tokens.size()] != 0;
}

void PathPatterns::Add(std::string_view pattern) {
  // Spaces at the end are no part of it, unless there is a backslash before them.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == ' ') {
      continue;
    }
    i += pattern[i] == '\\' ? 1U : 0U;
    kept = std::min(i + 1, pattern.size());
  }
  pattern = pattern.substr(0, kept);
  if (pattern.empty() || pattern[0] == '#' || patterns_.size() >= kPatternsMax) {
    return;
  }
  Pattern made;
  made.keep = pattern[0] == '!';
  pattern.remove_prefix(made.keep ? 1 : 0);
  if (pattern.size() > 1 && pattern.ends_with('/')) {
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
  lines.remove_prefix(lines.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    Add(line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0)));
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
