#include "detect/posts/post_words.h"

#include <array>
#include <string>
#include <unordered_set>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kWordBytesMax = 40;  // The table's longest has fewer.
constexpr std::array<std::string_view, 5> kClasses = {"question", "speaker", "report", "particle",
                                                      "goes_on"};

using Set = std::unordered_set<std::string_view>;

const std::array<Set, kClasses.size()>& Sets() {
  static const std::array<Set, kClasses.size()> sets = [] {
    std::array<Set, kClasses.size()> filled;
    const DataTable table("post_words.tsv", 3);
    for (const DataTable::Row& row : table.rows()) {
      for (std::size_t i = 0; i < kClasses.size(); ++i) {
        std::string_view words = row[0] == kClasses[i] ? row[2] : std::string_view();
        while (!words.empty()) {
          const std::size_t end = std::min(words.find(' '), words.size());
          filled[i].insert(words.substr(0, end));
          words.remove_prefix(std::min(end + 1, words.size()));
        }
      }
    }
    return filled;
  }();
  return sets;
}

}  // namespace

bool IsPostWord(PostWord word_class, std::string_view word) {
  if (word.empty() || word.size() > kWordBytesMax) {
    return false;
  }
  std::string lower = text::Lower(word);
  constexpr std::string_view kCurly = "’";
  if (const std::size_t curly = lower.find(kCurly); curly != std::string::npos) {
    lower.replace(curly, kCurly.size(), "'");
  }
  return Sets()[static_cast<std::size_t>(word_class)].contains(lower);
}

}  // namespace ibid::detect
