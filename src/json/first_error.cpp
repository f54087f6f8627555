#include "json/first_error.h"

#include <vector>

namespace ibid::json {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsHex(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// One step per token. Every Pass function moves `at_` over what it is named after, as far as that
// is well-formed, and says whether it was.
class Scanner {
 public:
  explicit Scanner(std::string_view json) : json_(json) {}

  std::size_t Run() {
    if (PassValue()) {
      PassSpace();
    }
    return at_;
  }

 private:
  bool More() const { return at_ < json_.size(); }
  char Here() const { return More() ? json_[at_] : '\0'; }

  void PassSpace() {
    while (More() && (Here() == ' ' || Here() == '\n' || Here() == '\r' || Here() == '\t')) {
      ++at_;
    }
  }

  bool PassOne(char wanted) {
    PassSpace();
    if (Here() != wanted) {
      return false;
    }
    ++at_;
    return true;
  }

  void PassIf(char optional) {
    if (Here() == optional) {
      ++at_;
    }
  }

  bool PassWord(std::string_view word) {
    for (char c : word) {
      if (Here() != c) {
        return false;
      }
      ++at_;
    }
    return true;
  }

  bool PassDigits() {
    const std::size_t begin = at_;
    while (IsDigit(Here())) {
      ++at_;
    }
    return at_ > begin;
  }

  bool PassNumber() {
    PassIf('-');
    if (Here() == '0') {
      ++at_;
    } else if (!PassDigits()) {
      return false;
    }
    if (Here() == '.') {
      ++at_;
      if (!PassDigits()) {
        return false;
      }
    }
    if (Here() == 'e' || Here() == 'E') {
      ++at_;
      PassIf(Here() == '+' ? '+' : '-');
      return PassDigits();
    }
    return true;
  }

  bool PassEscape() {
    ++at_;
    if (Here() != 'u') {
      const bool known =
          More() && std::string_view("\"\\/bfnrt").find(Here()) != std::string_view::npos;
      at_ += known ? 1U : 0U;
      return known;
    }
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (!IsHex(Here())) {
        return false;
      }
    }
    return true;
  }

  bool PassString() {
    if (!PassOne('"')) {
      return false;
    }
    while (More() && Here() != '"') {
      if (static_cast<unsigned char>(Here()) < 0x20) {
        return false;
      }
      if (Here() != '\\') {
        ++at_;
      } else if (!PassEscape()) {
        return false;
      }
    }
    return PassOne('"');
  }

  bool PassScalar() {
    switch (Here()) {
      case '"':
        return PassString();
      case 't':
        return PassWord("true");
      case 'f':
        return PassWord("false");
      case 'n':
        return PassWord("null");
      default:
        return PassNumber();
    }
  }

  bool PassKey() { return PassString() && PassOne(':'); }

  // A value with all that it holds; `open_` has the bracket that closes each level.
  bool PassValue() {
    do {
      PassSpace();
      if (Here() == '[' || Here() == '{') {
        const bool is_object = Here() == '{';
        ++at_;
        open_.push_back(is_object ? '}' : ']');
        PassSpace();
        if (Here() != open_.back()) {
          if (is_object && !PassKey()) {
            return false;
          }
          continue;
        }
      } else if (!PassScalar()) {
        return false;
      }
      if (!PassEnds()) {
        return false;
      }
    } while (!open_.empty());
    return true;
  }

  // What may follow a value: the ends of levels, then a comma if a level is still open.
  bool PassEnds() {
    while (!open_.empty() && PassOne(open_.back())) {
      open_.pop_back();
    }
    if (open_.empty()) {
      return true;
    }
    return PassOne(',') && (open_.back() == ']' || PassKey());
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::vector<char> open_;
};

}  // namespace

std::size_t FirstError(std::string_view json) {
  return Scanner(json).Run();
}

}  // namespace ibid::json
