#pragma once

#include <string>
#include <vector>

#include "ibid/result.h"
#include "text/regex.h"

namespace ibid::audit {

// Which links are asked: --include and --exclude, regular expressions that are looked for anywhere
// in a URL. As lychee has it: what --include names is asked whatever --exclude says; with --include
// alone, nothing else is.
class Filter {
 public:
  // Error kUsage names the flag and the pattern.
  static Result<Filter> Make(const std::vector<std::string>& include,
                             const std::vector<std::string>& exclude);

  // Why a URL is not asked, for people; empty where it is.
  std::string Excludes(const std::string& url);

 private:
  struct Pattern {
    std::string text;
    text::Regex regex;
  };
  static Result<std::vector<Pattern>> Compile(const char* flag,
                                              const std::vector<std::string>& patterns);

  std::vector<Pattern> include_;
  std::vector<Pattern> exclude_;
};

}  // namespace ibid::audit
