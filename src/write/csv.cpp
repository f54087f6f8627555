#include "write/csv.h"

#include <array>
#include <utility>

#include "write/phrases.h"

namespace ibid::write {
namespace {

// Tab and carriage return, the rest of OWASP's list, are no longer there after Plain.
bool BeginsFormula(std::string_view words) {
  static constexpr std::array<std::string_view, 8> kFirst = {"=",  "+",  "-",  "@",
                                                             "＝", "＋", "－", "＠"};
  while (words.starts_with('\'')) {
    words.remove_prefix(1);
  }
  for (const std::string_view first : kFirst) {
    if (words.starts_with(first)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void CsvRecord::Add(std::string_view words) {
  const std::string plain = Plain(words);
  AddOwn(BeginsFormula(plain) ? "'" + plain : plain);
}

void CsvRecord::AddOwn(std::string_view word) {
  if (!std::exchange(first_, false)) {
    out_ += ',';
  }
  if (word.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += word;
    return;
  }
  out_ += '"';
  for (const char c : word) {
    out_ += c;
    if (c == '"') {
      out_ += c;
    }
  }
  out_ += '"';
}

std::string CsvRecord::Finish() && {
  return std::move(out_) + "\r\n";
}

}  // namespace ibid::write
