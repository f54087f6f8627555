#include "detect/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kBytesMax = 16384;
constexpr std::size_t kWordsMax = 300;
constexpr std::size_t kWordBytesMax = 8;  // No function word of the table is longer.
constexpr std::size_t kLanguagesMax = 32;

using Counts = std::array<std::uint32_t, kLanguagesMax>;

// Which languages have the word, one bit each; words are keyed by their bytes.
struct FunctionWords {
  std::vector<std::string_view> languages;
  std::unordered_map<std::uint64_t, std::uint32_t> of_word;
};

std::uint64_t Key(std::string_view word) {
  std::uint64_t key = 0;
  for (const char c : word) {
    key = key << 8U | static_cast<unsigned char>(c);
  }
  return key;
}

const FunctionWords& Words() {
  static const FunctionWords words = [] {
    FunctionWords out;
    static const DataTable table("languages.tsv", 2);
    for (const DataTable::Row& row : table.rows()) {
      const auto bit = static_cast<std::uint32_t>(1U << out.languages.size());
      out.languages.push_back(row[0]);
      std::string_view list = row[1];
      while (!list.empty()) {
        const std::string_view word = list.substr(0, list.find(' '));
        out.of_word[Key(word)] |= bit;
        list.remove_prefix(std::min(word.size() + 1, list.size()));
      }
    }
    return out;
  }();
  return words;
}

class Counter {
 public:
  // Counts the words of `text`, at most up to the limits.
  void Count(std::string_view text) {
    text = text.substr(0, text::BoundaryBefore(text, std::min(text.size(), kBytesMax - bytes_)));
    std::size_t i = 0;
    while (i < text.size() && words_ < kWordsMax && !english_) {
      if (!IsWordByte(text[i])) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < text.size() && IsWordByte(text[i])) {
        other_bytes_ += static_cast<unsigned char>(text[i]) >= 0xCD ? 1U : 0U;
        ++i;
      }
      Word(text.substr(begin, i - begin));
    }
    bytes_ += i;
  }
  bool full() const { return words_ >= kWordsMax || bytes_ >= kBytesMax || english_; }
  const Counts& hits() const { return hits_; }
  // Mostly letters of a script other than Latin (whose lead bytes lie below 0xCD).
  bool other_script() const { return other_bytes_ * 4 > bytes_; }

 private:
  static bool IsWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || !text::IsAscii(c);
  }
  void Word(std::string_view word) {
    ++words_;
    if (word.size() > kWordBytesMax) {
      return;
    }
    // Lower case of ASCII alone: "À" begins few words.
    std::array<char, kWordBytesMax> lower{};
    std::transform(word.begin(), word.end(), lower.begin(), text::LowerAscii);
    const auto found = Words().of_word.find(Key({lower.data(), word.size()}));
    if (found == Words().of_word.end()) {
      return;
    }
    for (std::uint32_t left = found->second; left != 0; left &= left - 1) {
      ++hits_[static_cast<std::size_t>(std::countr_zero(left))];
    }
    // Most texts are English, and twenty words of that show it.
    constexpr std::uint32_t kEnglishEnough = 20;
    english_ = hits_[0] >= kEnglishEnough &&
               *std::max_element(hits_.begin() + 1, hits_.end()) * 2 < hits_[0];
  }

  Counts hits_{};
  std::size_t words_ = 0;
  bool english_ = false;  // Clear already.
  std::size_t bytes_ = 0;
  std::size_t other_bytes_ = 0;
};

Language Named(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find_first_of("-_"));
  return language == "en"   ? Language::kEnglish
         : language == "de" ? Language::kGerman
         : language == "fr" ? Language::kFrench
         : language == "es" ? Language::kSpanish
                            : Language::kOther;
}

bool IsProse(const Zone& zone) {
  return !zone.chrome && (zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kHeadline ||
                          zone.kind == ZoneKind::kOther || zone.kind == ZoneKind::kListItem);
}

}  // namespace

Language LanguageOf(const Document& document) {
  Counter counter;
  for (const Zone& zone : document.zones) {
    if (counter.full()) {
      break;
    }
    if (IsProse(zone)) {
      counter.Count(document.Text(zone.at));
    }
  }
  if (document.zones.empty()) {
    counter.Count(document.text);
  }
  if (counter.other_script()) {
    return Language::kOther;
  }
  // English is the first of the table; another language must outdo it by far.
  const Counts& hits = counter.hits();
  const auto best = std::max_element(hits.begin() + 1, hits.end());
  constexpr std::uint32_t kHitsMin = 2;
  if (*best >= kHitsMin && *best > 2 * hits[0]) {
    return Named(Words().languages[static_cast<std::size_t>(best - hits.begin())]);
  }
  const bool english = hits[0] >= kHitsMin && hits[0] > 2 * *best;
  const std::string& tag = document.metadata.language.value;
  return english || tag.empty() ? Language::kEnglish : Named(tag);
}

}  // namespace ibid::detect
