#include "read/author_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kBylineBytesMax = 600;
constexpr std::size_t kNameBytesMax = 80;
constexpr int kNameWordsMax = 6;

// Longest first where one begins another.
constexpr auto kPrefixes = std::to_array<std::string_view>({"written by",
                                                            "posted by",
                                                            "reported by",
                                                            "published by",
                                                            "words by",
                                                            "story by",
                                                            "text by",
                                                            "article by",
                                                            "submitted by",
                                                            "reviewed by",
                                                            "photographs by",

                                                            "by",
                                                            "von",
                                                            "par",
                                                            "por",
                                                            "di",
                                                            "door",
                                                            "af",
                                                            "av",
                                                            "автор",
                                                            "текст",
                                                            "autor",
                                                            "auteur",
                                                            "author",
                                                            "authors"});

// What separates names; " and " in the languages of the prefixes.
constexpr auto kSeparators = std::to_array<std::string_view>(
    {" and ",  " und ",  " et ", " y ", " e ", " en ", " og ", " och ", " & ", ",",  ";", " / ",
     " with ", " avec ", "(",    ")",   "\n",  " | ",  "|",    " • ",   " · ", "、", "，"});

// A part of a byline with one of these words says what somebody is, not who.
constexpr auto kRoles = std::to_array<std::string_view>({"writer",
                                                         "writers",
                                                         "reporter",
                                                         "reporters",
                                                         "editor",
                                                         "editors",
                                                         "correspondent",
                                                         "correspondents",
                                                         "contributor",
                                                         "contributors",
                                                         "columnist",
                                                         "producer",
                                                         "producers",
                                                         "director",
                                                         "analyst",
                                                         "photographer",
                                                         "journalist",
                                                         "author",
                                                         "redakteur",
                                                         "redaktion",
                                                         "updated",
                                                         "published",
                                                         "posted",
                                                         "on",
                                                         "at",
                                                         "in",
                                                         "est",
                                                         "edt",
                                                         "pst",
                                                         "pdt",
                                                         "gmt",
                                                         "utc",
                                                         "am",
                                                         "pm",
                                                         "min",
                                                         "read",
                                                         "comments",
                                                         "share",
                                                         "follow",
                                                         "twitter",
                                                         "facebook",
                                                         "bio",
                                                         "email",
                                                         "contact",
                                                         "ago",
                                                         "view",
                                                         "views",
                                                         "profile",
                                                         "more",
                                                         "january",
                                                         "february",
                                                         "march",
                                                         "june",
                                                         "july",
                                                         "september",
                                                         "october",
                                                         "november",
                                                         "december",
                                                         "monday",
                                                         "tuesday",
                                                         "wednesday",
                                                         "thursday",
                                                         "friday",
                                                         "saturday",
                                                         "sunday",
                                                         "special",
                                                         "guest",
                                                         "admin",
                                                         "administrator",
                                                         "undefined",
                                                         "null",
                                                         "unknown",
                                                         "senior",
                                                         "http",
                                                         "https",
                                                         "www",
                                                         "for"});

bool Contains(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Where the first separator at or after `from` begins, and its size.
std::pair<std::size_t, std::size_t> NextSeparator(std::string_view text) {
  std::pair<std::size_t, std::size_t> best = {text.size(), 0};
  const std::string lower = text::Lower(text);
  const std::string_view sought = lower.size() == text.size() ? std::string_view(lower) : text;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = sought.find(separator);
    if (at < best.first) {
      best = {at, separator.size()};
    }
  }
  return best;
}

bool IsName(std::string_view name) {
  if (name.empty() || name.size() > kNameBytesMax ||
      name.find_first_of("@<>{}[]=#0123456789:") != std::string_view::npos ||
      name.find("//") != std::string_view::npos || name.find(".com") != std::string_view::npos) {
    return false;
  }
  int words = 0;
  bool upper = false;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    if (Contains(kRoles, text::Lower(word))) {
      return false;
    }
    const char32_t first = word.empty() ? U' ' : text::DecodeAt(word, 0).code;
    const bool caseless = first > 0x2E7F;  // Han, kana, Hangul.
    upper |= text::IsUpper(first) || caseless;
    ++words;
    at = end + 1;
  }
  return upper && words <= kNameWordsMax;
}

// A date, and all from there on, is not part of the names.
std::string_view CutAtDate(std::string_view text) {
  const auto date = text::FindDate(text);
  return date ? text.substr(0, date->at.begin) : text;
}

std::string_view StripEnds(std::string_view name) {
  constexpr std::string_view kEnds = " \t.,;:-|/()*'\"";
  while (!name.empty()) {
    const std::string_view before = name;
    name = text::Trim(name);
    while (!name.empty() && kEnds.find(name.front()) != std::string_view::npos) {
      name.remove_prefix(1);
    }
    while (!name.empty() && kEnds.find(name.back()) != std::string_view::npos &&
           !(name.back() == '.' && (name.ends_with("Jr.") || name.ends_with("Sr.")))) {
      name.remove_suffix(1);
    }
    for (const std::string_view dash : {"—", "–", "•", "·", "…"}) {
      name.remove_prefix(name.starts_with(dash) ? dash.size() : 0);
      name.remove_suffix(name.ends_with(dash) ? dash.size() : 0);
    }
    if (name == before) {
      break;
    }
  }
  return name;
}

}  // namespace

std::size_t BylinePrefix(std::string_view text) {
  const std::string lower = text::Lower(text.substr(0, text::BoundaryBefore(text, 24)));
  for (const std::string_view prefix : kPrefixes) {
    if (!std::string_view(lower).starts_with(prefix)) {
      continue;
    }
    std::size_t at = prefix.size();
    const std::size_t spaces = at;
    while (at < text.size() && (text[at] == ' ' || text[at] == ':' || text[at] == '\n')) {
      ++at;
    }
    if (at > spaces && at < text.size()) {
      return at;
    }
  }
  return 0;
}

std::vector<std::string> AuthorNames(std::string_view byline) {
  std::vector<std::string> names;
  std::string_view rest =
      text::Trim(byline.substr(0, text::BoundaryBefore(byline, kBylineBytesMax)));
  rest = CutAtDate(rest);
  while (!rest.empty() && names.size() < kAuthorsMax) {
    const auto [at, size] = NextSeparator(rest);
    std::string_view part = StripEnds(rest.substr(0, at));
    part.remove_prefix(BylinePrefix(part));
    for (const std::string_view joiner : {"with ", "avec "}) {  // "(avec Jane Roe)"
      part.remove_prefix(part.starts_with(joiner) ? joiner.size() : 0);
    }
    const std::string name = text::FoldSpace(StripEnds(part));
    if (IsName(name) && !Contains(names, name)) {
      names.push_back(name);
    }
    rest.remove_prefix(std::min(at + std::max<std::size_t>(size, 1), rest.size()));
  }
  return names;
}

std::vector<std::string> AuthorNamesOfField(std::string_view field) {
  std::vector<std::string> names = AuthorNames(field);
  const std::string name = text::FoldSpace(field.substr(0, text::BoundaryBefore(field, 200)));
  constexpr std::size_t kShort = 40;
  if (names.empty() && !name.empty() && name.size() <= kShort &&
      name.find_first_of("@<>{}[]=#0123456789:/.") == std::string::npos &&
      text::IsUpper(text::DecodeAt(name, 0).code)) {
    names.push_back(name);
  }
  return names;
}

}  // namespace ibid::read
