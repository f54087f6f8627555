#include "audit/fix/page_fixer.h"

#include <utility>

#include "audit/inputs/bytes.h"
#include "read/pdf.h"
#include "text/utf8.h"

namespace ibid::audit {

Result<PageFixer> PageFixer::Of(Report& report, const InputOptions& inputs) {
  PageFixer fixer(inputs);
  const Result<void> read = report.ForEachLink([&](const AuditedLink& link) {
    if (std::optional<Replacement> made = ReplacementOf(link)) {
      fixer.replacements_.emplace(link.url, std::move(*made));
    }
    return true;
  });
  if (!read) {
    return read.error();
  }
  return fixer;
}

bool PageFixer::Wants(const std::string& page, const std::string& url) const {
  return page != "-" && !text::StartsWithNoCase(page, "http://") &&
         !text::StartsWithNoCase(page, "https://") && replacements_.count(url) > 0;
}

Result<PageFixer::FixedPage> PageFixer::Fix(const std::string& page) const {
  Result<OriginalFile> file = ReadOriginal(page, inputs_->input_bytes_max);
  if (!file) {
    return file.error();
  }
  if (IsGzip(file->bytes) || read::IsPdf(file->bytes)) {
    return Error{ErrorCode::kInput, page + ": gzip files and PDFs are not corrected"};
  }
  const Bases bases = BasesOfFile(page, "", inputs_->base_url, inputs_->root_dir);
  FixedPage out;
  out.before = std::move(file).value();
  out.fixed =
      FixText(out.before.bytes, {page, "", inputs_->kind, inputs_->column}, bases,
              [&](const std::string& url) -> std::optional<Replacement> {
                const auto found = replacements_.find(url);
                return found == replacements_.end() ? std::nullopt : std::optional(found->second);
              });
  return out;
}

}  // namespace ibid::audit
