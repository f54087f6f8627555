#include "detect/genders.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kWordBytesMax = 24;  // No listed word is longer.

using Genders = std::unordered_map<std::string_view, Gender>;

Genders Read() {
  Genders out;
  const DataTable table("genders.tsv", 2);
  for (const DataTable::Row& row : table.rows()) {
    const Gender gender = row[0] == "m" ? Gender::kMale : Gender::kFemale;
    std::string_view words = row[1];
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      out.emplace(words.substr(0, end), gender);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  return out;
}

}  // namespace

Gender GenderOf(std::string_view word) {
  static const Genders genders = Read();
  if (!word.empty() && word.back() == '.') {
    word.remove_suffix(1);
  }
  if (word.empty() || word.size() > kWordBytesMax) {
    return Gender::kUnknown;
  }
  const auto found = genders.find(text::Lower(word));
  return found == genders.end() ? Gender::kUnknown : found->second;
}

}  // namespace ibid::detect
