#include "detect/credits/credits.h"

#include <algorithm>
#include <array>

#include "detect/credits/names.h"
#include "detect/outlets/outlets.h"
#include "detect/posts/post_text.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kListBytesMax = 400;
constexpr std::size_t kNameWordsMax = 5;
constexpr std::size_t kNamesMax = 24;

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Whether the stop at `at` belongs to the word before it: "J.", "Jr.", "St.".
bool Abbreviates(std::string_view text, std::size_t at) {
  static constexpr auto kShort = std::to_array<std::string_view>(
      {"Jr", "Sr", "St", "Mr", "Ms", "Dr", "Mrs", "Calif", "Va", "Pa", "Fla", "Mass", "Ill", "Md"});
  std::size_t begin = at;
  while (begin > 0 && text::IsWordChar(text::DecodeBefore(text, begin).code)) {
    begin -= text::DecodeBefore(text, begin).size;
  }
  const std::string_view word = text.substr(begin, at - begin);
  return text::CountCodePoints(word) <= 1 ||
         std::find(kShort.begin(), kShort.end(), word) != kShort.end();
}

bool EndsSentence(std::string_view text, std::size_t at) {
  const bool mark =
      text[at] == '!' || text[at] == '?' || (text[at] == '.' && !Abbreviates(text, at));
  return mark && (at + 1 >= text.size() || !text::IsWordChar(text::DecodeAt(text, at + 1).code));
}

// "writers" in "Associated Press writers A. B and C. D".
bool IsJob(std::string_view word) {
  static constexpr auto kJobs = std::to_array<std::string_view>(
      {"writer", "writers", "reporter", "reporters", "correspondent", "correspondents", "staff",
       "journalist", "journalists", "editor", "editors", "producer", "producers", "researcher",
       "researchers", "photographer", "photographers", "contributor", "intern"});
  return std::any_of(kJobs.begin(), kJobs.end(),
                     [word](std::string_view job) { return text::EqualNoCase(word, job); });
}

bool IsPlaceWord(std::string_view word) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"in", "from", "at", "of", "for", "also", "en", "à", "aus"});
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool IsNameWord(std::string_view word) {
  static constexpr auto kParticles = std::to_array<std::string_view>(
      {"de", "del", "la",  "le", "van", "von", "der", "den", "di",  "da", "dos",
       "du", "bin", "ibn", "al", "el",  "ter", "ten", "of",  "the", "y",  "e"});
  const char32_t first = text::DecodeAt(word, 0).code;
  return text::IsUpper(first) || text::StartsWithNoCase(word, "al-") ||
         std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

struct Part {
  std::vector<TextSpan> names;
  bool ok = true;
};

// Adds the outlet that `word` makes an owner: "CNN's".
bool Employer(std::string_view text, TextSpan word, std::vector<TextSpan>& names) {
  std::string_view owner = Slice(text, word);
  for (const std::string_view genitive : {"'s", "\xE2\x80\x99s"}) {
    if (owner.ends_with(genitive)) {
      owner.remove_suffix(genitive.size());
      word.end -= static_cast<std::uint32_t>(genitive.size());
      if (OutletByName(owner).outlet != nullptr) {
        names.push_back(word);
        return true;
      }
      return false;
    }
  }
  return false;
}

// One part of a list: a name, then perhaps a place; or an employer, a role and a name.
Part ReadPart(std::string_view text, TextSpan part) {
  Part out;
  std::size_t begin = part.begin;
  std::size_t name_end = begin;
  std::size_t words = 0;
  for (std::size_t at = part.begin; at < part.end;) {
    const std::size_t end = std::min<std::size_t>(text.find(' ', at), part.end);
    std::string_view word = text.substr(at, end - at);
    if (!word.empty() && IsJob(word)) {
      // "Associated Press writers": who stands before is a name if it is known.
      const TextSpan before = TrimSpan(text, Span(begin, name_end));
      if (!before.empty() && OutletByName(Slice(text, before)).outlet != nullptr) {
        out.names.push_back(before);
      }
      begin = std::min<std::size_t>(end + 1, part.end);
      name_end = begin;
      words = 0;
    } else if (words == 0 && Employer(text, Span(at, end), out.names)) {
      begin = std::min<std::size_t>(end + 1, part.end);  // "CNN's Jane Doe"
      name_end = begin;
    } else if (words > 0 && IsPlaceWord(word)) {
      break;
    } else if (!word.empty()) {
      out.ok = out.ok && IsNameWord(word) && ++words <= kNameWordsMax;
      name_end = end;
    }
    at = end + 1;
  }
  const TextSpan name = TrimSpan(text, Span(begin, std::max(begin, name_end)));
  if (!name.empty()) {
    out.names.push_back(name);
  }
  return out;
}

}  // namespace

std::size_t CreditListEnd(std::string_view text, std::size_t begin, std::size_t end) {
  end = text::BoundaryBefore(text, std::min({end, text.size(), begin + kListBytesMax}));
  std::size_t at = begin;
  while (at < end && text[at] != ';' && text[at] != ')' && text[at] != ']' && text[at] != '\n' &&
         !EndsSentence(text, at)) {
    ++at;
  }
  return at;
}

std::size_t SentenceBegin(std::string_view text, std::size_t at, std::size_t begin) {
  const std::size_t from = std::max(begin, at - std::min(at, kListBytesMax));
  std::size_t first = at;
  while (first > from && text[first - 1] != '\n' && text[first - 1] != ';' &&
         text[first - 1] != '(' && !EndsSentence(text, first - 1)) {
    --first;
  }
  return text::BoundaryAfter(text, first);
}

std::vector<TextSpan> CreditedNames(std::string_view text, TextSpan list) {
  std::vector<TextSpan> out;
  bool place = false;  // The part before ended in a place: "in Kabul, Afghanistan".
  for (const TextSpan part : NamesIn(text, list)) {
    const std::string_view words = Slice(text, part);
    const std::size_t space = words.find(' ');
    const bool one_word = space == std::string_view::npos;
    const bool known = !AgencyNamed(words).empty() || OutletByName(words).outlet != nullptr;
    if (place && one_word && !known) {
      continue;
    }
    Part read = ReadPart(text, part);
    if (!read.ok || out.size() + read.names.size() > kNamesMax) {
      return {};
    }
    place = words.find(" in ") != words.npos || words.find(" from ") != words.npos ||
            words.find(" at ") != words.npos;
    out.insert(out.end(), read.names.begin(), read.names.end());
  }
  return out;
}

std::vector<TextSpan> AgenciesIn(std::string_view text, TextSpan list) {
  std::vector<TextSpan> out;
  for (TextSpan part : NamesIn(text, list)) {
    while (!part.empty()) {
      // "RFE/RL" is one agency, "AFP/Reuters" are two.
      const std::string_view words = Slice(text, part);
      const std::size_t slash = AgencyNamed(words).empty() ? words.find('/') : words.npos;
      const auto end =
          static_cast<std::uint32_t>(part.begin + std::min<std::size_t>(slash, words.size()));
      const TextSpan one = TrimSpan(text, {part.begin, end});
      if (AgencyNamed(Slice(text, one)).empty() || out.size() == kNamesMax) {
        return {};
      }
      out.push_back(one);
      part.begin = std::min(end + 1, part.end);
    }
  }
  return out;
}

}  // namespace ibid::detect
