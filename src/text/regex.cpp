#include "text/regex.h"

#include <algorithm>
#include <utility>

#include <unicode/uregex.h>
#include <unicode/utext.h>

namespace ibid::text {
namespace {

constexpr std::size_t kPatternBytesMax = 10'000;
constexpr std::size_t kTextBytesMax = std::size_t{64} << 10U;  // As long as a URL may be.

// A UTF-8 text as ICU looks at it, in place.
class View {
 public:
  explicit View(std::string_view text) {
    UErrorCode code = U_ZERO_ERROR;
    utext_openUTF8(&view_, text.data(), static_cast<std::int64_t>(text.size()), &code);
    good_ = U_SUCCESS(code) != 0;
  }
  ~View() { utext_close(&view_); }
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  UText* get() { return &view_; }
  bool good() const { return good_; }

 private:
  UText view_ = UTEXT_INITIALIZER;
  bool good_ = false;
};

}  // namespace

struct Regex::Inner {
  explicit Inner(URegularExpression* its_compiled) : compiled(its_compiled) {}
  ~Inner() { uregex_close(compiled); }
  Inner(const Inner&) = delete;
  Inner& operator=(const Inner&) = delete;
  URegularExpression* compiled;
};

Regex::Regex(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::Compile(std::string_view pattern) {
  if (pattern.empty() || pattern.size() > kPatternBytesMax) {
    return Error{ErrorCode::kUsage, pattern.empty() ? "an empty pattern would match everything"
                                                    : "the pattern is too long"};
  }
  View view(pattern);
  UErrorCode code = U_ZERO_ERROR;
  UParseError where{};
  URegularExpression* compiled =
      view.good() ? uregex_openUText(view.get(), 0, &where, &code) : nullptr;
  if (compiled == nullptr || U_FAILURE(code) != 0) {
    uregex_close(compiled);
    std::string why = u_errorName(code);  // "U_REGEX_MISMATCHED_PAREN"
    constexpr std::string_view kPrefix = "U_REGEX_";
    why.erase(0, why.starts_with(kPrefix) ? kPrefix.size() : 0);
    std::transform(why.begin(), why.end(), why.begin(), [](char c) {
      return c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return Error{ErrorCode::kUsage,
                 "is no regular expression: " + why +
                     (where.offset > 0 ? " at character " + std::to_string(where.offset) : "")};
  }
  uregex_setTimeLimit(compiled, kStepsMax, &code);
  uregex_setStackLimit(compiled, kStackBytesMax, &code);
  return Regex(std::make_unique<Inner>(compiled));
}

bool Regex::FoundIn(std::string_view text) {
  View view(text.substr(0, kTextBytesMax));
  UErrorCode code = U_ZERO_ERROR;
  uregex_setUText(inner_->compiled, view.get(), &code);
  const bool found = uregex_find(inner_->compiled, 0, &code) != 0;
  return view.good() && U_SUCCESS(code) != 0 && found;
}

}  // namespace ibid::text
