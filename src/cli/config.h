#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ibid/result.h"
#include "ibid/secrets.h"

// The configuration file: TOML 1.0 (https://toml.io/en/v1.0.0). The only home of toml++.
//
//   timeout = 10                   # any flag by its long name, for every command that has it
//   fail-on = "dead,soft_404"
//   [check]                        # for one command
//   format = "html"
//   [keys]                         # of services
//   guardian = "..."
//   [credentials."intranet.example.org"]
//   user = "..."
//   password = "..."
namespace ibid::cli {

struct Setting {
  std::string command;  // Empty: every command that has the flag.
  std::string name;     // Of the flag, without dashes.
  std::variant<bool, std::string, std::vector<std::string>> value;  // Numbers as written: "10".
  int line = 0;
};

struct Config {
  std::string path;  // For messages.
  std::vector<Setting> settings;
  Secrets secrets;
};

// Where the file is looked for when no flag names one: $XDG_CONFIG_HOME/ibid/config.toml or
// $HOME/.config/ibid/config.toml (XDG Base Directory Specification); empty where neither is set.
std::string DefaultConfigPath();

// Reads `path`. With `required` an absent file is an error, else an empty configuration. Which
// flags there are is not known here: settings are checked by who applies them. Errors (kUsage) name
// file and line and never repeat a value, which may be a secret.
Result<Config> ReadConfig(const std::string& path, bool required);

// The same of a text; `path` is for messages.
Result<Config> ParseConfig(std::string_view text, const std::string& path);

// Adds the keys that the environment has, IBID_NYT_KEY and the like; they go before the file's.
void AddKeysOfEnvironment(Secrets& secrets);

}  // namespace ibid::cli
