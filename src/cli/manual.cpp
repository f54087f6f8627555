#include "cli/manual.h"

#include <string_view>
#include <vector>

#include "cli/flags.h"

namespace ibid::cli {
namespace {

// Text that the formatter shows as it stands: a backslash, a hyphen that people copy, and a dot or
// quote that would begin a request.
std::string Shown(std::string_view text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) {
      out += "\\&";
    }
    line_begins = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Literal(std::string_view lines) {
  return ".nf\n" + Shown(lines) + (lines.ends_with('\n') ? "" : "\n") + ".fi\n";
}

void WriteCommand(std::string& out, const CommandLook& command) {
  out += ".SS ibid " + command.name + " [FLAGS] " + Shown(command.arguments) + "\n";
  const std::size_t line = command.what.find('\n');
  out += Shown(command.what.substr(0, line)) + "\n";
  if (line != std::string::npos) {
    out += Literal(command.what.substr(line + 1));
  }
  for (const FlagLook& flag : command.flags) {
    std::string names = flag.names;
    if (const std::size_t comma = names.find(','); comma != std::string::npos) {
      names.replace(comma, 1, "\\fR, \\fB");
    }
    out += ".TP\n\\fB" + Shown(names) + "\\fR" +
           (flag.value.empty() ? "" : " \\fI" + Shown(flag.value) + "\\fR") + "\n" +
           Shown(flag.help) + "\n";
  }
  out += ".PP\nExamples:\n" + Literal(command.examples);
}

}  // namespace

std::string ManualPage() {
  std::string out =
      ".TH IBID 1 \"\" \"ibid " IBID_VERSION
      "\" \"User Commands\"\n"
      ".SH NAME\nibid \\- find, resolve and draw the citations of news articles\n"
      ".SH SYNOPSIS\n.B ibid\n.I COMMAND\n[\\fIFLAGS\\fR] [\\fIINPUT\\fR...]\n"
      ".SH DESCRIPTION\n"
      "ibid reads a news article, finds everything that it leans on (posts, links, attributions\n"
      "such as \\(lqThe New York Times reports\\(rq), goes and looks, and draws the citation "
      "graph\n"
      "with its evidence. An input is a file (text, Markdown, HTML, PDF), a URL, or \\- for\n"
      "standard input.\n.SH COMMANDS\n";
  for (const CommandLook& command : CommandLine()) {
    WriteCommand(out, command);
  }
  return out + ".SH EXIT STATUS\n" + Shown(ExitCodesHelp()) +
         ".SH FILES\n.TP\n.I ~/.cache/ibid/cache.sqlite\n"
         "Every exchange and what it meant; an SQLite file, made to be queried.\n"
         ".TP\n.I ~/.config/ibid/config.toml\nSettings, keys of services and credentials.\n"
         ".SH ENVIRONMENT\n.TP\n.B XDG_CACHE_HOME\\fR, \\fBXDG_CONFIG_HOME\n"
         "Where those folders are.\n"
         ".TP\n.B IBID_GUARDIAN_KEY\\fR, \\fBIBID_NYT_KEY\\fR, \\fBIBID_WAYBACK_KEY\n"
         "Keys of services; they go before the file's.\n"
         ".TP\n.B NO_COLOR\nNo colours, where not empty.\n"
         ".SH SEE ALSO\nREADME.md and FORMATS.md in the documentation folder.\n";
}

}  // namespace ibid::cli
