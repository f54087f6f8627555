#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/options.h"

// The rows that the command line consists of: parsing, settings, --help, manual page and
// completions follow from them.
namespace ibid::cli {

using Field = std::variant<bool Typed::*, std::string Typed::*, std::vector<std::string> Typed::*>;

struct Flag {
  const char* names;  // "-f,--format"
  const char* value;  // What the help calls its value; empty for switches.
  const char* help;   // One line, at most 45 columns.
  unsigned commands;  // Bits: CommandRow::bit of those that have it.
  Field field;
};

struct CommandRow {
  const char* name;
  Command command;
  unsigned bit;
  const char* arguments;
  const char* what;
  const char* examples;
};

std::span<const Flag> Flags();
std::span<const CommandRow> Commands();

const CommandRow* FindCommand(std::string_view name);  // Null where there is none.
std::string_view LongName(const Flag& flag);           // "--format" of "-f,--format".

}  // namespace ibid::cli
