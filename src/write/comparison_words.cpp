#include "write/comparison_words.h"

#include <algorithm>
#include <cmath>

#include "ibid/instant.h"
#include "text/utf8.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

constexpr double kDrifted = 0.6;  // So much of a text is kept where it is edited, not replaced.

}  // namespace

const QuoteLook& BestLook(const QuoteCheck& check) {
  return *std::min_element(check.looks.begin(), check.looks.end(),
                           [](const QuoteLook& a, const QuoteLook& b) { return a.fit < b.fit; });
}

std::string DifferenceWords(const QuoteLook& look, std::size_t code_points) {
  std::string words;
  const auto add = [&words](std::string_view more) {
    words.append(words.empty() || more.empty() ? "" : " ").append(more);
  };
  for (const DiffStep& step : look.difference) {
    add(Plain(step.same));
    if (!step.quoted.empty() || !step.source.empty()) {
      std::string change = "[" + Plain(step.quoted);
      change.append(step.quoted.empty() ? "→" : " →");
      change.append(step.source.empty() ? "" : " ").append(Plain(step.source)).append("]");
      add(change);
    }
  }
  return text::Shorten(words, code_points);
}

std::string_view WhereWords(const QuoteLook& look) {
  return look.where == "capture" ? "in its copy"
         : look.where == "post"  ? "in the post"
                                 : "in the page";
}

std::string DriftWords(const Drift& drift) {
  return std::to_string(std::lround(drift.kept * 100)) + " % of what it said on " +
         DateWords(FormatInstant(drift.at).substr(0, 10)) + " is still there";
}

bool HasDrifted(const Drift& drift) {
  return drift.kept < kDrifted;
}

}  // namespace ibid::write
