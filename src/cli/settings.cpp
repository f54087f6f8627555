#include "cli/settings.h"

#include <algorithm>
#include <span>
#include <variant>

namespace ibid::cli {
namespace {

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

}  // namespace

std::string ApplySettings(const Config& config, const CommandRow& row, const Given& is_given,
                          Typed& typed, SetAt& set_at) {
  const std::span<const Flag> flags = Flags();
  for (const bool own : {false, true}) {
    for (const Setting& setting : config.settings) {
      const std::string where = config.path + ", line " + std::to_string(setting.line);
      const std::string name = "--" + setting.name;
      const auto flag = std::find_if(flags.begin(), flags.end(),
                                     [&](const Flag& f) { return LongName(f) == name; });
      const CommandRow* table = FindCommand(setting.command);
      if (!setting.command.empty() && table == nullptr) {
        return where + ": there is no command '" + setting.command + "'";
      }
      if (flag == flags.end() || name == "--config" || name == "--no-config" ||
          (table != nullptr && (flag->commands & table->bit) == 0)) {
        return where + ": '" + setting.name + "' is no setting" +
               (table != nullptr ? " of " + setting.command : std::string()) +
               "; settings are the flags of ibid COMMAND --help, without dashes";
      }
      const bool ours = own ? table == &row : table == nullptr;
      if (!ours || (flag->commands & row.bit) == 0 || is_given(name)) {
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

std::string WithPlace(std::string message, const SetAt& set_at) {
  for (const auto& [name, where] : set_at) {
    if (message.compare(0, name.size() + 1, name + " ") == 0) {
      return message + " (set in " + where + ")";
    }
  }
  return message;
}

}  // namespace ibid::cli
