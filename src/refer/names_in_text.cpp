#include "refer/names_in_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "detect/tokens.h"
#include "text/utf8.h"

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

// Calls `take` with each stretch of the article that may hold what is looked for: chunks with a
// capital (or a letter beyond ASCII) that follow each other, and the words before a bracket that
// may be an acronym's. Most of the words of an article need not be told apart.
template <typename Take>
class Stretches {
 public:
  Stretches(std::string_view text, Take take) : text_(text), take_(take) {}

  void In(TextSpan zone) {
    begin_ = zone.begin;
    run_ = 0;
    for (std::uint32_t at = zone.begin; at < zone.end;) {
      std::uint8_t seen = 0;
      const std::uint32_t begin = at;
      while (at < zone.end && (ClassOf(text_[at]) & kBlank) == 0) {
        seen |= ClassOf(text_[at++]);
      }
      if (at > begin) {
        Add({begin, at}, seen);
      }
      ++at;
    }
    Flush();
  }

 private:
  static constexpr std::uint8_t kBlank = 1;
  static constexpr std::uint8_t kCapital = 2;
  static constexpr std::uint8_t kBeyondAscii = 4;  // May be a capital, or a space inside the chunk.
  static constexpr std::uint8_t kBracket = 8;
  static constexpr std::array<std::uint8_t, 256> kClasses = [] {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
      classes[c] = c >= 0x80              ? kBeyondAscii
                   : blank                ? kBlank
                   : c >= 'A' && c <= 'Z' ? kCapital
                   : c == '('             ? kBracket
                                          : std::uint8_t{0};
    }
    return classes;
  }();
  static std::uint8_t ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

  void Add(TextSpan chunk, std::uint8_t seen) {
    if ((seen & (kCapital | kBeyondAscii)) == 0) {
      Flush();
      return;
    }
    if (run_ > 0 && run_at_.size() > kStretchBytesMax) {
      Flush();
    }
    run_at_.begin = run_ == 0 ? chunk.begin : run_at_.begin;
    run_at_.end = chunk.end;
    run_ += (seen & kBeyondAscii) != 0 ? 2U : 1U;
    acronym_ = acronym_ || (seen & kBracket) != 0;
  }
  void Flush() {
    if (acronym_) {
      take_(TextSpan{WordsBefore(run_at_.begin), run_at_.end});
    } else if (run_ > 1) {
      take_(run_at_);
    }
    run_ = 0;
    acronym_ = false;
  }
  std::uint32_t WordsBefore(std::uint32_t at) const {
    std::size_t words = 0;
    const std::uint32_t least = std::max<std::uint32_t>(begin_, at - std::min(at, kBytesBefore));
    std::uint32_t from = at;
    while (from > least && words <= kAcronymWordsMax) {
      --from;
      words += text_[from] == ' ' ? 1U : 0U;
    }
    return static_cast<std::uint32_t>(text::BoundaryAfter(text_, from));
  }

  static constexpr std::uint32_t kBytesBefore = 160;
  static constexpr std::uint32_t kStretchBytesMax = 1U << 16U;  // Longer than any real one.
  std::string_view text_;
  Take take_;
  std::uint32_t begin_ = 0;  // Of the zone.
  TextSpan run_at_;
  std::size_t run_ = 0;  // How many words it may have.
  bool acronym_ = false;
};

// The tokens of one stretch.
class Reader {
 public:
  Reader(const Document& document, TextSpan stretch) : document_(document) {
    detect::Tokenize(document.text, stretch, tokens_);
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
  Stretches stretches(document.text, [&](TextSpan stretch) { ReadNames(document, stretch); });
  for (const Zone& zone : document.zones) {
    if (!zone.chrome) {
      stretches.In(zone.at);
    }
  }
}

void NamesInText::ReadNames(const Document& document, TextSpan stretch) {
  const Reader reader(document, stretch);
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
    const detect::Gender gender = detect::GenderOf(document.Text(tokens[i].at));
    if (gender != detect::Gender::kUnknown) {
      people_.push_back({{tokens[i].at.begin, tokens[end - 1].at.end}, gender});
    }
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
