#include "cli/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/audit_options.h"
#include "cli/cache_options.h"
#include "ibid/resolution.h"
#include "resolve/archives/archive.h"
#include "text/age.h"
#include "text/dates.h"
#include "url/url.h"

namespace ibid::cli {
namespace {

using write::Format;

// Positions are 32-bit offsets into the text, and reading may double a text's size.
constexpr std::uint64_t kInputMax = 1ULL << 30U;
constexpr std::uint64_t kCacheMax = 1024ULL << 30U;

Error Usage(std::string message) {
  return {ErrorCode::kUsage, std::move(message)};
}

// `detect` and `resolve` write the records that the next command reads; of a graph no report is
// written, and of what was saved a list.
bool Writes(Command command, Format format) {
  switch (command) {
    case Command::kCheck:
      return true;
    case Command::kDetect:
    case Command::kResolve:
    case Command::kCache:
      return format == Format::kText || format == Format::kJson || format == Format::kNdjson;
    case Command::kGraph:
      return format != Format::kText && format != Format::kHtml;
    case Command::kArchive:
      return format == Format::kText || format == Format::kNdjson;
    default:
      return false;
  }
}

Result<Format> FormatFor(Command command, const std::string& typed) {
  if (command == Command::kAudit) {
    return Format::kText;  // It has formats of its own.
  }
  if (!typed.empty()) {
    const std::optional<Format> format = write::FormatNamed(typed);
    if (format && Writes(command, *format)) {
      return *format;
    }
    return Usage("--format " + typed + " is not to be had here; there are " + FormatNames(command));
  }
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  switch (command) {
    case Command::kCheck:
    case Command::kCache:
    case Command::kArchive:
      return Format::kText;
    case Command::kDetect:
    case Command::kResolve:
      return terminal ? Format::kText : Format::kNdjson;
    default:
      return Format::kJson;
  }
}

constexpr std::array kInputKinds = {InputKind::kText, InputKind::kMarkdown, InputKind::kHtml,
                                    InputKind::kPdf};

Result<void> SetKind(const std::string& typed, std::optional<InputKind>& out) {
  for (const InputKind kind : kInputKinds) {
    if (typed == Name(kind)) {
      out = kind;
    }
  }
  if (!typed.empty() && !out) {
    return Usage("--input-kind takes text, markdown, html or pdf, not '" + typed + "'");
  }
  return {};
}

int TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return 80;
  }
  return std::clamp<int>(size.ws_col, 40, 100);
}

Result<void> SetLook(const Typed& typed, Options& options) {
  options.width = TerminalWidth();
  if (Result<void> done = SetInt("--width", typed.width, 40, 200, options.width); !done) {
    return done;
  }
  if (typed.color != "" && typed.color != "auto" && typed.color != "always" &&
      typed.color != "never") {
    return Usage("--color takes auto, always or never, not '" + typed.color + "'");
  }
  // https://no-color.org: set and not empty means no colour unless a flag says otherwise.
  const char* no_color = std::getenv("NO_COLOR");
  const bool wanted = no_color == nullptr || *no_color == '\0';
  options.color = typed.color == "always" || (typed.color != "never" && wanted &&
                                              typed.output.empty() && isatty(STDOUT_FILENO) != 0);
  options.explain = typed.explain;
  options.quiet = typed.quiet;
  options.progress = !typed.quiet && !typed.no_progress && isatty(STDERR_FILENO) != 0;
  return {};
}

std::string DefaultCache() {
  // XDG Base Directory Specification: an empty or relative value counts as unset.
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  if (xdg != nullptr && *xdg == '/') {
    return std::string(xdg) + "/ibid/cache.sqlite";
  }
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/ibid/cache.sqlite" : "";
}

Result<void> SetFailOn(Command command, const std::string& typed, std::vector<std::string>& out) {
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t comma = std::min(typed.find(',', at), typed.size());
    const std::string name = typed.substr(at, comma - at);
    at = comma + 1;
    bool known = name == Name(LinkState::kFailing) || name == Name(LinkState::kDead) ||
                 (command == Command::kAudit && IsAuditFinding(name));
    for (int verdict = 0; verdict <= static_cast<int>(Verdict::kUnknown); ++verdict) {
      known = known || name == Name(static_cast<Verdict>(verdict));
    }
    if (!known) {
      return Usage("--fail-on knows no verdict '" + name +
                   "'; it takes names such as failing, dead, gone, deleted, separated by commas" +
                   (command == Command::kAudit ? ", and fail, warn, unknown, new_failure" : ""));
    }
    out.push_back(name);
  }
  return {};
}

Result<void> SetWeb(const Typed& typed, Options& options) {
  options.cache = typed.no_cache ? "" : typed.cache.empty() ? DefaultCache() : typed.cache;
  if (typed.no_cache && !typed.cache.empty()) {
    return Usage("--cache and --no-cache contradict each other; give one");
  }
  if (typed.offline && !typed.replay.empty()) {
    return Usage("--offline answers from the cache and --replay from a WARC; give one");
  }
  if (typed.no_cache && typed.offline) {
    return Usage("--offline answers from the cache, which --no-cache leaves out; give one");
  }
  options.offline = typed.offline;
  options.record = typed.record;
  options.replay = typed.replay;
  if (!typed.replay.empty() && typed.cache.empty()) {
    options.cache.clear();  // A replayed web must not be remembered as the real one.
  }
  options.connect_to = typed.connect_to;
  options.cacert = typed.cacert;
  options.proxy = typed.proxy;
  options.no_proxy = typed.no_proxy;
  options.headers = typed.headers;
  options.robots = typed.robots;
  options.allow_private = typed.allow_private;
  options.third_parties = !typed.no_third_party;
  options.archived_copies = !typed.no_archive;
  for (const std::string& archive : typed.archive) {
    if (!resolve::ParseArchive(archive)) {
      return Usage(
          "--archive takes an http or https URL of a TimeGate, a TimeMap or an index, such "
          "as https://arquivo.pt/wayback/timemap/link/ or timegate=URL, not '" +
          archive + "'");
    }
    options.archives.push_back(archive);
  }
  if (!typed.now.empty()) {
    options.now = text::ParseInstant(typed.now);
    if (!options.now) {
      return Usage("--now takes a time such as 2015-09-28T12:00:00Z, not '" + typed.now + "'");
    }
  }
  for (const Result<void>& done :
       {SetInt("--timeout", typed.timeout, 1, 600, options.timeout_s),
        SetInt("--max-concurrency", typed.max_concurrency, 1, 1000, options.concurrency),
        SetInt("--host-concurrency", typed.host_concurrency, 1, 100, options.host_concurrency),
        SetAge("--newer-than", typed.newer_than, options.newer_than),
        SetInt("--dead-after", typed.dead_after, 1, 100, options.dead_after),
        SetInt("--failures-apart", typed.failures_apart, 0, 365, options.failures_apart_days),
        SetInt("--max-saves", typed.max_saves, 1, 10'000, options.saves_max),
        SetInt("--port", typed.port, 0, 65'535, options.port),
        SetInt("--max-checks", typed.max_checks, 1, 1000, options.checks_at_once),
        SetInt("--max-queue", typed.max_queue, 1, 1'000'000, options.queue_max),
        SetInt("--max-connections", typed.max_connections, 16, 16'000, options.connections_max),
        SetFailOn(options.command, typed.fail_on, options.fail_on)}) {
    if (!done) {
      return done;
    }
  }
  return {};
}

// Archiving is asking a third party, over the network.
Result<void> CheckArchive(const Typed& typed, Options& options) {
  if (options.command != Command::kArchive) {
    return {};
  }
  options.dry_run = typed.dry_run;
  if (typed.no_third_party) {
    return Usage("ibid archive asks the Wayback Machine, which --no-third-party forbids");
  }
  if (typed.offline || !typed.replay.empty()) {
    return Usage(
        "ibid archive asks the Wayback Machine, which needs the network: it does not go "
        "with --offline or --replay");
  }
  return {};
}

Result<void> CheckServe(const Typed& typed, Options& options) {
  if (options.command != Command::kServe) {
    return {};
  }
  if (!options.inputs.empty()) {
    return Usage("ibid serve takes no input; what is to be checked is sent to it");
  }
  if (!typed.replay.empty() && typed.cache.empty()) {
    return Usage("ibid serve keeps checks in a cache, and --replay does without; add --cache FILE");
  }
  if (!typed.listen.empty()) {
    options.listen = typed.listen;
  }
  options.token_file = typed.token_file;
  options.server_names = typed.server_names;
  return {};
}

Result<void> CheckInputs(const Options& options) {
  if (options.command == Command::kAudit) {
    return {};
  }
  if (options.inputs.empty() &&
      (options.command == Command::kCheck || options.command == Command::kDetect ||
       options.command == Command::kArchive)) {
    return Usage("no input; give a file, a URL, or - for standard input");
  }
  if (std::count(options.inputs.begin(), options.inputs.end(), "-") > 1) {
    return Usage("standard input (-) can be read only once");
  }
  if (!options.url.empty() && options.inputs.size() > 1) {
    return Usage("--url says where one input came from; there are " +
                 std::to_string(options.inputs.size()));
  }
  if (options.format == Format::kHtml && options.inputs.size() > 1) {
    return Usage("an HTML report shows one article; there are " +
                 std::to_string(options.inputs.size()) + " inputs");
  }
  return {};
}

}  // namespace

std::vector<std::string> InputKindNames() {
  std::vector<std::string> names;
  for (const InputKind kind : kInputKinds) {
    names.emplace_back(Name(kind));
  }
  return names;
}

std::string FormatNames(Command command) {
  if (command == Command::kAudit) {
    return AuditFormatNames();
  }
  std::string names;
  for (const write::FormatRow& row : write::Formats()) {
    if (Writes(command, row.format)) {
      names.append(names.empty() ? "" : ", ").append(row.name);
    }
  }
  return names;
}

std::optional<std::uint64_t> Number(std::string_view text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) {
    return std::nullopt;
  }
  return value;
}

Result<void> SetInt(const char* flag, const std::string& typed, int low, int high, int& out) {
  if (typed.empty()) {
    return {};
  }
  const auto value =
      Number(typed, static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high));
  if (!value) {
    return Usage(std::string(flag) + " takes a whole number from " + std::to_string(low) + " to " +
                 std::to_string(high) + ", not '" + typed + "'");
  }
  out = static_cast<int>(*value);
  return {};
}

Result<void> SetSize(const char* flag, const std::string& typed, std::uint64_t max,
                     std::uint64_t& out) {
  if (typed.empty()) {
    return {};
  }
  std::string_view digits = typed;
  std::uint64_t unit = 1;
  constexpr std::string_view kUnits = "KMG";
  if (const std::size_t at = kUnits.find(digits.back() & ~0x20); at != std::string_view::npos) {
    unit = 1ULL << (10 * (at + 1));
    digits.remove_suffix(1);
  }
  const auto value = Number(digits, 1, max / unit);
  if (!value) {
    return Usage(std::string(flag) + " takes a size up to " + std::to_string(max >> 30U) +
                 "G, such as 500K, 64M or 1G, not '" + typed + "'");
  }
  out = *value * unit;
  return {};
}

Result<void> SetAge(const char* flag, const std::string& typed,
                    std::optional<std::chrono::seconds>& out) {
  const std::optional<std::chrono::seconds> age = text::ParseAge(typed);
  if (!age && !typed.empty()) {
    return Usage(std::string(flag) + " takes an age such as 90d, 12h or 30m, not '" + typed + "'");
  }
  out = age ? age : out;
  return {};
}

Result<Options> Check(Command command, const Typed& typed) {
  Options options;
  options.command = command;
  options.inputs = typed.inputs;
  options.output = typed.output;
  const Result<Format> format =
      FormatFor(command, typed.explain && typed.format.empty() ? "text" : typed.format);
  if (!format) {
    return format.error();
  }
  options.format = *format;
  if (!typed.url.empty()) {
    const std::optional<url::Url> url = url::Url::Parse(typed.url);
    if (!url || !url->is_http()) {
      return Usage("--url takes an http or https URL, not '" + typed.url + "'");
    }
    options.url = url->text();
  }
  if (!typed.date.empty()) {
    const std::optional<text::FoundDate> date = text::DateAt(typed.date, 0);
    if (!date || date->at.end != typed.date.size()) {
      return Usage("--date takes a date such as 2015-09-28, not '" + typed.date + "'");
    }
    options.date = date->iso;
  }
  for (const Result<void>& done :
       {SetKind(typed.input_kind, options.input_kind),
        SetSize("--max-input", typed.max_input, kInputMax, options.input_bytes_max),
        SetSize("--cache-max", typed.cache_max, kCacheMax, options.cache_bytes_max),
        SetLook(typed, options), SetWeb(typed, options), CheckArchive(typed, options),
        CheckServe(typed, options), CheckInputs(options)}) {
    if (!done) {
      return done.error();
    }
  }
  const Result<void> own = command == Command::kCache   ? SetCache(typed, options)
                           : command == Command::kAudit ? SetAudit(typed, options)
                                                        : Result<void>();
  if (!own) {
    return own.error();
  }
  return options;
}

}  // namespace ibid::cli
