#include "cli/config.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include <sys/stat.h>
#include <toml++/toml.h>

namespace ibid::cli {
namespace {

constexpr std::size_t kBytesMax = 1U << 20U;
constexpr std::array kServices = {"guardian", "nyt", "serve", "wayback"};

Error Wrong(const std::string& path, const toml::node& node, const std::string& what) {
  return {ErrorCode::kUsage,
          path + ", line " + std::to_string(node.source().begin.line) + ": " + what};
}

// A string, or a number as digits; nothing for other types.
std::optional<std::string> Scalar(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return text->get();
  }
  if (const auto* number = node.as_integer()) {
    return std::to_string(number->get());
  }
  return std::nullopt;
}

Result<std::vector<std::string>> Strings(const std::string& path, std::string_view name,
                                         const toml::array& array) {
  std::vector<std::string> out;
  for (const toml::node& item : array) {
    std::optional<std::string> text = Scalar(item);
    if (!text) {
      return Wrong(path, item, "'" + std::string(name) + "' takes strings in its list");
    }
    out.push_back(std::move(*text));
  }
  return out;
}

Result<void> AddSetting(Config& config, const std::string& command, const toml::key& key,
                        const toml::node& node) {
  Setting setting;
  setting.command = command;
  setting.name = std::string(key.str());
  setting.line = static_cast<int>(node.source().begin.line);
  if (const auto* on = node.as_boolean()) {
    setting.value = on->get();
  } else if (const auto* array = node.as_array()) {
    Result<std::vector<std::string>> list = Strings(config.path, key.str(), *array);
    if (!list) {
      return list.error();
    }
    setting.value = std::move(list).value();
  } else if (std::optional<std::string> text = Scalar(node)) {
    setting.value = std::move(*text);
  } else {
    return Wrong(config.path, node,
                 "'" + setting.name + "' takes a string, a whole number, true or false, or a list");
  }
  config.settings.push_back(std::move(setting));
  return {};
}

Result<void> AddKeys(Config& config, const toml::table& table) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    const auto* text = node.as_string();
    if (std::find(kServices.begin(), kServices.end(), name) == kServices.end()) {
      return Wrong(config.path, node,
                   "[keys] knows no service '" + name + "'; there are guardian, nyt and wayback");
    }
    if (text == nullptr || text->get().empty()) {
      return Wrong(config.path, node, "the key of " + name + " is a string");
    }
    config.secrets.keys[name] = text->get();
  }
  return {};
}

// A header's value must not begin a header of its own (RFC 9112, section 11.1).
bool IsOneLine(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<void> SetCredential(const std::string& path, const std::string& name, const toml::node& node,
                           HostCredential& out) {
  if (const auto* array = node.as_array(); array != nullptr && name == "headers") {
    Result<std::vector<std::string>> headers = Strings(path, name, *array);
    if (!headers) {
      return headers.error();
    }
    out.headers = std::move(headers).value();
    for (const std::string& header : out.headers) {
      if (!IsOneLine(header) || header.find(':') == std::string::npos || header.front() == ':') {
        return Wrong(path, node, "a header is written \"Name: value\", on one line");
      }
    }
    return {};
  }
  std::string* field = name == "user"       ? &out.user
                       : name == "password" ? &out.password
                       : name == "bearer"   ? &out.bearer
                                            : nullptr;
  if (field == nullptr) {
    return Wrong(path, node,
                 "credentials have user and password, bearer, or headers, not '" + name + "'");
  }
  const auto* text = node.as_string();
  if (text == nullptr || !IsOneLine(text->get())) {
    return Wrong(path, node, "'" + name + "' takes a string of one line");
  }
  *field = text->get();
  return {};
}

Result<void> AddCredentials(Config& config, const toml::table& table) {
  for (const auto& [host, node] : table) {
    const toml::table* fields = node.as_table();
    HostCredential credential;
    credential.host = std::string(host.str());
    std::transform(credential.host.begin(), credential.host.end(), credential.host.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (fields == nullptr || credential.host.find_first_of("/:@ ") != std::string::npos) {
      return Wrong(config.path, node,
                   "credentials are for a host: [credentials.\"www.example.org\"], without scheme, "
                   "port and path");
    }
    for (const auto& [name, value] : *fields) {
      const Result<void> done =
          SetCredential(config.path, std::string(name.str()), value, credential);
      if (!done) {
        return done;
      }
    }
    if (!credential.bearer.empty() && !credential.user.empty()) {
      return Wrong(config.path, node, "give user and password, or bearer, not both");
    }
    config.secrets.hosts.push_back(std::move(credential));
  }
  return {};
}

Result<void> AddTable(Config& config, const std::string& name, const toml::table& table) {
  if (name == "keys") {
    return AddKeys(config, table);
  }
  if (name == "credentials") {
    return AddCredentials(config, table);
  }
  for (const auto& [key, node] : table) {
    if (Result<void> done = AddSetting(config, name, key, node); !done) {
      return done;
    }
  }
  return {};
}

Result<Config> FromTable(const toml::table& root, const std::string& path) {
  Config config;
  config.path = path;
  for (const auto& [key, node] : root) {
    const toml::table* table = node.as_table();
    Result<void> done = table != nullptr ? AddTable(config, std::string(key.str()), *table)
                                         : AddSetting(config, "", key, node);
    if (!done) {
      return done.error();
    }
  }
  return config;
}

Result<std::string> ReadWhole(const std::string& path, std::FILE* file) {
  std::string text(kBytesMax + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  if (std::ferror(file) != 0) {
    return Error{ErrorCode::kUsage, path + ": cannot be read: " + std::strerror(errno)};
  }
  if (text.size() > kBytesMax) {
    return Error{ErrorCode::kUsage, path + ": a configuration of more than 1 MiB is none"};
  }
  return text;
}

// Others on the machine can read it: as ssh says of keys, that is no place for a secret.
bool IsForOthers(std::FILE* file) {
  struct stat status{};
  return fstat(fileno(file), &status) == 0 && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

}  // namespace

std::string DefaultConfigPath() {
  const char* xdg = std::getenv("XDG_CONFIG_HOME");
  if (xdg != nullptr && *xdg == '/') {
    return std::string(xdg) + "/ibid/config.toml";
  }
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.config/ibid/config.toml" : "";
}

Result<Config> ParseConfig(std::string_view text, const std::string& path) {
  try {
    return FromTable(toml::parse(text, path), path);
  } catch (const toml::parse_error& error) {
    // Its description quotes what it met, which may be a secret; the place is enough.
    return Error{ErrorCode::kUsage,
                 path + ", line " + std::to_string(error.source().begin.line) + ", column " +
                     std::to_string(error.source().begin.column) +
                     ": this is not TOML (strings stand in quotes: key = \"value\")"};
  }
}

Result<Config> ReadConfig(const std::string& path, bool required) {
  std::FILE* file = path.empty() ? nullptr : std::fopen(path.c_str(), "re");
  if (file == nullptr) {
    if (!required && (path.empty() || errno == ENOENT || errno == ENOTDIR)) {
      return Config{};
    }
    return Error{ErrorCode::kUsage, path + ": cannot be read: " + std::strerror(errno)};
  }
  const Result<std::string> text = ReadWhole(path, file);
  const bool for_others = IsForOthers(file);
  std::fclose(file);
  if (!text) {
    return text.error();
  }
  Result<Config> config = ParseConfig(*text, path);
  if (config && for_others && !(config->secrets.hosts.empty() && config->secrets.keys.empty())) {
    return Error{ErrorCode::kUsage,
                 path + ": holds secrets and others can read it; run: chmod 600 " + path};
  }
  return config;
}

void AddKeysOfEnvironment(Secrets& secrets) {
  for (const char* service : kServices) {
    std::string name = std::string("IBID_") + service + "_KEY";
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const char* key = std::getenv(name.c_str());
    if (key != nullptr && *key != '\0') {
      secrets.keys[service] = key;
    }
  }
}

}  // namespace ibid::cli
