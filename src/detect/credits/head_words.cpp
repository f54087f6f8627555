#include "detect/credits/head_words.h"

#include <algorithm>
#include <set>
#include <string>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

struct HeadWords {
  std::set<std::string, std::less<>> labels;
  std::set<std::string, std::less<>> roles;
  std::set<std::string, std::less<>> staff;

  HeadWords() {
    const DataTable table("head_words.tsv", 2);
    for (const DataTable::Row& row : table.rows()) {
      (row[0] == "label" ? labels : row[0] == "role" ? roles : staff).emplace(row[1]);
    }
  }
  static const HeadWords& Get() {
    static const HeadWords words;
    return words;
  }
};

}  // namespace

bool IsHeadLabel(std::string_view words) {
  return HeadWords::Get().labels.contains(text::Trim(words));
}

bool IsRole(std::string_view part) {
  const std::string lower = text::Lower(text::Trim(part));
  const auto& roles = HeadWords::Get().roles;
  const std::size_t space = lower.rfind(' ');
  std::string_view last = std::string_view(lower).substr(space == lower.npos ? 0 : space + 1);
  if (roles.contains(last)) {
    return true;
  }
  if (last.ends_with('s') && roles.contains(last.substr(0, last.size() - 1))) {
    return true;  // "correspondents"
  }
  return std::any_of(roles.begin(), roles.end(), [&lower](const std::string& role) {
    return lower.size() > role.size() && lower.starts_with(role) && lower[role.size()] == ' ';
  });
}

bool IsStaff(std::string_view words) {
  return HeadWords::Get().staff.contains(text::Lower(text::Trim(words)));
}

}  // namespace ibid::detect
