#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ibid/result.h"

namespace ibid::text {

// A regular expression of a user's: ICU's
// (https://unicode-org.github.io/icu/userguide/strings/regexp.html), which reads what Perl and Rust
// have in common. It may be found anywhere in a text. Patterns that take exponential time are cut
// off at kStepsMax: they then match nothing.
class Regex {
 public:
  static constexpr int kStepsMax = 100;  // ICU's time limit: some milliseconds of matching.
  static constexpr int kStackBytesMax = 1 << 20;

  // Error kUsage: where it breaks off and why.
  static Result<Regex> Compile(std::string_view pattern);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // One thread at a time.
  bool FoundIn(std::string_view text);

 private:
  struct Inner;
  explicit Regex(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::text
