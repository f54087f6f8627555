#include "cli/completion.h"

#include <algorithm>
#include <vector>

#include "cli/flags.h"

namespace ibid::cli {
namespace {

// "-f,--format" -> {"-f", "--format"}.
std::vector<std::string> NamesOf(const FlagLook& flag) {
  const std::size_t comma = flag.names.find(',');
  if (comma == std::string::npos) {
    return {flag.names};
  }
  return {flag.names.substr(0, comma), flag.names.substr(comma + 1)};
}

std::string Joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    out.append(out.empty() ? "" : between).append(word);
  }
  return out;
}

// Inside single quotes of a POSIX shell and of fish.
std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

// What `_arguments` of zsh would act on inside a description.
std::string ForZsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

bool TakesFile(const FlagLook& flag) {
  return flag.value == "FILE";
}

std::string Bash(const std::vector<CommandLook>& commands) {
  std::vector<std::string> names;
  std::string values;
  std::string flags;
  for (const CommandLook& command : commands) {
    names.push_back(command.name);
    std::vector<std::string> words = {"-h", "--help"};
    for (const FlagLook& flag : command.flags) {
      const std::vector<std::string> all = NamesOf(flag);
      words.insert(words.end(), all.begin(), all.end());
      if (flag.value.empty()) {
        continue;
      }
      std::vector<std::string> patterns;
      for (const std::string& name : all) {
        patterns.push_back(command.name + ":" + name);
      }
      values += "    " + Joined(patterns, "|") + ") ";
      if (TakesFile(flag)) {
        values += "return ;;\n";  // `complete -o default` takes files.
      } else {
        values += "compopt +o default; COMPREPLY=($(compgen -W " +
                  Quoted(Joined(flag.choices, " ")) + " -- \"$word\")); return ;;\n";
      }
    }
    flags += "    " + command.name + ") words=" + Quoted(Joined(words, " ")) + " ;;\n";
  }
  const std::string all = Joined(names, "|");
  return "# bash completion for ibid: source it, or put it into\n"
         "# ~/.local/share/bash-completion/completions/ibid\n"
         "_ibid() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= each "
         "words=\n"
         "  COMPREPLY=()\n"
         "  for each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $each in " +
         all + ") command=$each; break ;; esac\n  done\n  case $command:$before in\n" + values +
         "  esac\n  case $command in\n    '') words=" +
         Quoted(Joined(names, " ") + " --help --version") + " ;;\n" + flags +
         "  esac\n"
         "  if [[ -z $command || $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  fi\n}\ncomplete -o default -F _ibid ibid\n";
}

std::string ZshFlag(const FlagLook& flag) {
  const std::vector<std::string> names = NamesOf(flag);
  std::string spec;
  std::string tail = "[" + ForZsh(flag.help) + "]";
  if (!flag.value.empty()) {
    tail += ":" + ForZsh(flag.value) + ":";
    tail += TakesFile(flag)        ? "_files"
            : flag.choices.empty() ? " "
                                   : "(" + Joined(flag.choices, " ") + ")";
  }
  for (const std::string& name : names) {
    spec += "      " + Quoted((flag.repeatable ? "*" : "") + name + tail) + " \\\n";
  }
  return spec;
}

std::string Zsh(const std::vector<CommandLook>& commands) {
  std::string out =
      "#compdef ibid\n# zsh completion for ibid: put it as _ibid into a folder of $fpath\n"
      "_ibid() {\n  local -a commands\n  commands=(\n";
  std::string cases;
  for (const CommandLook& command : commands) {
    out += "    " +
           Quoted(command.name + ":" + ForZsh(command.what.substr(0, command.what.find('\n')))) +
           "\n";
    cases += "    " + command.name + ")\n    _arguments \\\n";
    for (const FlagLook& flag : command.flags) {
      cases += ZshFlag(flag);
    }
    cases += "      '(- *)'{-h,--help}'[say what there is]' \\\n      '*:input:_files' ;;\n";
  }
  return out +
         "  )\n  if (( CURRENT == 2 )); then\n    _describe 'command' commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n" +
         cases + "  esac\n}\n_ibid \"$@\"\n";
}

std::string Fish(const std::vector<CommandLook>& commands) {
  std::string out =
      "# fish completion for ibid: put it as ~/.config/fish/completions/ibid.fish\n"
      "complete -c ibid -n __fish_use_subcommand -f -l help -d 'Say what there is'\n"
      "complete -c ibid -n __fish_use_subcommand -f -l version -d 'Say which version this is'\n";
  for (const CommandLook& command : commands) {
    out += "complete -c ibid -n __fish_use_subcommand -f -a " + command.name + " -d " +
           Quoted(command.what.substr(0, command.what.find('\n'))) + "\n";
    for (const FlagLook& flag : command.flags) {
      out += "complete -c ibid -n '__fish_seen_subcommand_from " + command.name + "'";
      for (const std::string& name : NamesOf(flag)) {
        out += name.compare(0, 2, "--") == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!flag.value.empty()) {
        out += TakesFile(flag) ? " -r -F" : " -x";
      }
      if (!flag.choices.empty()) {
        out += " -a " + Quoted(Joined(flag.choices, " "));
      }
      out += " -d " + Quoted(flag.help) + "\n";
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> Completion(std::string_view shell) {
  const std::vector<CommandLook> commands = CommandLine();
  if (shell == "bash") {
    return Bash(commands);
  }
  if (shell == "zsh") {
    return Zsh(commands);
  }
  if (shell == "fish") {
    return Fish(commands);
  }
  return std::nullopt;
}

}  // namespace ibid::cli
