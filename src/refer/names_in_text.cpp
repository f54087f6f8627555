#include "refer/names_in_text.h"

#include <algorithm>
#include <cstddef>

#include "detect/tokens.h"

namespace ibid::refer {
namespace {

using detect::Mark;
using detect::Token;

constexpr std::size_t kNameTokensMax = 5;
constexpr std::size_t kAcronymWordsMax = 10;
constexpr std::size_t kFullNamesMax = 4;  // Per surname; more are not told apart.

constexpr detect::WordClasses kNoName =
    detect::kTitle | detect::kPerson | detect::kNationality | detect::kDay | detect::kMonth |
    detect::kState | detect::kBodySuffix | detect::kGovernmentName | detect::kGovernment |
    detect::kBody | detect::kMediaNoun | detect::kDeterminer | detect::kPreposition |
    detect::kConjunction | detect::kSubordinator | detect::kPronoun | detect::kDepartment |
    detect::kDegree | detect::kPossessive | detect::kAdverb;

bool NamePart(const Token& t) {
  return t.word() && t.capital && (!t.Is(kNoName) || t.Is(detect::kGivenName)) && t.at.size() > 1;
}

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {
    for (const Zone& zone : document.zones) {
      if (!zone.chrome) {
        detect::Tokenize(document.text, zone.at, tokens_);
      }
    }
  }

  // The run of name words that begins at i; at least two, or nothing.
  std::size_t NameEnd(std::size_t i) const {
    std::size_t end = i;
    while (end < tokens_.size() && end - i < kNameTokensMax && NamePart(tokens_[end]) &&
           (end == i || tokens_[end].space_before)) {
      ++end;
    }
    return end;
  }
  std::string_view Text(std::size_t begin, std::size_t end) const {
    return document_.Text({tokens_[begin].at.begin, tokens_[end - 1].at.end});
  }
  const std::vector<Token>& tokens() const { return tokens_; }

  // The words before "(ACR)" whose initials spell it, small words aside.
  std::string Expansion(std::size_t open) const {
    const std::string_view acronym = Text(open + 1, open + 2);
    std::size_t letter = acronym.size();
    std::size_t i = open;
    while (i > 0 && open - i < kAcronymWordsMax && letter > 0) {
      --i;
      const Token& t = tokens_[i];
      if (!t.word()) {
        return {};
      }
      if (t.capital && document_.text[t.at.begin] == acronym[letter - 1]) {
        --letter;
      } else if (t.capital ||
                 !t.Is(detect::kPreposition | detect::kDeterminer | detect::kConjunction)) {
        return {};
      }
    }
    return letter == 0 ? std::string(Text(i, open)) : std::string();
  }

 private:
  const Document& document_;
  std::vector<Token> tokens_;
};

}  // namespace

NamesInText::NamesInText(const Document& document) {
  const Reader reader(document);
  const std::vector<Token>& tokens = reader.tokens();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool acronym = tokens[i].mark == Mark::kOpen && i + 2 < tokens.size() &&
                         tokens[i + 1].all_capitals && tokens[i + 2].mark == Mark::kClose;
    if (acronym) {
      std::string expansion = reader.Expansion(i);
      if (!expansion.empty()) {
        expansions_.emplace(reader.Text(i + 1, i + 2), std::move(expansion));
      }
      continue;
    }
    const std::size_t end = reader.NameEnd(i);
    if (end < i + 2) {
      continue;
    }
    std::vector<std::string>& names = full_[std::string(reader.Text(end - 1, end))];
    std::string name(reader.Text(i, end));
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (!known && names.size() < kFullNamesMax) {
      names.push_back(std::move(name));
    }
    i = end - 1;
  }
}

const std::vector<std::string>* NamesInText::FullNames(std::string_view surname) const {
  const auto found = full_.find(std::string(surname));
  return found == full_.end() ? nullptr : &found->second;
}

const std::string* NamesInText::Expansion(std::string_view acronym) const {
  const auto found = expansions_.find(std::string(acronym));
  return found == expansions_.end() ? nullptr : &found->second;
}

}  // namespace ibid::refer
