#pragma once

#include <string>
#include <unordered_map>

#include "audit/fix/fix_text.h"
#include "audit/fix/write_file.h"
#include "audit/inputs.h"
#include "audit/report.h"
#include "ibid/result.h"

namespace ibid::audit {

// Corrects page after page of one audit; holds what is to be written instead of what.
class PageFixer {
 public:
  // `inputs` are those of the audit and outlive this. Errors: kStorage.
  static Result<PageFixer> Of(Report& report, const InputOptions& inputs);

  // Whether a link that stands on this page is to be corrected there: the page is a file.
  bool Wants(const std::string& page, const std::string& url) const;

  struct FixedPage {
    OriginalFile before;
    FixedText fixed;
  };
  // Errors (kInput) name the page and say why it is left as it is.
  Result<FixedPage> Fix(const std::string& page) const;

 private:
  explicit PageFixer(const InputOptions& inputs) : inputs_(&inputs) {}
  const InputOptions* inputs_;
  std::unordered_map<std::string, Replacement> replacements_;
};

}  // namespace ibid::audit
