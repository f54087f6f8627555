#include "detect/links/links_host.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "detect/data_table.h"
#include "detect/links/links_defang.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kRunBytesMax = 1024;  // RFC 1035 allows 253; other scripts take more bytes.
constexpr std::size_t kLabelBytesMax = 63 * 4;

// Symbols do stand in names that were registered once; quotation marks, dashes and the
// punctuation of East Asian scripts end one.
bool IsInternationalHostChar(char32_t code) {
  if (code < 0x80) {
    return IsHostChar(code);
  }
  const bool general_punctuation = code >= 0x2000 && code <= 0x206F;
  const bool cjk_punctuation = (code >= 0x3000 && code <= 0x3020) || code >= 0xFF00;
  return code >= 0xC0 && !general_punctuation && !cjk_punctuation && !text::IsSpace(code) &&
         code != 0xD7 && code != 0xF7;
}

struct Label {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t ascii_end = 0;  // One past its leading ASCII part.
};

struct Run {
  std::vector<Label> labels;
  std::size_t end = 0;
  bool defanged = false;
};

// Without a scheme, a label is of one kind: Latin, or of other letters ("правительство", the
// "みんな" of "twitter.みんな"); where they meet, a word is glued to it.
bool MayStandInLabel(char32_t code, const Label& label, std::size_t at, bool* other) {
  if (at == label.begin) {
    *other = !IsHostChar(code) && text::IsLetter(code);
  }
  if (!*other) {
    return IsHostChar(code);
  }
  return IsInternationalHostChar(code) && (!IsHostChar(code) || code == '-' || text::IsDigit(code));
}

Run RunAt(std::string_view text, std::size_t at, bool has_scheme) {
  Run run;
  Label label = {at, at, at};
  bool ascii = true;
  bool other = false;
  std::size_t i = at;
  while (i < text.size() && i - at < kRunBytesMax) {
    const std::size_t dot = text[i] == '.' ? 1 : DefangedDotAt(text, i);
    if (dot > 0) {
      run.defanged = run.defanged || dot > 1;
      run.labels.push_back(label);
      i += dot;
      label = {i, i, i};
      ascii = true;
      continue;
    }
    const text::Decoded c = text::DecodeAt(text, i);
    if (!(has_scheme ? IsInternationalHostChar(c.code)
                     : MayStandInLabel(c.code, label, i, &other))) {
      break;
    }
    i += c.size;
    label.end = i;
    ascii = ascii && c.code < 0x80;
    label.ascii_end = ascii ? i : label.ascii_end;
  }
  run.labels.push_back(label);
  run.end = i;
  return run;
}

bool BadEnd(char c) {
  return c == '-' || c == '_';
}

// Whether labels [0, count) can be the names before a top-level domain (twitter-text: hyphens and
// underscores inside labels; no underscore in the registered name).
bool GoodLabels(std::string_view text, const std::vector<Label>& labels, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view label = text.substr(labels[i].begin, labels[i].end - labels[i].begin);
    if (label.empty() || label.size() > kLabelBytesMax || BadEnd(label.front()) ||
        BadEnd(label.back())) {
      return false;
    }
    const bool ascii = labels[i].ascii_end == labels[i].end;
    if ((!ascii && text::StartsWithNoCase(label, "xn--")) ||
        (i + 1 == count && label.find('_') != std::string_view::npos)) {
      return false;
    }
  }
  return true;
}

bool IsAddress(std::string_view text, const std::vector<Label>& labels) {
  return labels.size() == 4 && std::all_of(labels.begin(), labels.end(), [&](const Label& label) {
           const std::string_view part = text.substr(label.begin, label.end - label.begin);
           return !part.empty() && part.size() <= 3 &&
                  part.find_first_not_of("0123456789") == std::string_view::npos;
         });
}

// What only a URL with a scheme may have in place of a known top-level domain: a name that the
// table does not know (".example", ".internal", a domain newer than the table), "localhost", and
// addresses in the notations that browsers take ("2130706433", "0x7f.1": WHATWG URL, "ends in a
// number"). They are links as the author wrote them; whether they may be asked is another question.
bool StandsAfterScheme(std::string_view text, const std::vector<Label>& labels) {
  const Label& label = labels.back();
  const std::string_view last = text.substr(label.begin, label.end - label.begin);
  if (label.ascii_end != label.end) {
    // Where words are not written apart, nobody knows where such a name ends.
    std::size_t i = label.begin;
    while (i < label.end && IsSpacedLabelChar(text::DecodeAt(text, i).code)) {
      i += text::DecodeAt(text, i).size;
    }
    return i == label.end && labels.size() > 1;
  }
  const bool letters = std::all_of(last.begin(), last.end(), [](char c) {
    return text::LowerAscii(c) >= 'a' && text::LowerAscii(c) <= 'z';
  });
  if (letters) {
    if (text::EqualNoCase(last, "http") || text::EqualNoCase(last, "https")) {
      return false;  // The next link, glued to a full stop: "http://a.http://b".
    }
    return labels.size() > 1 ? last.size() > 1 : text::EqualNoCase(last, "localhost");
  }
  const bool hexadecimal = text::StartsWithNoCase(last, "0x");
  const std::string_view digits = hexadecimal ? last.substr(2) : last;
  return last.size() > 0 && (labels.size() > 1 || last.size() >= 8) &&
         digits.find_first_not_of(hexadecimal ? "0123456789abcdefABCDEF" : "0123456789") ==
             std::string_view::npos;
}

// One past the longest top-level domain of a script without spaces with which a label begins:
// "twitter.みんなです". 0 where there is none.
std::size_t UnspacedTopEnd(std::string_view text, const Label& label) {
  constexpr std::size_t kTopCharsMax = 8;
  std::size_t longest = 0;
  std::size_t i = label.begin;
  for (std::size_t chars = 0; chars < kTopCharsMax && i < label.end; ++chars) {
    const text::Decoded c = text::DecodeAt(text, i);
    const bool unspaced = (c.code >= 0xE00 && c.code < 0xE80) || c.code >= 0x2E80;
    if (!unspaced) {
      break;
    }
    i += c.size;
    longest = IsTopLevelDomain(text.substr(label.begin, i - label.begin)) ? i : longest;
  }
  return longest;
}

// "[::1]", "[::ffff:127.0.0.1]": one past the bracket, or 0 where there is none.
std::size_t BracketedAddressEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kAddressBytesMax = 45;
  if (at >= text.size() || text[at] != '[') {
    return 0;
  }
  const std::string_view rest = text.substr(at + 1, kAddressBytesMax + 1);
  const std::size_t end = rest.find_first_not_of("0123456789abcdefABCDEF:.");
  const bool closed = end != std::string_view::npos && rest[end] == ']';
  return closed && rest.substr(0, end).find(':') != std::string_view::npos ? at + end + 2 : 0;
}

}  // namespace

bool IsHostChar(char32_t code) {
  if (code < 0x80) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= '0' && code <= '9') || code == '-' || code == '_' || code == '.';
  }
  return code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7;
}

bool IsSpacedLabelChar(char32_t code) {
  if (code < 0x80) {
    return code == '-' || text::IsDigit(code);
  }
  const bool unspaced = (code >= 0xE00 && code < 0xF00) || (code >= 0x1000 && code < 0x10A0) ||
                        (code >= 0x1100 && code < 0x1200) || code >= 0x1780;
  return code >= 0x370 && !unspaced && text::IsWordChar(code);
}

bool IsTopLevelDomain(std::string_view label) {
  static const std::vector<std::string_view> known = [] {
    const DataTable table("tlds.tsv", 1);
    std::vector<std::string_view> names;
    names.reserve(table.rows().size());
    for (const DataTable::Row& row : table.rows()) {
      names.push_back(row[0]);
    }
    return names;
  }();
  if (label.size() < 2 || label.size() > kLabelBytesMax) {
    return false;
  }
  const std::string lower = text::Lower(label);
  return lower.starts_with("xn--") || std::binary_search(known.begin(), known.end(), lower);
}

HostRun HostAt(std::string_view text, std::size_t at, bool has_scheme) {
  HostRun host;
  if (const std::size_t end = has_scheme ? BracketedAddressEnd(text, at) : 0; end != 0) {
    host.end = host.run_end = end;
    host.labels = 1;
    return host;
  }
  Run run = RunAt(text, at, has_scheme);
  host.run_end = run.end;
  host.defanged = run.defanged;
  while (run.labels.size() > 1 && run.labels.back().begin == run.labels.back().end) {
    run.labels.pop_back();  // Full stops after the name.
  }
  if (has_scheme && IsAddress(text, run.labels)) {
    host.end = run.labels.back().end;
    host.labels = 4;
    return host;
  }
  for (std::size_t i = run.labels.size() - 1; i >= 1; --i) {
    const Label& label = run.labels[i];
    const bool last = i + 1 == run.labels.size();
    const auto cut = [&](std::size_t end) { return text.substr(label.begin, end - label.begin); };
    std::size_t end = 0;
    if (IsTopLevelDomain(cut(label.end))) {
      // "bbc.com.The": a full stop without its space.
      const bool sentence = !last && text[run.labels[i + 1].begin] >= 'A' &&
                            text[run.labels[i + 1].begin] <= 'Z' && i + 2 == run.labels.size();
      end = last || sentence ? label.end : 0;
    } else if (label.ascii_end < label.end && IsTopLevelDomain(cut(label.ascii_end))) {
      end = label.ascii_end;  // "example.comてすと"
    } else if (label.ascii_end == label.begin && last) {
      end = UnspacedTopEnd(text, label);
    }
    if (end != 0 && GoodLabels(text, run.labels, i)) {
      host.end = end;
      host.labels = i + 1;
      host.top = cut(end);
      const Label& before = run.labels[i - 1];
      host.second = text.substr(before.begin, before.end - before.begin);
      host.lower = std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                text.begin() + static_cast<std::ptrdiff_t>(end),
                                [](char c) { return c >= 'A' && c <= 'Z'; });
      return host;
    }
  }
  if (has_scheme && StandsAfterScheme(text, run.labels) &&
      GoodLabels(text, run.labels, run.labels.size() - 1)) {
    host.end = run.labels.back().end;
    host.labels = run.labels.size();
  }
  return host;
}

}  // namespace ibid::detect
