#include "cli/flags.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/completion.h"
#include "cli/config.h"

namespace ibid::cli {
namespace {

// Which commands a flag belongs to.
enum : unsigned {
  kC = 1,
  kD = 2,
  kR = 4,
  kG = 8,
  kK = 16,
  kA = 32,
  kWeb = kC | kD | kR | kA,
  kAll = kC | kD | kR | kG | kA
};

using Field = std::variant<bool Typed::*, std::string Typed::*, std::vector<std::string> Typed::*>;

struct Flag {
  const char* names;  // "-f,--format"
  const char* value;  // What the help calls its value; empty for switches.
  const char* help;   // One line, at most 45 columns.
  unsigned commands;
  Field field;
};

// The one definition of the flags.
const std::array kFlags = {
    Flag{"-f,--format", "NAME", "how to write it: below", kAll | kK, &Typed::format},
    Flag{"-o,--output", "FILE", "write there instead of standard output", kAll | kK,
         &Typed::output},
    Flag{"--explain", "", "why each was found: its line, parts and rule", kD, &Typed::explain},
    Flag{"--fail-on", "LIST", "verdicts for exit code 1, or failing, dead", kC | kR,
         &Typed::fail_on},
    Flag{"--dead-after", "N", "failures that make a thing dead, default 3", kC | kR,
         &Typed::dead_after},
    Flag{"--failures-apart", "DAYS", "from one that counts to the next, default 3", kC | kR,
         &Typed::failures_apart},
    Flag{"--input-kind", "KIND", "text, markdown, html, pdf; default: looked at", kC | kD | kA,
         &Typed::input_kind},
    Flag{"--url", "URL", "where the input came from (base of its links)", kC | kD | kA,
         &Typed::url},
    Flag{"--date", "DATE", "the article's date, where it does not say it", kC | kD, &Typed::date},
    Flag{"--max-input", "SIZE", "largest input, default 64M", kAll, &Typed::max_input},
    Flag{"--color", "WHEN", "auto, always, never", kC | kD | kR, &Typed::color},
    Flag{"--width", "COLUMNS", "of text output, 40 to 200", kC | kD | kR, &Typed::width},
    Flag{"--cache", "FILE", "the SQLite file that remembers every exchange", kWeb | kK,
         &Typed::cache},
    Flag{"--cache-max", "SIZE", "its size; beyond, old uncited go; default 4G", kWeb,
         &Typed::cache_max},
    Flag{"--host", "NAME", "exchanges with this host and those below it", kK, &Typed::host},
    Flag{"--outcome", "LIST", "with these: 404, 5xx, dns, timeout, ...", kK, &Typed::outcome},
    Flag{"--older-than", "AGE", "asked longer ago: 90d, 12h, 30m", kK, &Typed::older_than},
    Flag{"--newer-than", "AGE", "asked since", kK, &Typed::newer_than},
    Flag{"--max-size", "SIZE", "prune: the oldest until the file needs no more", kK,
         &Typed::max_size},
    Flag{"--dry-run", "", "only say what would go, or be saved", kK | kA, &Typed::dry_run},
    Flag{"--body", "", "show: the body's bytes and nothing else", kK, &Typed::body},
    Flag{"--no-cache", "", "remember nothing", kWeb, &Typed::no_cache},
    Flag{"--offline", "", "answer from the cache alone", kWeb, &Typed::offline},
    Flag{"--record", "FILE", "write what was exchanged as WARC (.warc.gz)", kWeb, &Typed::record},
    Flag{"--replay", "FILE", "let this WARC be the web; ask nobody", kWeb, &Typed::replay},
    Flag{"--no-third-party", "", "ask only hosts that the article names", kWeb,
         &Typed::no_third_party},
    Flag{"--max-saves", "N", "pages to be saved in one run, default 100", kA, &Typed::max_saves},
    Flag{"--archive", "URL", "also look for copies there; repeatable", kC | kR, &Typed::archive},
    Flag{"--timeout", "SECONDS", "for one answer, default 20", kWeb, &Typed::timeout},
    Flag{"--max-concurrency", "N", "requests under way at once, default 128", kWeb,
         &Typed::max_concurrency},
    Flag{"--host-concurrency", "N", "of these to one host, default 4", kWeb,
         &Typed::host_concurrency},
    Flag{"--now", "TIME", "fix the clock: 2015-09-28T12:00:00Z", kWeb | kK, &Typed::now},
    Flag{"--connect-to", "H:P:H2:P2", "reach host H at H2 (empty H: all); repeatable", kWeb,
         &Typed::connect_to},
    Flag{"--cacert", "FILE", "trust these authorities instead", kWeb, &Typed::cacert},
    Flag{"--proxy", "URL", "go through this proxy (never from environment)", kWeb, &Typed::proxy},
    Flag{"--no-proxy", "HOSTS", "ask these, and all under them, without it", kWeb,
         &Typed::no_proxy},
    Flag{"--header", "LINE", "send \"Name: value\" to every host; repeatable", kWeb,
         &Typed::headers},
    Flag{"--robots", "", "ask nothing that robots.txt does not allow", kWeb, &Typed::robots},
    Flag{"--allow-private", "", "also ask private and loopback addresses", kWeb,
         &Typed::allow_private},
    Flag{"--config", "FILE", "settings; default ~/.config/ibid/config.toml", kAll | kK,
         &Typed::config},
    Flag{"--no-config", "", "read no settings", kAll | kK, &Typed::no_config},
    Flag{"-q,--quiet", "", "no messages but errors", kAll, &Typed::quiet},
    Flag{"--no-progress", "", "no progress on a terminal", kWeb, &Typed::no_progress},
};

struct CommandRow {
  const char* name;
  Command command;
  unsigned bit;
  const char* arguments;
  const char* what;
  const char* examples;
};

constexpr std::array kCommands = {
    CommandRow{"check", Command::kCheck, kC, "INPUT...",
               "Read an article, find what it leans on, go and look, and report.",
               "  ibid check article.html\n"
               "  ibid check -f html -o report.html https://example.org/story\n"
               "  ibid check -f csv -o mentions.csv *.html\n"
               "  ibid check --fail-on failing *.txt\n"},
    CommandRow{"detect", Command::kDetect, kD, "INPUT...",
               "Find what articles mention; asks the web for nothing but a URL that is given.",
               "  ibid detect --explain article.txt\n"
               "  ibid detect -f ndjson *.html > mentions.ndjson\n"},
    CommandRow{"resolve", Command::kResolve, kR, "[INPUT...]",
               "Ask the web about detected references: NDJSON lines of detect, or URLs.",
               "  ibid detect -f ndjson a.txt | ibid resolve > resolved.ndjson\n"
               "  ibid resolve https://t.co/rNLKdVKzkW\n"},
    CommandRow{"graph", Command::kGraph, kG, "[INPUT...]",
               "Merge lines of detect or resolve into one citation graph.",
               "  ibid graph -f dot resolved.ndjson | dot -Tsvg > graph.svg\n"
               "  ibid graph -f gexf -o gephi.gexf resolved.ndjson\n"},
    CommandRow{"archive", Command::kArchive, kA, "INPUT...",
               "Ask the Wayback Machine to save linked pages that it lacks.",
               "  ibid archive --dry-run article.html\n"
               "  IBID_WAYBACK_KEY=ACCESS:SECRET ibid archive article.html\n"},
    CommandRow{"cache", Command::kCache, kK, "WHAT [ARGUMENT...]",
               "Look at what is remembered, and look after it.\nWHAT is one of\n"
               "  stats                 how much there is\n"
               "  list                  the exchanges, oldest first; * marks what is cited\n"
               "  show ID|URL           one exchange; of a URL the newest\n"
               "  verify                read everything, and say what is wrong\n"
               "  prune                 take away what the flags choose and nothing cites\n"
               "  export FILE.warc.gz   write what the flags choose as WARC\n"
               "  import FILE...        add what WARC files hold",
               "  ibid cache list --host example.org --outcome 404,5xx\n"
               "  ibid cache prune --older-than 365d --dry-run\n"
               "  sqlite3 ~/.cache/ibid/cache.sqlite 'SELECT * FROM dead_links'\n"},
};

constexpr const char* kExitCodes =
    "Exit codes: 0 fine; 1 findings that --fail-on names; 2 nothing could start\n"
    "(usage, configuration, no readable input); 3 some inputs, or the run, could not\n"
    "be finished.\n";

const CommandRow* FindCommand(std::string_view name) {
  for (const CommandRow& row : kCommands) {
    if (name == row.name) {
      return &row;
    }
  }
  return nullptr;
}

std::string FlagLine(const Flag& flag) {
  std::string names = flag.names;
  if (const std::size_t comma = names.find(','); comma != std::string::npos) {
    names.replace(comma, 1, ", ");
  } else {
    names.insert(0, "    ");
  }
  std::string line = "  " + names;
  if (*flag.value != '\0') {
    line += std::string(" ") + flag.value;
  }
  line.resize(std::max<std::size_t>(line.size() + 1, 29), ' ');
  return line + flag.help + "\n";
}

// Words between commas, in lines of at most 80 columns.
std::string Wrapped(std::string_view first, std::string_view words) {
  constexpr std::size_t kColumns = 80;
  std::string out;
  std::string line(first);
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (line.size() + 1 + end > kColumns) {
      out += line + "\n";
      line = "  ";
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
    line += words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out + line + "\n";
}

std::string CommandHelp(const CommandRow& row) {
  std::string out =
      std::string("ibid ") + row.name + " [FLAGS] " + row.arguments + "\n" + row.what + "\n";
  if ((row.bit & (kC | kD | kA)) != 0) {
    out += "INPUT is a file (text, Markdown, HTML, PDF), a URL, or - for standard input.\n";
  }
  out += "\n";
  for (const Flag& flag : kFlags) {
    if ((flag.commands & row.bit) != 0) {
      out += FlagLine(flag);
    }
  }
  if (const std::string formats = FormatNames(row.command); !formats.empty()) {
    out += "\n" + Wrapped("Formats:", formats);
  }
  return out + "\nExamples:\n" + row.examples + "\n" + kExitCodes;
}

// CLI11 says "--fromat: unexpected"; people want the way out too.
SayAndStop UsageError(const std::string& message, const std::string& command) {
  std::string text = "ibid: " + message + "\n";
  text += "Try: ibid " + (command.empty() ? std::string() : command + " ") + "--help\n";
  return {text, ExitCode::kNothingDone};
}

void AddFlags(CLI::App& app, const CommandRow& row, Typed& typed) {
  for (const Flag& flag : kFlags) {
    if ((flag.commands & row.bit) == 0) {
      continue;
    }
    if (const auto* field = std::get_if<bool Typed::*>(&flag.field)) {
      app.add_flag(flag.names, typed.*(*field), flag.help);
    } else if (const auto* text = std::get_if<std::string Typed::*>(&flag.field)) {
      app.add_option(flag.names, typed.*(*text), flag.help);
    } else {
      app.add_option(flag.names, typed.*std::get<std::vector<std::string> Typed::*>(flag.field),
                     flag.help)
          ->expected(1)
          ->allow_extra_args(false)  // What follows the value is an input.
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  }
  app.add_option("INPUT", typed.inputs);
}

// "--format" of "-f,--format".
std::string_view LongName(const Flag& flag) {
  const std::string_view names = flag.names;
  return names.substr(names.find("--"));
}

// Fills in a field that the command line left; false where the value is of the wrong type.
bool SetField(Typed& typed, const Field& field, const Setting& setting) {
  if (const auto* on = std::get_if<bool Typed::*>(&field)) {
    const bool* value = std::get_if<bool>(&setting.value);
    typed.*(*on) = value != nullptr && *value;
    return value != nullptr;
  }
  if (const auto* text = std::get_if<std::string Typed::*>(&field)) {
    const std::string* value = std::get_if<std::string>(&setting.value);
    typed.*(*text) = value != nullptr ? *value : "";
    return value != nullptr;
  }
  std::vector<std::string>& list = typed.*std::get<std::vector<std::string> Typed::*>(field);
  if (const auto* values = std::get_if<std::vector<std::string>>(&setting.value)) {
    list = *values;
    return true;
  }
  const std::string* one = std::get_if<std::string>(&setting.value);
  list.assign(one != nullptr ? 1U : 0U, one != nullptr ? *one : "");
  return one != nullptr;
}

// Where each flag that the configuration set was set, for messages.
using SetAt = std::vector<std::pair<std::string, std::string>>;

// The first break of the configuration, or "" where it fits. A command's own table goes before what
// stands above all tables, whatever their order in the file, and the command line before both.
std::string Apply(const Config& config, const CommandRow& row, const CLI::App& app, Typed& typed,
                  SetAt& set_at) {
  for (const bool own : {false, true}) {
    for (const Setting& setting : config.settings) {
      const std::string where = config.path + ", line " + std::to_string(setting.line);
      const std::string name = "--" + setting.name;
      const auto* flag = std::find_if(kFlags.begin(), kFlags.end(),
                                      [&](const Flag& f) { return LongName(f) == name; });
      const CommandRow* table = FindCommand(setting.command);
      if (!setting.command.empty() && table == nullptr) {
        return where + ": there is no command '" + setting.command + "'";
      }
      if (flag == kFlags.end() || name == "--config" || name == "--no-config" ||
          (table != nullptr && (flag->commands & table->bit) == 0)) {
        return where + ": '" + setting.name + "' is no setting" +
               (table != nullptr ? " of " + setting.command : std::string()) +
               "; settings are the flags of ibid COMMAND --help, without dashes";
      }
      const bool ours = own ? table == &row : table == nullptr;
      if (!ours || (flag->commands & row.bit) == 0 || app.count(name) > 0) {
        continue;
      }
      if (!SetField(typed, flag->field, setting)) {
        return where + ": '" + setting.name +
               (std::holds_alternative<bool Typed::*>(flag->field)
                    ? "' is true or false"
                    : "' takes a string, a number, or where it may be repeated a list");
      }
      set_at.emplace_back(name, where);
    }
  }
  return "";
}

// A value's error, with where it was set if not on the command line.
std::string WithPlace(std::string message, const SetAt& set_at) {
  for (const auto& [name, where] : set_at) {
    if (message.compare(0, name.size() + 1, name + " ") == 0) {
      return message + " (set in " + where + ")";
    }
  }
  return message;
}

std::variant<Options, SayAndStop> ParseCommand(const CommandRow& row, int argc,
                                               const char* const* argv) {
  Typed typed;
  CLI::App app;
  app.set_help_flag();
  bool help = false;
  app.add_flag("-h,--help", help);
  AddFlags(app, row, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Error& error) {
    return UsageError(error.what(), row.name);
  }
  if (help) {
    return SayAndStop{CommandHelp(row), ExitCode::kFine};
  }
  Result<Config> config =
      typed.no_config ? Config{}
                      : ReadConfig(typed.config.empty() ? DefaultConfigPath() : typed.config,
                                   !typed.config.empty());
  if (!config) {
    return UsageError(config.error().message, row.name);
  }
  SetAt set_at;
  if (const std::string wrong = Apply(*config, row, app, typed, set_at); !wrong.empty()) {
    return UsageError(wrong, row.name);
  }
  Result<Options> options = Check(row.command, typed);
  if (!options) {
    return UsageError(WithPlace(options.error().message, set_at), row.name);
  }
  options->secrets = std::move(config->secrets);
  AddKeysOfEnvironment(options->secrets);
  return std::move(options).value();
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(", "), text.size());
    if (end > 0) {
      words.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// The values of a flag that has few.
std::vector<std::string> ChoicesOf(std::string_view flag, Command command) {
  if (flag == "--format") {
    return Words(FormatNames(command));
  }
  if (flag == "--color") {
    return {"auto", "always", "never"};
  }
  if (flag == "--input-kind") {
    return {"text", "markdown", "html", "pdf"};
  }
  return {};
}

SayAndStop ShellCompletion(std::string_view shell) {
  if (const std::optional<std::string> script = Completion(shell)) {
    return {*script, ExitCode::kFine};
  }
  return {
      "ibid: completion takes the name of a shell: bash, zsh or fish\n"
      "Try: ibid completion bash > ~/.local/share/bash-completion/completions/ibid\n",
      ExitCode::kNothingDone};
}

}  // namespace

std::vector<CommandLook> CommandLine() {
  std::vector<CommandLook> commands;
  for (const CommandRow& row : kCommands) {
    CommandLook& command = commands.emplace_back();
    command.name = row.name;
    command.arguments = row.arguments;
    command.what = row.what;
    command.examples = row.examples;
    for (const Flag& flag : kFlags) {
      if ((flag.commands & row.bit) != 0) {
        const std::string_view name = LongName(flag);
        command.flags.push_back(
            {flag.names, flag.value, flag.help, ChoicesOf(name, row.command),
             std::holds_alternative<std::vector<std::string> Typed::*>(flag.field)});
      }
    }
  }
  return commands;
}

std::string ExitCodesHelp() {
  return kExitCodes;
}

std::string Help(const std::string& command) {
  if (const CommandRow* row = FindCommand(command)) {
    return CommandHelp(*row);
  }
  std::string out =
      "ibid reads news articles, finds everything they lean on, goes and looks, and draws\n"
      "the citation graph with its evidence.\n\nibid COMMAND [FLAGS] [INPUT...]\n\n";
  for (const CommandRow& row : kCommands) {
    std::string line = std::string("  ") + row.name;
    line.resize(11, ' ');
    const std::string_view what =
        row.what;  // The first line; more stand in the command's own help.
    out.append(line).append(what.substr(0, what.find('\n'))).append("\n");
  }
  return out +
         "\n  ibid COMMAND --help    flags and examples\n"
         "  ibid completion SHELL  what bash, zsh or fish complete\n  ibid --version\n\nExamples:\n"
         "  ibid check article.txt\n"
         "  ibid detect -f ndjson *.html | ibid resolve | ibid graph -f dot\n\n" +
         kExitCodes;
}

std::variant<Options, SayAndStop> ParseCommandLine(int argc, const char* const* argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--help" || first == "-h" || first == "help") {
    return SayAndStop{Help(argc > 2 ? argv[2] : ""), ExitCode::kFine};
  }
  if (first == "completion") {
    return ShellCompletion(argc == 3 ? argv[2] : "");
  }
  if (first == "--version" || first == "-V") {
    return SayAndStop{"ibid " IBID_VERSION "\n", ExitCode::kFine};
  }
  if (first.empty()) {
    return SayAndStop{Help(""), ExitCode::kNothingDone};
  }
  const CommandRow* row = FindCommand(first);
  if (row == nullptr) {
    return UsageError(
        "'" + std::string(first) +
            "' is no command; there are check, detect, resolve, graph, archive, cache",
        "");
  }
  return ParseCommand(*row, argc - 1, argv + 1);
}

}  // namespace ibid::cli
