#include "detect/links/identifiers.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/links/identifier_cursor.h"
#include "detect/mention_limit.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || !text::IsAscii(c);
}
constexpr std::array<bool, 256> kWordBytes = [] {
  std::array<bool, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = IsWordByte(static_cast<char>(i));
  }
  return out;
}();
bool InWord(char c) {
  return kWordBytes[static_cast<unsigned char>(c)];
}

// The three bytes with which an identifier may begin, asked of every word: first by a bit for the
// first two, then by a search for all.
class Beginnings {
 public:
  static const Beginnings& Get() {
    static const Beginnings beginnings;
    return beginnings;
  }
  bool Has(char first, char second, char third) const {
    return pairs_[PairOf(first, second)] && (IsDigit(first) || HasThird(first, second, third));
  }

 private:
  // "*" is any byte: a digit, a space, a typographic hyphen.
  static constexpr auto kForms = std::to_array<std::string_view>(
      {"A/R", "A/H",    "A/C", "A/E", "A/P", "A/6",    "A/7",    "A/8",    "arx", "arX", "Arx",
       "ArX", "ARX",    "App", "app", "APP", "Bes",    "C-*",    "C\xE2*", "CVE", "cve", "Cve",
       "CCP", "CED",    "CRC", "CAT", "CER", "CRP",    "Cas",    "cas",    "CAS", "Doc", "doc",
       "DOC", "Dir",    "dir", "Dec", "DP/", "E/R",    "E/C",    "ECL",    "ecl", "Exe", "E.O",
       "e-I", "e-i",    "E-I", "eIS", "eis", "EIS",    "F-*",    "F\xE2*", "FCC", "Gen", "H.*",
       "Hum", "ISB",    "isb", "Isb", "ISS", "iss",    "Iss",    "No.",    "no.", "NO.", "Nos",
       "nos", "NOS",    "ncb", "NCB", "PMI", "pmi",    "PMC",    "pmc",    "pub", "Pub", "PUB",
       "P.L", "RFC",    "rfc", "Reg", "Ric", "R\xC3*", "r\xC3*", "S/*",    "S.*", "Sec", "ST/",
       "T-*", "T\xE2*", "TD/", "UN*", "Uni", "U.N",    "Ver"});

  Beginnings() {
    for (const std::string_view form : kForms) {
      pairs_.set(PairOf(form[0], form[1]));
      triples_.push_back(TripleOf(form[0], form[1], form[2]));
    }
    for (char first = '0'; first <= '9'; ++first) {
      for (char second = '0'; second <= ':'; ++second) {  // A colon follows the nine.
        pairs_.set(PairOf(first, second));
      }
    }
    std::sort(triples_.begin(), triples_.end());
  }
  bool HasThird(char first, char second, char third) const {
    return std::binary_search(triples_.begin(), triples_.end(), TripleOf(first, second, third)) ||
           std::binary_search(triples_.begin(), triples_.end(), TripleOf(first, second, '*'));
  }
  static std::size_t PairOf(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U |
           static_cast<unsigned char>(second);
  }
  static std::uint32_t TripleOf(char first, char second, char third) {
    return static_cast<std::uint32_t>(PairOf(first, second) << 8U) |
           static_cast<unsigned char>(third);
  }

  std::bitset<1U << 16U> pairs_;
  std::vector<std::uint32_t> triples_;
};

std::optional<Identifier> IdentifierAt(std::string_view text, std::size_t at) {
  auto work = WorkAt(text, at);
  return work ? std::move(work) : LawAt(text, at);
}

}  // namespace

void FindIdentifiers(const Document& document, std::vector<Mention>& out) {
  const std::string_view text = document.text;
  const Beginnings& beginnings = Beginnings::Get();
  bool word_before = false;
  for (std::size_t i = 0; i < text.size() && MayAdd(out, document);) {
    const char c = text[i];
    const bool word = InWord(c);
    const bool begins =
        word && !word_before && i + 2 < text.size() && beginnings.Has(c, text[i + 1], text[i + 2]);
    word_before = word || (c == '.' && word_before && i + 1 < text.size() && IsDigit(text[i + 1]));
    auto found = begins ? IdentifierAt(text, i) : std::nullopt;
    if (!found) {
      ++i;
      while (word && i < text.size() && InWord(text[i])) {
        ++i;  // Nothing begins inside a word.
      }
      continue;
    }
    Mention mention;
    mention.kind = MentionKind::kIdentifier;
    mention.at = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(found->end)};
    mention.rule = "identifier." + found->scheme;
    mention.confidence = 0.97;
    mention.parts = IdentifierParts{found->scheme, std::move(found->value)};
    out.push_back(std::move(mention));
    i = found->end;
    word_before = true;
  }
}

}  // namespace ibid::detect
