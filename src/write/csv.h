#pragma once

#include <string>
#include <string_view>

namespace ibid::write {

// One record of a CSV file (RFC 4180): fields between commas, CRLF at the end.
class CsvRecord {
 public:
  // A stranger's words made plain (see Plain), and harmless in a spreadsheet: what it would take
  // for a formula (OWASP, "CSV Injection": = + - @ at the start, also full-width) gets an
  // apostrophe before it. So that this can be undone, words that begin with apostrophes and then
  // such a character get one more: a reader drops one apostrophe where apostrophes stand before
  // such a character.
  void Add(std::string_view words);
  // What is our own: numbers, names of enumerators.
  void AddOwn(std::string_view word);
  std::string Finish() &&;

 private:
  std::string out_;
  bool first_ = true;
};

}  // namespace ibid::write
