#include "detect/links/links_path.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kPathBytesMax = 16384;  // Longer than any that works on the web.
constexpr std::size_t kSlugMax = 10;
constexpr std::size_t kGluedSlugMax = 40;
constexpr std::string_view kSoftHyphen = "\xC2\xAD";
constexpr std::size_t kJoinsMax = 4;  // Lines that one URL is broken over.

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Letters of scripts that write without spaces end a URL, and so does what no URL holds unencoded.
bool IsPathChar(char32_t code) {
  if (code < 0x80) {
    static constexpr std::string_view kNever = "<>\"\\^`{}";
    return code > ' ' && code != 0x7F && kNever.find(static_cast<char>(code)) == kNever.npos;
  }
  if (code == 0x2013) {
    return true;  // En dash: Wikipedia's titles.
  }
  const bool typographic = code >= 0x2000 && code <= 0x206F;
  const bool quotes = code == 0xAB || code == 0xBB || code == 0xA0;
  const bool without_spaces =
      (code >= 0x0E00 && code < 0x0F00) || (code >= 0x1000 && code < 0x1200) || code >= 0x2E80;
  return code >= 0xA1 && !typographic && !quotes && !without_spaces && !text::IsSpace(code) &&
         code != text::kReplacement;
}

std::size_t RunEnd(std::string_view text, std::size_t at) {
  std::size_t i = at;
  while (i < text.size() && i - at < kPathBytesMax) {
    const text::Decoded c = text::DecodeAt(text, i);
    if (!IsPathChar(c.code)) {
      break;
    }
    i += c.size;
  }
  return i;
}

// Takes the sentence's punctuation off the end of [begin, end).
std::size_t TrimmedEnd(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  auto extra = [&](char open, char close) {
    return std::count(run.begin(), run.end(), close) - std::count(run.begin(), run.end(), open);
  };
  std::ptrdiff_t round = extra('(', ')');
  std::ptrdiff_t square = extra('[', ']');
  for (; end > begin; --end) {
    const char c = text[end - 1];
    if (c == ')' && round > 0) {
      --round;
    } else if (c == ']' && square > 0) {
      --square;
    } else if (c == 's' && end - begin >= 2 && text[end - 2] == '\'') {
      --end;
    } else if (std::string_view(".,;:!?'*|([").find(c) == std::string_view::npos) {
      break;
    } else if (c == '(') {
      ++round;
    } else if (c == '[') {
      ++square;
    }
  }
  return end;
}

// What double escaping leaves of the markup around a URL ends it: "…/story&quot;".
std::size_t BeforeEntity(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  for (std::size_t at = run.find('&'); at != std::string_view::npos; at = run.find('&', at + 1)) {
    for (const std::string_view entity : {"&quot;", "&gt;", "&lt;", "&#39;", "&#34;", "&nbsp;"}) {
      if (run.substr(at).starts_with(entity)) {
        return begin + at;
      }
    }
  }
  return end;
}

// A link glued into the run ends it: "…/storypic.twitter.com/x". Links written inside links
// ("web/2015/http://") stand behind a slash or an equals sign.
std::size_t BeforeGluedLink(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  const std::size_t pic = run.find("pic.twitter.com/");
  if (pic != std::string_view::npos && pic > 0) {
    end = begin + pic;
  }
  for (std::size_t at = run.find("://"); at != std::string_view::npos && begin + at < end;
       at = run.find("://", at + 3)) {
    const std::size_t scheme = at >= 5 && run.substr(at - 5, 5) == "https"  ? at - 5
                               : at >= 4 && run.substr(at - 4, 4) == "http" ? at - 4
                                                                            : 0;
    if (scheme > 0 && IsAlnum(run[scheme - 1])) {
      return begin + scheme;
    }
  }
  return end;
}

// How surely the next line carries on a URL.
enum class Join { kNo, kPerhaps, kYes };

struct Continuation {
  Join join = Join::kNo;
  std::size_t end = 0;
};

bool EndsAsFile(std::string_view part) {
  static constexpr auto kEnds =
      std::to_array<std::string_view>({".html", ".htm", ".pdf", ".php", ".asp", ".aspx", ".shtml",
                                       ".jsp", ".xml", ".doc", ".docx"});
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view e) { return part.ends_with(e); });
}

// What begins the next line carries on a URL that ends with `last` where it is made of URL
// characters and is no word of the sentence.
Continuation ContinuationAt(std::string_view text, std::size_t line_at, char last) {
  const std::size_t end = TrimmedEnd(text, line_at, RunEnd(text, line_at));
  if (end == line_at) {
    return {};
  }
  const std::string_view part = text.substr(line_at, end - line_at);
  if (part.find("://") != std::string_view::npos || part.starts_with("www.") ||
      part.find('@') != std::string_view::npos) {
    return {};
  }
  const bool file = EndsAsFile(part);
  if (!IsAlnum(part.front())) {
    // "/09/story", "&id=3", ".html": no sentence begins so.
    const bool goes_on = part.size() > 1 && IsAlnum(part[1]) &&
                         (std::string_view("/?&=%_").find(part.front()) != std::string_view::npos ||
                          (part.front() == '.' && file));
    return {goes_on ? Join::kYes : Join::kNo, end};
  }
  const bool slashes = part.find('/') != std::string_view::npos && part.back() != '/' &&
                       part.find('/') != part.rfind('/');
  const bool open = std::string_view("/-_=&?%").find(last) != std::string_view::npos;
  const bool capital = part.front() >= 'A' && part.front() <= 'Z';
  const bool marks = part.find_first_of("/-_=&%0123456789") != std::string_view::npos && !capital;
  const bool digits = part.find_first_not_of("0123456789") == std::string_view::npos;
  if (file || (open && (marks || slashes))) {
    return {Join::kYes, end};
  }
  const bool perhaps = (open && !capital) || slashes ||
                       (marks && !digits && part.find_first_of("/_=&%") != std::string_view::npos);
  return {perhaps ? Join::kPerhaps : Join::kNo, end};
}

// After the text's line break at `at` (spaces around it allowed): where the next line begins, or 0.
std::size_t NextLine(std::string_view text, std::size_t at) {
  std::size_t breaks = 0;
  for (; at < text.size() && breaks < 2; ++at) {
    if (text[at] == '\n') {
      ++breaks;
    } else if (text[at] != ' ' && text[at] != '\r') {
      break;
    }
  }
  return breaks == 1 && at < text.size() ? at : 0;
}

PathRun SlugPath(std::string_view text, std::size_t host_end) {
  PathRun path;
  path.end = host_end;
  const std::size_t slug = host_end + 1;
  std::size_t end = SlugEnd(text, slug);
  const std::size_t dots_alone = end == slug ? EllipsisAt(text, end) : 0;
  std::size_t run = end;
  while (run < text.size() && run - slug <= kGluedSlugMax && IsAlnum(text[run])) {
    ++run;
  }
  path.rejected = (end == slug && dots_alone == 0) || run - slug > kGluedSlugMax;
  path.examined_end = run;
  if (end < text.size() && text[end] == '?' && end + 1 < text.size() && IsAlnum(text[end + 1])) {
    end = TrimmedEnd(text, end, RunEnd(text, end));
  }
  path.end = end;
  path.text = text.substr(host_end, end - host_end);
  if (const std::size_t dots = EllipsisAt(text, end); dots > 0 && end - slug < kSlugMax) {
    path.truncated = true;
    path.end += dots;
  }
  return path;
}

}  // namespace

std::size_t EllipsisAt(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("…")) {
    return std::string_view("…").size();
  }
  return text.substr(at).starts_with("...") ? 3 : 0;
}

std::size_t SlugEnd(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kSlugMax && IsAlnum(text[end])) {
    ++end;
  }
  const std::string_view slug = text.substr(at, end - at);
  for (const std::string_view glued : {"https", "http", "pic"}) {
    const std::string_view rest = glued == "pic" ? ".twitter.com/" : "://";
    for (std::size_t cut = 0; cut < slug.size(); ++cut) {
      const std::string_view here = text.substr(at + cut);
      if (here.starts_with(glued) && here.substr(glued.size()).starts_with(rest)) {
        return at + cut;
      }
    }
  }
  return end;
}

namespace {

// One past ":8080", else `at`.
std::size_t PortEnd(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (at < text.size() && text[at] == ':' && end < text.size() && text[end] >= '0' &&
         text[end] <= '9') {
    ++end;
  }
  return at < text.size() && text[at] == ':' && end > at + 1 ? end : at;
}

// Carries `path`, which ends with its line, on over the lines behind it.
void JoinLines(std::string_view text, std::size_t host_end, PathRun& path) {
  std::size_t line_end = path.end;
  for (std::size_t joins = 0; joins < kJoinsMax; ++joins) {
    const std::size_t line = NextLine(text, line_end);
    if (line == 0) {
      return;
    }
    const bool soft = text.substr(0, line_end).ends_with(kSoftHyphen);
    const Continuation more = ContinuationAt(text, line, soft ? '-' : text[line_end - 1]);
    if (more.join == Join::kNo || (more.join == Join::kPerhaps && path.text == "/")) {
      return;
    }
    std::string joined = path.text;
    joined += text.substr(line, more.end - line);
    if (more.join == Join::kPerhaps) {
      path.others.push_back(std::move(joined));
      return;
    }
    if (text[line_end - 1] == '-' && line_end > host_end) {
      // The hyphen may be the typesetter's.
      path.others.assign(1, path.text.substr(0, path.text.size() - 1) +
                                std::string(text.substr(line, more.end - line)));
    } else {
      for (std::string& other : path.others) {
        other += text.substr(line, more.end - line);
      }
    }
    path.text = std::move(joined);
    path.end = line_end = more.end;
    path.joined = true;
    if (more.end != RunEnd(text, line)) {
      return;
    }
  }
}

void WithoutSoftHyphens(PathRun& path) {
  for (std::size_t at = path.text.find(kSoftHyphen); at != std::string::npos;
       at = path.text.find(kSoftHyphen, at)) {
    path.text.erase(at, kSoftHyphen.size());
    path.joined = true;
  }
}

// An ellipsis at the end, or in the middle as link shorteners of posts write it
// ("example.org/2015/…/story").
void Cut(std::string_view text, PathRun& path) {
  const std::size_t dots = EllipsisAt(text, path.end);
  if (dots == 0) {
    return;
  }
  path.truncated = true;
  path.end += dots;
  if (path.end < text.size() && text[path.end] == '/') {
    path.end = TrimmedEnd(text, path.end, RunEnd(text, path.end));
  }
}

}  // namespace

PathRun PathAt(std::string_view text, std::size_t host_end, bool slug) {
  PathRun path;
  const std::size_t begin = PortEnd(text, host_end);
  path.end = path.examined_end = begin;
  if (slug && begin < text.size() && text[begin] == '/') {
    return SlugPath(text, host_end);
  }
  path.text = text.substr(host_end, path.end - host_end);
  const bool more =
      begin < text.size() && std::string_view("/?#").find(text[begin]) != std::string_view::npos;
  if (!more) {
    const std::size_t line = NextLine(text, begin);
    if (line != 0 && text[line] == '/') {
      JoinLines(text, host_end, path);
    }
    return path;
  }
  const std::size_t run =
      BeforeEntity(text, begin, BeforeGluedLink(text, begin, RunEnd(text, begin)));
  path.examined_end = std::max(run, begin + 1);
  if (run - begin >= kPathBytesMax) {
    path.rejected = true;
    return path;
  }
  path.end = TrimmedEnd(text, begin, run);
  path.text = text.substr(host_end, path.end - host_end);
  if (path.end == run) {
    JoinLines(text, host_end, path);
  }
  WithoutSoftHyphens(path);
  Cut(text, path);
  return path;
}

}  // namespace ibid::detect
