#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/formats/formats.h"
#include "ibid/document.h"
#include "ibid/instant.h"
#include "ibid/result.h"
#include "ibid/secrets.h"
#include "pipeline/cache_report.h"
#include "write/write.h"

namespace ibid::cli {

enum class Command : std::uint8_t {
  kCheck,
  kDetect,
  kResolve,
  kGraph,
  kCache,
  kArchive,
  kServe,
  kAudit
};

// Exactly what was typed, before anything is looked at: flags.cpp fills it from the one table of
// flags.
struct Typed {
  std::vector<std::string> inputs;
  std::string format;
  std::string output;
  std::string input_kind;
  std::string url;
  std::string date;
  std::string max_input;
  std::string color;
  std::string width;
  std::string cache;
  std::string record;
  std::string replay;
  std::string now;
  std::string cacert;
  std::string proxy;
  std::string no_proxy;
  std::string timeout;
  std::string max_concurrency;
  std::string host_concurrency;
  std::string fail_on;
  std::string cache_max;
  std::string host;
  std::string outcome;
  std::string older_than;
  std::string newer_than;
  std::string evidence_of;
  std::string max_size;
  std::string keep_audits;
  std::string dead_after;
  std::string failures_apart;
  std::string config;
  std::string name;
  std::string depth;
  std::string max_pages;
  std::string accept;
  std::string column;
  std::string base_url;
  std::string root_dir;
  std::string fix;
  std::string patch;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> exclude_path;
  std::vector<std::string> files_from;
  std::vector<std::string> archive;
  std::vector<std::string> connect_to;
  std::vector<std::string> headers;
  bool robots = false;
  std::string max_saves;
  std::string listen;
  std::string port;
  std::string token_file;
  std::vector<std::string> server_names;
  std::string max_checks;
  std::string max_queue;
  std::string max_connections;
  bool dry_run = false;
  bool explain = false;
  bool no_cache = false;
  bool offline = false;
  bool allow_private = false;
  bool no_third_party = false;
  bool no_archive = false;
  bool body = false;
  bool quiet = false;
  bool no_progress = false;
  bool no_config = false;
  bool resume = false;
  bool dump = false;
  bool include_fragments = false;
  bool fix_in_place = false;
};

// What a run is to do: typed values, checked, defaults filled in.
struct Options {
  Command command = Command::kCheck;
  std::vector<std::string> inputs;  // Paths, URLs, "-"; for `cache` its sub-command.
  write::Format format = write::Format::kText;
  std::string output;  // Empty: standard output.

  // Reading.
  std::optional<InputKind> input_kind;
  std::string url;  // Where the one input came from.
  IsoDate date;     // Of the article, where the user knows better.
  std::uint64_t input_bytes_max = 64ULL << 20U;

  // What people see.
  bool color = false;
  int width = 80;  // Columns, 40..200.
  bool explain = false;
  bool progress = false;
  bool quiet = false;

  // The web.
  std::string cache;  // Path; empty: none.
  bool offline = false;
  std::string record;
  std::string replay;
  std::optional<Instant> now;
  std::vector<std::string> connect_to;
  std::string cacert;
  std::string proxy;
  std::string no_proxy;
  std::vector<std::string> headers;  // "Name: value"
  bool robots = false;
  bool allow_private = false;
  bool third_parties = true;
  std::vector<std::string> archives;  // As resolve::ParseArchive reads them.
  bool archived_copies = true;
  std::optional<std::chrono::seconds> newer_than;  // What is older is asked anew.
  int timeout_s = 20;
  int concurrency = 128;
  int host_concurrency = 4;
  Secrets secrets;  // Of the configuration and the environment.

  // What `cache` is to do, inputs[0], and with which exchanges.
  pipeline::CacheChoice chosen;
  std::optional<std::uint64_t> prune_bytes_max;
  std::optional<cache::KeptAudits> keep_audits;  // Of `ibid cache prune`.
  bool dry_run = false;
  bool body_alone = false;
  std::string evidence_of;  // Lines or texts of `check` or `resolve`; empty: all exchanges.

  // What `audit` is to do.
  audit::AuditOptions audit;
  std::string fix_folder;  // Corrected copies go below it; empty: none.
  bool fix_in_place = false;
  std::string patch_file;                          // Empty: none.
  const audit::FormatRow* audit_format = nullptr;  // In the place of `format`.
  bool dump = false;

  // Verdict names, or "failing", "dead"; of `audit` also standings and changes.
  std::vector<std::string> fail_on;
  std::uint64_t cache_bytes_max = 4ULL << 30U;
  int dead_after = 3;           // Failures, each
  int failures_apart_days = 3;  // after the one before.
  int saves_max = 100;          // Pages that `archive` asks to be saved.

  // `serve`
  std::string listen = "127.0.0.1";
  int port = 8017;
  std::string token_file;
  std::vector<std::string> server_names;
  int checks_at_once = 16;
  int queue_max = 1000;
  int connections_max = 4096;
};

std::vector<std::string> InputKindNames();  // As --input-kind takes them.
// The formats that a command writes: "text, json, ndjson".
std::string FormatNames(Command command);

// A whole number in [low, high], nothing else.
std::optional<std::uint64_t> Number(std::string_view text, std::uint64_t low, std::uint64_t high);
// The same of a flag; `out` stays where nothing was typed.
Result<void> SetInt(const char* flag, const std::string& typed, int low, int high, int& out);
// "500K", "64M", "1G" or plain bytes, at most `max`; `out` stays where nothing was typed.
Result<void> SetSize(const char* flag, const std::string& typed, std::uint64_t max,
                     std::uint64_t& out);

// "90d", "12h", "30m", "10s" of a flag; `out` stays where nothing was typed.
Result<void> SetAge(const char* flag, const std::string& typed,
                    std::optional<std::chrono::seconds>& out);

// Errors are kUsage and name the flag, what is wrong with its value, and what would be right.
Result<Options> Check(Command command, const Typed& typed);

}  // namespace ibid::cli
