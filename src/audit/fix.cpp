#include "audit/fix.h"

#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "audit/fix/fix_text.h"
#include "audit/fix/patch.h"
#include "audit/fix/write_file.h"
#include "audit/inputs/bytes.h"
#include "read/pdf.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

namespace fs = std::filesystem;

// Below the working folder a path from there; else the whole, without the slash before it.
std::string NameOf(const std::string& page) {
  std::error_code error;
  const fs::path whole = fs::absolute(page, error).lexically_normal();
  const fs::path here = fs::current_path(error).lexically_normal();
  const fs::path below = whole.lexically_relative(here);
  const bool outside = below.empty() || below.begin()->string() == "..";
  return outside ? whole.relative_path().string() : below.string();
}

bool IsFile(const std::string& page) {
  return page != "-" && !text::StartsWithNoCase(page, "http://") &&
         !text::StartsWithNoCase(page, "https://");
}

class Fixer {
 public:
  Fixer(const InputOptions& inputs, const FixOptions& options)
      : inputs_(inputs), options_(options) {}

  Result<Fixed> Run(Report& report) && {
    Result<void> read = report.ForEachLink([&](const AuditedLink& link) {
      if (std::optional<Replacement> made = ReplacementOf(link)) {
        replacements_.emplace(link.url, std::move(*made));
      }
      return true;
    });
    if (read) {
      read = report.ForEachPlace([&](const Place& place, const AuditedLink& link) {
        if (IsFile(place.page) && replacements_.count(link.url) > 0 &&
            seen_.insert(place.page).second) {
          pages_.push_back(place.page);
        }
        return true;
      });
    }
    for (std::size_t i = 0; read && i < pages_.size(); ++i) {
      read = FixPage(pages_[i]);
    }
    if (!read) {
      return read.error();
    }
    return std::move(out_);
  }

 private:
  void Leave(std::string why) {
    ++out_.left_total;
    if (out_.left.size() < kLeftMax) {
      out_.left.push_back(std::move(why));
    }
  }

  Result<void> FixPage(const std::string& page) {
    const Result<OriginalFile> file = ReadOriginal(page, inputs_.input_bytes_max);
    if (!file) {
      Leave(file.error().message);
      return {};
    }
    if (IsGzip(file->bytes) || read::IsPdf(file->bytes)) {
      Leave(page + ": gzip files and PDFs are not corrected");
      return {};
    }
    const Bases bases = BasesOfFile(page, "", inputs_.base_url, inputs_.root_dir);
    FixedText fixed =
        FixText(file->bytes, {page, "", inputs_.kind, inputs_.column}, bases,
                [&](const std::string& url) -> std::optional<Replacement> {
                  const auto found = replacements_.find(url);
                  return found == replacements_.end() ? std::nullopt : std::optional(found->second);
                });
    for (std::string& why : fixed.left) {
      Leave(page + ": " + std::move(why));
    }
    if (fixed.edits.empty()) {
      return {};
    }
    ++out_.files;
    out_.links += fixed.edits.size();
    return Write(page, *file, fixed);
  }

  Result<void> Write(const std::string& page, const OriginalFile& file, const FixedText& fixed) {
    const std::string name = NameOf(page);
    if (options_.patch && !options_.patch(UnifiedDiff(name, file.bytes, fixed.edits))) {
      return Error{ErrorCode::kStorage, "the patch cannot be written"};
    }
    if (!options_.folder.empty()) {
      if (Result<void> put = WriteBelow(options_.folder, name, fixed.bytes, file.mode); !put) {
        return put;
      }
    }
    if (options_.in_place) {
      if (const Result<void> put = WriteOver(page, file, fixed.bytes); !put) {
        Leave(put.error().message);
        --out_.files;
        out_.links -= fixed.edits.size();
      }
    }
    return {};
  }

  const InputOptions& inputs_;
  const FixOptions& options_;
  std::unordered_map<std::string, Replacement> replacements_;
  std::unordered_set<std::string> seen_;
  std::vector<std::string> pages_;
  Fixed out_;
};

}  // namespace

Result<Fixed> Fix(Report& report, const InputOptions& inputs, const FixOptions& options) {
  return Fixer(inputs, options).Run(report);
}

}  // namespace ibid::audit
