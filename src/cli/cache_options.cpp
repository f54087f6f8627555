#include "cli/cache_options.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ibid/exchange.h"
#include "text/age.h"

namespace ibid::cli {
namespace {

struct What {
  std::string_view name;
  std::size_t arguments_min;
  std::size_t arguments_max;
  std::string_view needs;
};

constexpr std::array kWhat = {
    What{"stats", 0, 0, ""},
    What{"list", 0, 0, ""},
    What{"show", 1, 1, "an exchange's id, or a URL"},
    What{"verify", 0, 0, ""},
    What{"prune", 0, 0, ""},
    What{"export", 1, 1, "a file to write: FILE.warc.gz"},
    What{"import", 1, 1000, "files to read: WARC, gzipped or not"},
};

Error Usage(std::string message) {
  return {ErrorCode::kUsage, std::move(message)};
}

bool IsOutcome(std::string_view name) {
  const bool is_class =
      name.size() == 3 && name.ends_with("xx") && name[0] >= '1' && name[0] <= '9';
  return is_class || Number(name, 100, 999) ||
         (FailureNamed(name) && *FailureNamed(name) != Failure::kNone);
}

Result<void> SetOutcomes(const std::string& typed, std::string& out) {
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t comma = std::min(typed.find(',', at), typed.size());
    const std::string name = typed.substr(at, comma - at);
    if (!IsOutcome(name)) {
      return Usage("--outcome knows no '" + name +
                   "'; it takes statuses (404), their classes (5xx) and failures (dns, timeout), "
                   "separated by commas");
    }
    out += (out.empty() ? "" : ",") + name;
    at = comma + 1;
  }
  return {};
}

Result<void> CheckWhat(const std::vector<std::string>& inputs) {
  std::string known;
  for (const What& what : kWhat) {
    known += (known.empty() ? "" : ", ") + std::string(what.name);
    if (inputs.empty() || inputs[0] != what.name) {
      continue;
    }
    const std::size_t arguments = inputs.size() - 1;
    if (arguments < what.arguments_min) {
      return Usage("cache " + inputs[0] + " needs " + std::string(what.needs));
    }
    if (arguments > what.arguments_max) {
      return Usage("cache " + inputs[0] + " does not know what to do with '" +
                   inputs[what.arguments_max + 1] + "'");
    }
    return {};
  }
  return Usage("say what to do with the cache: " + known);
}

}  // namespace

Result<void> SetKeptAudits(const Typed& typed, std::optional<cache::KeptAudits>& out) {
  if (typed.keep_audits.empty()) {
    return {};
  }
  cache::KeptAudits keep;
  if (const auto count = Number(typed.keep_audits, 1, 1'000'000)) {
    keep.newest = static_cast<std::int64_t>(*count);
  } else if (!(keep.age_max = text::ParseAge(typed.keep_audits))) {
    return Usage("--keep-audits takes how many of each name (12), or an age such as 400d, not '" +
                 typed.keep_audits + "'");
  }
  out = keep;
  return {};
}

Result<void> SetCache(const Typed& typed, Options& options) {
  pipeline::CacheChoice& chosen = options.chosen;
  chosen.path = options.cache;
  chosen.host = typed.host;
  chosen.now = options.now;
  options.dry_run = typed.dry_run;
  options.body_alone = typed.body;
  options.evidence_of = typed.evidence_of;
  std::uint64_t size = 0;
  for (const Result<void>& done :
       {CheckWhat(options.inputs), SetOutcomes(typed.outcome, chosen.outcomes),
        SetAge("--older-than", typed.older_than, chosen.older_than),
        SetAge("--newer-than", typed.newer_than, chosen.newer_than),
        SetKeptAudits(typed, options.keep_audits),
        SetSize("--max-size", typed.max_size, 1024ULL << 30U, size)}) {
    if (!done) {
      return done;
    }
  }
  if (size > 0) {
    options.prune_bytes_max = size;
  }
  const bool chooses = !chosen.host.empty() || !chosen.outcomes.empty() || chosen.older_than ||
                       chosen.newer_than || size > 0;
  if (!options.evidence_of.empty() && (options.inputs[0] != "export" || chooses)) {
    return Usage("--for goes with cache export, and chooses alone");
  }
  if (options.inputs[0] == "prune" && !chooses && !options.keep_audits) {
    return Usage("say what to prune: --older-than, --host, --outcome, --max-size or --keep-audits");
  }
  return {};
}

}  // namespace ibid::cli
