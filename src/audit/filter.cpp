#include "audit/filter.h"

#include <algorithm>
#include <utility>

namespace ibid::audit {

Result<std::vector<Filter::Pattern>> Filter::Compile(const char* flag,
                                                     const std::vector<std::string>& patterns) {
  std::vector<Pattern> out;
  for (const std::string& pattern : patterns) {
    Result<text::Regex> regex = text::Regex::Compile(pattern);
    if (!regex) {
      return Error{ErrorCode::kUsage,
                   std::string(flag) + " '" + pattern + "' " + regex.error().message};
    }
    out.push_back({pattern, std::move(regex).value()});
  }
  return out;
}

Result<Filter> Filter::Make(const std::vector<std::string>& include,
                            const std::vector<std::string>& exclude) {
  Filter filter;
  Result<std::vector<Pattern>> wanted = Compile("--include", include);
  if (!wanted) {
    return wanted.error();
  }
  Result<std::vector<Pattern>> unwanted = Compile("--exclude", exclude);
  if (!unwanted) {
    return unwanted.error();
  }
  filter.include_ = std::move(wanted).value();
  filter.exclude_ = std::move(unwanted).value();
  return filter;
}

std::string Filter::Excludes(const std::string& url) {
  for (Pattern& pattern : include_) {
    if (pattern.regex.FoundIn(url)) {
      return "";
    }
  }
  for (Pattern& pattern : exclude_) {
    if (pattern.regex.FoundIn(url)) {
      return "--exclude '" + pattern.text + "'";
    }
  }
  return !include_.empty() && exclude_.empty() ? "no --include names it" : "";
}

}  // namespace ibid::audit
