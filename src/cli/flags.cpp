#include "cli/flags.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/completion.h"
#include "cli/config.h"
#include "cli/flag_rows.h"
#include "cli/settings.h"

namespace ibid::cli {
namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 fine; 1 findings that --fail-on names; 2 nothing could start\n"
    "(usage, configuration, no readable input); 3 some inputs, or the run, could not\n"
    "be finished.\n";

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
  std::string out = std::string("ibid ") + row.name + " [FLAGS]";
  if (*row.arguments != '\0') {
    out += std::string(" ") + row.arguments;
  }
  out += std::string("\n") + row.what + "\n";
  if (std::string_view(row.arguments) == "INPUT...") {
    out += "INPUT is a file (text, Markdown, HTML, PDF), a URL, or - for standard input.\n";
  }
  out += "\n";
  for (const Flag& flag : Flags()) {
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
  for (const Flag& flag : Flags()) {
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
  if (const std::string wrong = ApplySettings(
          *config, row, [&app](const std::string& name) { return app.count(name) > 0; }, typed,
          set_at);
      !wrong.empty()) {
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
    return InputKindNames();
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
  for (const CommandRow& row : Commands()) {
    CommandLook& command = commands.emplace_back();
    command.name = row.name;
    command.arguments = row.arguments;
    command.what = row.what;
    command.examples = row.examples;
    for (const Flag& flag : Flags()) {
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
  for (const CommandRow& row : Commands()) {
    std::string line = std::string("  ") + row.name;
    line.resize(11, ' ');
    const std::string_view what = row.what;  // More than its first line is the command's own help.
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
    std::string names;
    for (const CommandRow& known : Commands()) {
      names.append(names.empty() ? "" : ", ").append(known.name);
    }
    return UsageError("'" + std::string(first) + "' is no command; there are " + names, "");
  }
  return ParseCommand(*row, argc - 1, argv + 1);
}

}  // namespace ibid::cli
