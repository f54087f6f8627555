#include <algorithm>
#include <array>
#include <cstddef>

#include "detect/links/identifier_cursor.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kDoiBytesMax = 256;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool MayStandInDoi(char c) {
  return c > ' ' && text::IsAscii(c) && std::string_view("\"<>'").find(c) == std::string_view::npos;
}

// "10.1000/xyz.12". In a URL, query and fragment are none of it, nor the page's form ("/full").
std::optional<Identifier> Doi(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.Take("10.") || !cursor.TakeDigits(4, 9)) {
    return std::nullopt;
  }
  while (cursor.Peek() == '.') {  // "10.1000.10/x"
    if (!cursor.Take(".") || !cursor.TakeDigits(1, 9)) {
      return std::nullopt;
    }
  }
  if (!cursor.Take("/")) {
    return std::nullopt;
  }
  const bool in_url = at > 0 && (text[at - 1] == '/' || text[at - 1] == '=');
  const std::size_t suffix = cursor.at();
  std::size_t end = suffix;
  for (int round = 0; end < text.size() && end - at < kDoiBytesMax; ++end) {
    const char c = text[end];
    if (!MayStandInDoi(c) || (c == ')' && round == 0) ||
        (in_url && std::string_view("?#&").find(c) != std::string_view::npos)) {
      break;
    }
    round += c == '(' ? 1 : c == ')' ? -1 : 0;
  }
  const auto trim = [&] {
    while (end > suffix &&
           std::string_view(".,;:!?]}*|/(").find(text[end - 1]) != std::string::npos) {
      --end;
    }
  };
  trim();
  for (const std::string_view tail : {"/full", "/abstract", "/pdf", "/epdf", "/meta", ".pdf"}) {
    if (in_url && text.substr(suffix, end - suffix).ends_with(tail)) {
      end -= tail.size();
    }
  }
  trim();
  if (end == suffix) {
    return std::nullopt;
  }
  return Identifier{end, "doi", text::Lower(text.substr(at, end - at))};
}

// "2101.00001", "0704.0001"; then "v2" perhaps.
bool TakeNewArxiv(Cursor& cursor) {
  const auto month = cursor.TakeDigits(4, 4);
  if (!month || month->substr(2) < "01" || month->substr(2) > "12" || !cursor.Take(".")) {
    return false;
  }
  return cursor.TakeDigits(4, 5).has_value();
}

// "hep-th/9901001", "math.GT/0309136"
bool TakeOldArxiv(Cursor& cursor) {
  constexpr std::size_t kArchiveMax = 20;
  const std::size_t size = cursor.TakeLetters("-.", kArchiveMax);
  return size > 1 && cursor.Take("/") && cursor.TakeDigits(7, 7).has_value();
}

std::optional<Identifier> Arxiv(std::string_view text, std::size_t at) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv.org/format/",
       "arxiv.org/e-print/", "arxiv.org/ps/", "arxiv preprint arxiv:", "arxiv:", "arxiv preprint ",
       "arxiv id ", "arxiv "});
  Cursor cursor(text, at);
  if (std::none_of(kOpenings.begin(), kOpenings.end(),
                   [&](std::string_view o) { return cursor.TakeNoCase(o); })) {
    return std::nullopt;
  }
  cursor.TakeSpaces();
  const std::size_t id = cursor.at();
  Cursor old = cursor;
  if (TakeOldArxiv(old)) {
    cursor = old;
  } else if (!TakeNewArxiv(cursor)) {
    return std::nullopt;
  }
  Cursor version = cursor;
  if (version.Take("v") && version.TakeDigits(1, 3)) {
    cursor = version;
  }
  if (!cursor.AtWordEnd()) {
    return std::nullopt;
  }
  return Identifier{cursor.at(), "arxiv", std::string(text.substr(id, cursor.at() - id))};
}

bool RightIsbn(std::string_view digits) {
  int sum = 0;
  if (digits.size() == 10) {
    for (std::size_t i = 0; i < 10; ++i) {
      const int value = digits[i] == 'X' ? 10 : digits[i] - '0';
      sum += value * static_cast<int>(10 - i);
    }
    return sum % 11 == 0;
  }
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  }
  return digits.size() == 13 && sum % 10 == 0 && digits.find('X') == std::string_view::npos;
}

// ISSN (ISO 3297): the last of eight digits is a check, modulo 11.
bool RightIssn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[i] == 'X' ? 10 : digits[i] - '0') * static_cast<int>(8 - i);
  }
  return digits.size() == 8 && sum % 11 == 0;
}

// The digits of one number at the cursor, hyphens and spaces left out, at most `max`; an X is the
// last of `with_x`. `end` is one past the last digit.
std::string NumberAt(Cursor cursor, std::size_t max, std::size_t with_x, std::size_t* end) {
  std::string digits;
  while (digits.size() < max) {
    const char c = cursor.Peek();
    if (IsDigit(c)) {
      digits += c;
      cursor.Take(std::string_view(&c, 1));
    } else if ((c == 'X' || c == 'x') && digits.size() + 1 == with_x) {
      digits += 'X';
      cursor.Take(std::string_view(&c, 1));
      *end = cursor.at();
      break;
    } else if (digits.empty() ||
               (!cursor.TakeHyphen() && !cursor.Take(" ") && !cursor.Take("\xC2\xA0"))) {
      break;
    }
    if (IsDigit(c)) {
      *end = cursor.at();
    }
  }
  return digits;
}

std::optional<Identifier> Isbn(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.TakeNoCase("isbn")) {
    return std::nullopt;
  }
  cursor.TakeNoCase("s");
  // "ISBN-13: 978-...", "ISBN 10 0-..."
  for (const std::string_view kind : {"13", "10"}) {
    Cursor form = cursor;
    (void)(form.TakeHyphen() || form.Take(" ") || form.Take(" (") || form.Take("("));
    if (form.Take(kind) && !IsDigit(form.Peek()) && form.Peek() != '-') {
      form.Take(")");
      cursor = form;
      break;
    }
  }
  while (cursor.Take(":") || cursor.TakeSpaces() || cursor.Take("#")) {
  }
  std::size_t end = 0;
  for (const std::size_t size : {std::size_t{13}, std::size_t{10}}) {
    const std::string digits = NumberAt(cursor, size, 10, &end);
    if (RightIsbn(digits)) {
      return Identifier{end, "isbn", digits};
    }
  }
  return std::nullopt;
}

std::optional<Identifier> Issn(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.TakeNoCase("issn") && !cursor.TakeNoCase("eissn") && !cursor.TakeNoCase("e-issn")) {
    return std::nullopt;
  }
  (void)(cursor.Take("-L") || cursor.TakeNoCase(" (online)") || cursor.TakeNoCase(" (print)"));
  while (cursor.Take(":") || cursor.TakeSpaces()) {
  }
  std::size_t end = 0;
  const std::string digits = NumberAt(cursor, 8, 8, &end);
  if (!RightIssn(digits)) {
    return std::nullopt;
  }
  return Identifier{end, "issn", digits.substr(0, 4) + "-" + digits.substr(4)};
}

std::optional<Identifier> Pubmed(std::string_view text, std::size_t at) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"pmid", "pubmed id", "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"});
  Cursor cursor(text, at);
  if (std::any_of(kOpenings.begin(), kOpenings.end(),
                  [&](std::string_view o) { return cursor.TakeNoCase(o); })) {
    cursor.Take(":");
    cursor.TakeSpaces();
    const auto id = cursor.TakeDigits(4, 8);
    if (id && cursor.AtWordEnd()) {
      return Identifier{cursor.at(), "pmid", std::string(*id)};
    }
    return std::nullopt;
  }
  if (cursor.TakeNoCase("pmcid")) {
    cursor.Take(":");
    cursor.TakeSpaces();
  }
  const bool named = cursor.at() > at;
  if (!cursor.Take("PMC")) {
    return std::nullopt;
  }
  const auto id = cursor.TakeDigits(named ? 4 : 5, 8);
  if (!id || !cursor.AtWordEnd()) {
    return std::nullopt;
  }
  return Identifier{cursor.at(), "pmcid", "PMC" + std::string(*id)};
}

// Whether the word before `at` has three letters or more and begins with a capital.
bool NameBefore(std::string_view text, std::size_t at) {
  constexpr std::size_t kWordMax = 30;
  if (at < 2 || text[at - 1] != ' ') {
    return false;
  }
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < kWordMax && text::IsAscii(text[begin - 1]) &&
         text::IsLetter(static_cast<unsigned char>(text[begin - 1]))) {
    --begin;
  }
  return at - begin > 3 && text::IsUpper(static_cast<unsigned char>(text[begin]));
}

// "RFC 9110"; "Bristol RFC 2015" is a club and a year.
std::optional<Identifier> Rfc(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.Take("RFC") && !cursor.Take("rfc")) {
    return std::nullopt;
  }
  (void)(cursor.TakeHyphen() || cursor.TakeSpaces());
  const auto number = cursor.TakeDigits(2, 5);
  if (!number || !cursor.AtWordEnd() || number->front() == '0') {
    return std::nullopt;
  }
  const bool year = number->size() == 4 && *number >= "1990" && *number <= "2030";
  if (year && NameBefore(text, at)) {
    return std::nullopt;
  }
  return Identifier{cursor.at(), "rfc", std::string(*number)};
}

std::optional<Identifier> Cve(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.TakeNoCase("cve") || (!cursor.TakeHyphen() && !cursor.TakeSpaces())) {
    return std::nullopt;
  }
  const auto year = cursor.TakeDigits(4, 4);
  if (!year || *year < "1999" || !cursor.TakeHyphen()) {
    return std::nullopt;
  }
  const auto number = cursor.TakeDigits(4, 7);
  if (!number || !cursor.AtWordEnd()) {
    return std::nullopt;
  }
  return Identifier{cursor.at(), "cve", "CVE-" + std::string(*year) + "-" + std::string(*number)};
}

}  // namespace

std::optional<Identifier> WorkAt(std::string_view text, std::size_t at) {
  switch (text::LowerAscii(text[at])) {
    case '1':
      return Doi(text, at);
    case 'a':
      return Arxiv(text, at);
    case 'c':
      return Cve(text, at);
    case 'e':
      return Issn(text, at);
    case 'i': {
      auto isbn = Isbn(text, at);
      return isbn ? isbn : Issn(text, at);
    }
    case 'n':
    case 'p':
      return Pubmed(text, at);
    case 'r':
      return Rfc(text, at);
    default:
      return std::nullopt;
  }
}

}  // namespace ibid::detect
