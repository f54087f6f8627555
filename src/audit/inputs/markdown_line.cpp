#include "audit/inputs/markdown_line.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace ibid::audit {
namespace {

constexpr int kTab = 4;
constexpr auto kNpos = std::string_view::npos;

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\n';
}
bool IsAlpha(char c) {
  const char lower = text::LowerAscii(c);
  return lower >= 'a' && lower <= 'z';
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t Run(std::string_view text, std::size_t at, char c) {
  return std::min(text.find_first_not_of(c, at), text.size()) - at;
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) {
    ++at;
  }
  return at;
}

std::size_t SkipName(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsAlpha(text[at]) || IsDigit(text[at]) || text[at] == '-')) {
    ++at;
  }
  return at;
}

// One past an attribute with the white space before it, `at` where none is there, npos where what
// is there can be none.
std::size_t SkipAttribute(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarks = "_:.-";
  const std::size_t name = SkipSpace(text, at);
  if (name == at || name == text.size() ||
      (!IsAlpha(text[name]) && text[name] != '_' && text[name] != ':')) {
    return at;
  }
  std::size_t end = name;
  while (end < text.size() &&
         (IsAlpha(text[end]) || IsDigit(text[end]) || kMarks.find(text[end]) != kNpos)) {
    ++end;
  }
  const std::size_t equals = SkipSpace(text, end);
  if (equals == text.size() || text[equals] != '=') {
    return end;
  }
  const std::size_t value = SkipSpace(text, equals + 1);
  if (value == text.size()) {
    return kNpos;
  }
  if (text[value] == '"' || text[value] == '\'') {
    const std::size_t close = text.find(text[value], value + 1);
    return close == kNpos ? kNpos : close + 1;
  }
  constexpr std::string_view kEnds = " \t\r\n\f\v\"'=<>`";
  const std::size_t close = std::min(text.find_first_of(kEnds, value), text.size());
  return close == value ? kNpos : close;
}

// `examined`: becomes how far the text was looked at.
std::size_t OpenTagSize(std::string_view text, std::size_t& examined) {
  std::size_t at = SkipName(text, 1);
  for (std::size_t next = 0; next != at;) {
    at = std::max(at, next);
    next = SkipAttribute(text, at);
    if (next == kNpos) {
      examined = text.size();
      return 0;
    }
  }
  at = SkipSpace(text, at);
  at += at < text.size() && text[at] == '/' ? 1U : 0U;
  examined = at;
  return at < text.size() && text[at] == '>' ? at + 1 : 0;
}

std::size_t SizeUntil(std::string_view text, std::size_t from, std::string_view end) {
  const std::size_t found = text.find(end, from);
  return found == kNpos ? 0 : found + end.size();
}

// The tag names of HTML blocks of the first and the sixth kind.
constexpr auto kRawNames = std::to_array<std::string_view>({"pre", "script", "style", "textarea"});
constexpr auto kBlockNames = std::to_array<std::string_view>(
    {"address", "article",  "aside",   "base",     "basefont", "blockquote", "body",
     "caption", "center",   "col",     "colgroup", "dd",       "details",    "dialog",
     "dir",     "div",      "dl",      "dt",       "fieldset", "figcaption", "figure",
     "footer",  "form",     "frame",   "frameset", "h1",       "h2",         "h3",
     "h4",      "h5",       "h6",      "head",     "header",   "hr",         "html",
     "iframe",  "legend",   "li",      "link",     "main",     "menu",       "menuitem",
     "nav",     "noframes", "ol",      "optgroup", "option",   "p",          "param",
     "search",  "section",  "summary", "table",    "tbody",    "td",         "tfoot",
     "th",      "thead",    "title",   "tr",       "track",    "ul"});

template <std::size_t kCount>
bool OneOf(const std::array<std::string_view, kCount>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view n) { return text::EqualNoCase(n, name); });
}

}  // namespace

void MarkdownLine::Look() {
  next_ = at_;
  indent_ = 0;
  int column = column_;
  while (next_ < end_ && (text_[next_] == ' ' || text_[next_] == '\t')) {
    const bool begun = next_ == at_ && tab_left_ > 0;
    const int wide = begun ? tab_left_ : text_[next_] == ' ' ? 1 : kTab - column % kTab;
    indent_ += wide;
    column += wide;
    ++next_;
  }
}

void MarkdownLine::SkipColumns(int columns) {
  while (columns > 0 && at_ < end_) {
    const int wide = tab_left_ > 0 ? tab_left_ : text_[at_] == '\t' ? kTab - column_ % kTab : 1;
    const int step = std::min(columns, wide);
    column_ += step;
    columns -= step;
    tab_left_ = wide - step;
    at_ += tab_left_ == 0 ? 1U : 0U;
  }
  Look();
}

void MarkdownLine::SkipTo(std::size_t bytes) {
  column_ += indent_ + static_cast<int>(bytes);
  at_ = next_ + bytes;
  tab_left_ = 0;
  Look();
}

std::size_t AtxHeading(std::string_view rest) {
  const std::size_t marks = Run(rest, 0, '#');
  const bool ends = marks == rest.size() || IsSpace(rest[marks]);
  return marks >= 1 && marks <= 6 && ends ? marks : 0;
}

bool IsThematicBreak(std::string_view rest) {
  const char mark = rest.empty() ? '\0' : rest[0];
  if (mark != '*' && mark != '-' && mark != '_') {
    return false;
  }
  const bool alone =
      std::all_of(rest.begin(), rest.end(), [&](char c) { return c == mark || IsSpace(c); });
  return alone && std::count(rest.begin(), rest.end(), mark) >= 3;
}

bool IsSetextUnderline(std::string_view rest) {
  if (rest.empty() || (rest[0] != '=' && rest[0] != '-')) {
    return false;
  }
  const std::size_t end = Run(rest, 0, rest[0]);
  return SkipSpace(rest, end) == rest.size();
}

std::size_t FenceLength(std::string_view rest) {
  if (rest.empty() || (rest[0] != '`' && rest[0] != '~')) {
    return 0;
  }
  const std::size_t length = Run(rest, 0, rest[0]);
  const bool code_span = rest[0] == '`' && rest.find('`', length) != kNpos;
  return length >= 3 && !code_span ? length : 0;
}

bool ClosesFence(std::string_view rest, char mark, std::size_t length) {
  const std::size_t run = Run(rest, 0, mark);
  return run >= length && SkipSpace(rest, run) == rest.size();
}

int HtmlBlockKind(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '<') {
    return 0;
  }
  const bool closing = rest[1] == '/';
  const std::size_t from = closing ? 2 : 1;
  const std::size_t end = SkipName(rest, from);
  const std::string_view name = rest.substr(from, end - from);
  const char after = end < rest.size() ? rest[end] : '\n';
  if (!closing && OneOf(kRawNames, name) && (IsSpace(after) || after == '>')) {
    return 1;
  }
  if (rest.starts_with("<!--")) {
    return 2;
  }
  if (rest.starts_with("<?")) {
    return 3;
  }
  if (rest.starts_with("<![CDATA[")) {
    return 5;
  }
  if (rest[1] == '!' && rest.size() > 2 && IsAlpha(rest[2])) {
    return 4;
  }
  if (OneOf(kBlockNames, name) &&
      (IsSpace(after) || after == '>' || rest.substr(end).starts_with("/>"))) {
    return 6;
  }
  const bool tag = !name.empty() && IsAlpha(name[0]);
  const std::size_t size = tag ? TagSize(rest) : 0;
  return size > 0 && SkipSpace(rest, size) == rest.size() ? 7 : 0;
}

bool EndsHtmlBlock(std::string_view line, int kind) {
  static constexpr std::array<std::string_view, 4> kEnds = {"-->", "?>", ">", "]]>"};
  if (kind == 1) {
    for (std::size_t at = line.find("</"); at != kNpos; at = line.find("</", at + 2)) {
      const std::size_t end = SkipName(line, at + 2);
      if (end < line.size() && line[end] == '>' &&
          OneOf(kRawNames, line.substr(at + 2, end - at - 2))) {
        return true;
      }
    }
    return false;
  }
  return kind >= 2 && kind <= 5 && line.find(kEnds[static_cast<std::size_t>(kind - 2)]) != kNpos;
}

ListMarker ListMarkerAt(std::string_view rest) {
  constexpr std::size_t kDigitsMax = 9;
  std::size_t size = 0;
  bool first = true;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+' || rest[0] == '*')) {
    size = 1;
  } else {
    std::size_t digits = 0;
    while (digits < rest.size() && IsDigit(rest[digits])) {
      ++digits;
    }
    if (digits == 0 || digits > kDigitsMax || digits == rest.size() ||
        (rest[digits] != '.' && rest[digits] != ')')) {
      return {};
    }
    first = digits == 1 && rest[0] == '1';
    size = digits + 1;
  }
  if (size < rest.size() && !IsSpace(rest[size])) {
    return {};
  }
  return {size, first && SkipSpace(rest, size) < rest.size()};
}

bool IsDelimiterRow(std::string_view row) {
  row = text::Trim(row);
  bool dashes = false;
  for (const char c : row) {
    if (c != '-' && c != ':' && c != '|' && !IsSpace(c)) {
      return false;
    }
    dashes = dashes || c == '-';
  }
  return dashes && row.find('|') != kNpos;
}

std::size_t TagSize(std::string_view text) {
  std::size_t examined = 0;
  return TagSize(text, examined);
}

std::size_t TagSize(std::string_view text, std::size_t& examined) {
  examined = text.size();
  if (text.size() < 3 || text[0] != '<') {
    return 0;
  }
  if (text.starts_with("<!--")) {
    const std::string_view inside = text.substr(4);
    return inside.starts_with(">") ? 5 : inside.starts_with("->") ? 6 : SizeUntil(text, 4, "-->");
  }
  if (text[1] == '?') {
    return SizeUntil(text, 2, "?>");
  }
  if (text.starts_with("<![CDATA[")) {
    return SizeUntil(text, 9, "]]>");
  }
  if (text[1] == '!') {
    return IsAlpha(text[2]) ? SizeUntil(text, 2, ">") : 0;
  }
  if (text[1] == '/') {
    const std::size_t end = IsAlpha(text[2]) ? SkipSpace(text, SkipName(text, 2)) : 0;
    return end > 0 && end < text.size() && text[end] == '>' ? end + 1 : 0;
  }
  return IsAlpha(text[1]) ? OpenTagSize(text, examined) : 0;
}

}  // namespace ibid::audit
