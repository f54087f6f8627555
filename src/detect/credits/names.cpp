#include "detect/credits/names.h"

#include <algorithm>
#include <array>
#include <map>

#include "detect/data_table.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kNameBytesMax = 120;
constexpr std::size_t kNameWordsMax = 9;

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t SkipTo(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const text::Decoded c = text::DecodeAt(text, at);
    const bool opens = c.code == ':' || c.code == '"' || c.code == '\'' || c.code == 0x201C ||
                       c.code == 0x2018 || c.code == 0xAB || c.code == '[' || c.code == '@';
    if (!text::IsSpace(c.code) && !opens) {
      break;
    }
    at += c.size;
  }
  return at;
}

template <std::size_t kCount>
bool Among(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text::EqualNoCase(w, word); });
}

bool Stops(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"copyright", "on",    "in",       "under",       "with",        "at",     "here",    "all",
       "rights",    "by",    "via",      "published",   "republished", "posted", "updated", "was",
       "is",        "has",   "to",       "as",          "from",        "for",    "region",  "tous",
       "alle",      "todos", "licensed", "distributed", "click",       "read",   "photo"});
  return Among(kWords, word);
}

// "Centre for Research on Globalization": after such a noun the prepositions belong to the name.
bool TakesPreposition(std::string_view noun, std::string_view word) {
  static constexpr auto kNouns = std::to_array<std::string_view>(
      {"Council", "Centre", "Center", "Institute", "Committee", "Commission", "Campaign", "Fund",
       "Foundation", "Coalition", "Research", "Agency", "Initiative", "Group", "Alliance"});
  return (word == "on" || word == "for" || word == "in") &&
         std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
}

bool Particle(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"of",  "the", "and", "&",   "de",  "del", "la",  "le", "les", "el",  "al",
       "van", "von", "der", "den", "di",  "da",  "dos", "du", "des", "bin", "ibn",
       "y",   "e",   "et",  "und", "für", "für", "a",   "|",  "+"});
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return w == word; });
}

bool HasInnerStop(std::string_view word) {
  const std::size_t stop = word.find('.');
  return stop != std::string_view::npos && stop + 1 < word.size();
}

bool BeginsName(std::string_view word) {
  const char32_t c = text::DecodeAt(word, 0).code;
  // Host names and brands in lower case ("iNews", "n-tv.de", "propublica.org") have a dot or a
  // capital inside; scripts without case have neither.
  const bool cased = text::IsUpper(c) || text::IsDigit(c) || text::ToLower(c) != c || c >= 0x2E80 ||
                     (c >= 0x590 && c < 0x1100);
  return cased || (text::IsLetter(c) && (HasInnerStop(word) ||
                                         std::any_of(word.begin(), word.end(),
                                                     [](char x) { return x >= 'A' && x <= 'Z'; })));
}

}  // namespace

TextSpan NameAt(std::string_view text, std::size_t at, std::size_t end) {
  end = std::min(end, text.size());
  at = SkipTo(text, at, end);
  const std::size_t begin = at;
  end = text::BoundaryBefore(text, std::min(end, begin + kNameBytesMax));
  std::size_t name_end = begin;
  std::string_view last;
  for (std::size_t words = 0; words < kNameWordsMax && at < end; ++words) {
    std::size_t word_end = at;
    bool closes = false;
    while (word_end < end) {
      const text::Decoded c = text::DecodeAt(text, word_end);
      const bool word_char = text::IsWordChar(c.code) || c.code == '.' || c.code == '-' ||
                             c.code == '\'' || c.code == 0x2019 || c.code == '&' || c.code == '/' ||
                             c.code == '+' || c.code == '!' || c.code == 0x300 || c.code == '|';
      if (!word_char) {
        closes = !text::IsSpace(c.code) || c.code == '\n';
        break;
      }
      word_end += c.size;
    }
    const std::string_view word = text.substr(at, word_end - at);
    const bool inner = TakesPreposition(last, word);
    last = word;
    if (word.empty() || (words > 0 && !inner && Stops(word)) || word.find("//") != word.npos ||
        (words > 0 && text::DateAt(text, at))) {
      break;
    }
    const bool particle = inner || Particle(word);
    if (!particle && !BeginsName(word)) {
      break;
    }
    const bool initial =
        word.size() <= 3 || word == "Inc." || word == "Co." || word == "Ltd." || HasInnerStop(word);
    const bool sentence_end = word.ends_with('.') && !initial;
    if (!particle) {
      name_end = word_end - (word.ends_with('.') && !(word.size() <= 2) ? 1 : 0);
    }
    if (closes || sentence_end) {
      break;
    }
    at = word_end;
    while (at < end && text[at] != '\n' && text::IsSpace(text::DecodeAt(text, at).code)) {
      at += text::DecodeAt(text, at).size;
    }
    if (at == word_end || (at < end && text[at] == '\n')) {
      break;
    }
  }
  return Span(begin, std::max(begin, name_end));
}

std::vector<TextSpan> NamesIn(std::string_view text, TextSpan list) {
  static constexpr auto kJoiners =
      std::to_array<std::string_view>({", and ", " and ", ", ", " & ", " und ", " et ", " y ",
                                       " e ", " i ", " и ", "; ", " with "});
  std::vector<TextSpan> names;
  std::size_t begin = list.begin;
  for (std::size_t at = list.begin; at <= list.end;) {
    std::size_t joiner = 0;
    for (const std::string_view j : kJoiners) {
      if (joiner == 0 && text.substr(at, std::min<std::size_t>(j.size(), list.end - at)) == j) {
        joiner = j.size();
      }
    }
    if (joiner > 0 || at == list.end) {
      const TextSpan name = TrimSpan(text, Span(begin, at));
      if (!name.empty()) {
        names.push_back(name);
      }
      begin = at + joiner;
      at = std::max(begin, at + 1);
    } else {
      ++at;
    }
  }
  return names;
}

namespace {

struct Agency {
  std::string_view name;
  bool pictures = false;
};

const Agency* FindAgency(std::string_view written) {
  static const std::map<std::string_view, Agency> agencies = [] {
    std::map<std::string_view, Agency> map;
    const DataTable table("agencies.tsv", 3);
    for (const DataTable::Row& row : table.rows()) {
      map.emplace(row[0], Agency{row[1], row[2] == "pictures"});
    }
    return map;
  }();
  const auto found = agencies.find(text::Trim(written));
  return found == agencies.end() ? nullptr : &found->second;
}

}  // namespace

std::string_view AgencyNamed(std::string_view written) {
  const Agency* agency = FindAgency(written);
  return agency == nullptr || agency->pictures ? std::string_view() : agency->name;
}

bool IsPictureAgency(std::string_view written) {
  const Agency* agency = FindAgency(written);
  return agency != nullptr && agency->pictures;
}

}  // namespace ibid::detect
