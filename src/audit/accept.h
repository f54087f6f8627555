#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/report.h"
#include "ibid/resolution.h"
#include "ibid/result.h"

namespace ibid::audit {

// What is to be thought of a verdict where nobody says otherwise: what was found is ok, what has
// moved for good wants a correction, what was not there or did not answer fails; what turned us
// away says nothing.
Standing DefaultStanding(Verdict verdict);

// The exceptions of a user: --accept.
//
//   '200..=299,429'             statuses of the last answer, or ranges of them: a..=b, a..b
//   (without
//                               b), a.., ..=b, as lychee has them
//   '403:warn,999:unknown'      with what they are to count as: ok, warn, fail, unknown
//   'blocked:warn,soft_404:ok'  verdicts by name
//
// The first that fits decides. A status of 2xx or 3xx without ":..." is no exception: what such an
// answer shows is judged by what it shows.
class Accept {
 public:
  // An empty text: no exceptions. Error kUsage names the part that is wrong.
  static Result<Accept> Parse(std::string_view text);

  Standing StandingOf(Verdict verdict, int status) const;
  const std::string& text() const { return text_; }

 private:
  struct Rule {
    int low = 0;  // Statuses, both included; 0: it is about a verdict.
    int high = 0;
    Verdict verdict = Verdict::kUnknown;
    std::optional<Standing> standing;
  };
  static std::optional<Rule> ParseRule(std::string_view item);

  std::string text_;
  std::vector<Rule> rules_;
};

}  // namespace ibid::audit
