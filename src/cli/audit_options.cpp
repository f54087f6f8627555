#include "cli/audit_options.h"

#include <algorithm>

#include "cli/cache_options.h"
#include "url/url.h"

namespace ibid::cli {
namespace {

constexpr int kDepthMax = 100;
constexpr int kPagesMax = 1'000'000;
constexpr std::size_t kNameBytesMax = 500;
// Links that may be under way at once, for each request that may: a few hosts that keep their links
// waiting leave the others busy.
constexpr std::size_t kLinksPerRequest = 4;

Error Usage(std::string message) {
  return {ErrorCode::kUsage, std::move(message)};
}

Result<void> SetInputs(const Typed& typed, Options& options) {
  audit::InputOptions& inputs = options.audit.inputs;
  inputs.inputs = typed.inputs;
  inputs.files_from = typed.files_from;
  inputs.column = typed.column;
  inputs.exclude_path = typed.exclude_path;
  inputs.root_dir = typed.root_dir;
  inputs.kind = options.input_kind;
  inputs.input_bytes_max = options.input_bytes_max;
  if (!typed.base_url.empty()) {
    const std::optional<url::Url> base = url::Url::Parse(typed.base_url);
    if (!base || !base->is_http()) {
      return Usage("--base-url takes an http or https URL, not '" + typed.base_url + "'");
    }
    inputs.base_url = base->text();
  }
  if (inputs.inputs.empty() && inputs.files_from.empty()) {
    return Usage("no input; give files, folders, URLs, - for standard input, or --files-from");
  }
  const auto dashes = std::count(inputs.inputs.begin(), inputs.inputs.end(), "-") +
                      std::count(inputs.files_from.begin(), inputs.files_from.end(), "-");
  if (dashes > 1) {
    return Usage("standard input (-) can be read only once");
  }
  return {};
}

}  // namespace

Result<void> SetAudit(const Typed& typed, Options& options) {
  options.audit_format = audit::FormatNamed(typed.format.empty() ? "text" : typed.format);
  if (options.audit_format == nullptr) {
    return Usage("--format " + typed.format + " is not to be had here; there are " +
                 AuditFormatNames());
  }
  if (Result<void> done = SetInputs(typed, options); !done) {
    return done;
  }
  audit::AuditOptions& audit = options.audit;
  int pages_max = static_cast<int>(audit.pages_max);
  for (const Result<void>& done :
       {SetKeptAudits(typed, audit.keep), SetInt("--depth", typed.depth, 0, kDepthMax, audit.depth),
        SetInt("--max-pages", typed.max_pages, 1, kPagesMax, pages_max)}) {
    if (!done) {
      return done;
    }
  }
  audit.pages_max = static_cast<std::size_t>(pages_max);
  Result<audit::Accept> accept = audit::Accept::Parse(typed.accept);
  if (!accept) {
    return Usage("--accept: " + accept.error().message);
  }
  audit.accept = std::move(accept).value();
  if (typed.name.size() > kNameBytesMax) {
    return Usage("--name is longer than " + std::to_string(kNameBytesMax) + " bytes");
  }
  audit.name = typed.name;
  audit.resume = typed.resume;
  if (audit.resume && (options.cache.empty() || options.offline)) {
    return Usage("--resume goes on with what is kept in the cache, which " +
                 std::string(options.offline           ? "--offline leaves as it is"
                             : !options.replay.empty() ? "--replay leaves out without --cache"
                                                       : "--no-cache leaves out"));
  }
  audit.include = typed.include;
  audit.exclude = typed.exclude;
  audit.fragments = typed.include_fragments;
  audit.copies = options.third_parties && options.archived_copies && !options.offline;
  audit.width = kLinksPerRequest * static_cast<std::size_t>(options.concurrency);
  options.dump = typed.dump;
  options.fix_folder = typed.fix;
  options.fix_in_place = typed.fix_in_place;
  options.patch_file = typed.patch;
  if (options.fix_in_place && !options.fix_folder.empty()) {
    return Usage("--fix writes copies and --fix-in-place changes the files themselves; give one");
  }
  if (options.dump &&
      (options.fix_in_place || !options.fix_folder.empty() || !options.patch_file.empty())) {
    return Usage(
        "--dump asks after nothing, so that nothing can be corrected; leave one of them out");
  }
  return {};
}

std::string AuditFormatNames() {
  std::string names;
  for (const audit::FormatRow& row : audit::Formats()) {
    names.append(names.empty() ? "" : ", ").append(row.name);
  }
  return names;
}

bool IsAuditFinding(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(audit::Standing::kOpen); ++i) {
    if (Name(static_cast<audit::Standing>(i)) == name) {
      return true;
    }
  }
  for (int i = 1; i <= static_cast<int>(audit::Change::kGoneLink); ++i) {
    if (Name(static_cast<audit::Change>(i)) == name) {
      return true;
    }
  }
  return false;
}

}  // namespace ibid::cli
