#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/accept.h"
#include "audit/inputs.h"
#include "audit/report.h"
#include "cache/audit_prune.h"
#include "cache/audits.h"
#include "cache/cache.h"
#include "ibid/result.h"
#include "pipeline/link_session.h"

// The audit of a site: its inputs are read, each link is asked once, archives are asked for copies
// of what is dead, and all of it is compared with the audit of the same name before it. Each step
// keeps what it has in the cache, so that a run which ends anywhere can be gone on with.
namespace ibid::audit {

struct AuditOptions {
  InputOptions inputs;
  std::string name;  // Empty: NameFor(inputs).
  bool resume = false;
  int depth = 0;  // See crawl.h.
  std::size_t pages_max = 50'000;
  std::vector<std::string> include;  // See filter.h.
  std::vector<std::string> exclude;
  Accept accept;
  bool fragments = false;
  bool copies = true;                     // Ask archives for copies of what is dead.
  std::size_t width = 512;                // Links under way at once.
  std::optional<cache::KeptAudits> keep;  // Once this one is finished; none: all stay.
};

// A name for audits of these inputs: what was typed, with the whole paths of files.
std::string NameFor(const InputOptions& inputs);

enum class Phase : std::uint8_t { kReading, kAsking, kCopies };

struct Progress {
  Phase phase = Phase::kReading;
  std::size_t done = 0;  // Pages that are read; links.
  std::size_t of = 0;    // Links; 0 while reading.
  std::size_t failing = 0;
  std::size_t places = 0;  // While reading.
  std::uint64_t requests = 0;
};

// How a run ended.
struct Outcome {
  cache::AuditRow audit;
  bool went_on = false;  // With what an earlier run had left.
  bool finished = false;
  // Why not, and what to do, for people; empty where an interrupt is the reason.
  std::string trouble;
};

// Runs until the end, an interrupt, or trouble with the disk or our own network. `store` is where
// the audit is kept: the session's cache, or one for this run alone. Errors are kUsage and
// kStorage: nothing could be begun, or what there is cannot be read. `told` hears often; `say` gets
// what people should know at the beginning.
Result<Outcome> RunAudit(const AuditOptions& options, pipeline::LinkSession& session,
                         cache::Cache& store, const std::function<void(const Progress&)>& told,
                         const std::function<void(const std::string&)>& say);

// The links that would be asked, and no one is: each once, a line each, in the order of reading.
Result<void> DumpLinks(const AuditOptions& options, pipeline::LinkSession& session,
                       cache::Cache& store, const std::function<bool(std::string_view)>& out,
                       const std::function<void(const std::string&)>& say);

}  // namespace ibid::audit
