#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// What the scanners of identifiers share. All are pure; none looks further than a named limit.
namespace ibid::detect {

struct Identifier {
  std::size_t end = 0;
  std::string scheme;
  std::string value;
};

// A place in a text that moves on where the text has what is asked for.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool Take(std::string_view exact);
  bool TakeNoCase(std::string_view ascii);
  // Any of the hyphens that typesetting makes of one: "-", U+2010 to U+2013, U+2212.
  bool TakeHyphen();
  // Spaces of any width and at most one line break; at most 8 characters.
  bool TakeSpaces();
  // Between `min` and `max` ASCII digits that no further digit follows; else nothing is taken.
  std::optional<std::string_view> TakeDigits(std::size_t min, std::size_t max);
  // ASCII letters and `marks`, at most `max`; how many.
  std::size_t TakeLetters(std::string_view marks, std::size_t max);
  // No letter or digit goes on here.
  bool AtWordEnd() const;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// Those of works and records: DOI, arXiv, ISBN, ISSN, PubMed and PubMed Central, RFC, CVE.
// REQUIRES: a word begins at `at`.
std::optional<Identifier> WorkAt(std::string_view text, std::size_t at);

// Those of courts and lawmakers: dockets and cases, ECLI, acts of the EU, documents and resolutions
// of the UN, bills, laws and executive orders of the United States. REQUIRES: a word begins at
// `at`.
std::optional<Identifier> LawAt(std::string_view text, std::size_t at);

}  // namespace ibid::detect
