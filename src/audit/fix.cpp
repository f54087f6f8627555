#include "audit/fix.h"

#include <filesystem>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "audit/fix/page_fixer.h"
#include "audit/fix/patch.h"

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

class Fixer {
 public:
  Fixer(const PageFixer& pages, const FixOptions& options) : pages_(pages), options_(options) {}

  Result<Fixed> Run(Report& report) && {
    std::vector<std::string> wanted;
    std::unordered_set<std::string> seen;
    Result<void> done = report.ForEachPlace([&](const Place& place, const AuditedLink& link) {
      if (pages_.Wants(place.page, link.url) && seen.insert(place.page).second) {
        wanted.push_back(place.page);
      }
      return true;
    });
    for (std::size_t i = 0; done && i < wanted.size(); ++i) {
      done = FixPage(wanted[i]);
    }
    if (!done) {
      return done.error();
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
    const Result<PageFixer::FixedPage> got = pages_.Fix(page);
    if (!got) {
      Leave(got.error().message);
      return {};
    }
    for (const std::string& why : got->fixed.left) {
      Leave(page + ": " + why);
    }
    return got->fixed.edits.empty() ? Result<void>() : Write(page, got->before, got->fixed);
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
        return {};
      }
    }
    ++out_.files;
    out_.links += fixed.edits.size();
    return {};
  }

  const PageFixer& pages_;
  const FixOptions& options_;
  Fixed out_;
};

}  // namespace

Result<Fixed> Fix(Report& report, const InputOptions& inputs, const FixOptions& options) {
  const Result<PageFixer> pages = PageFixer::Of(report, inputs);
  if (!pages) {
    return pages.error();
  }
  return Fixer(*pages, options).Run(report);
}

}  // namespace ibid::audit
