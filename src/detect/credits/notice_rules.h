#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/phrases.h"
#include "ibid/mention.h"
#include "text/prefix_filter.h"

namespace ibid::detect {

// Where a notice's phrase may stand. Each place is also one of those before it: where a block
// begins, a sentence does.
enum class NoticePlace : std::uint8_t { kAny, kSentence, kBlock };

// A row of data/notices.tsv.
struct NoticeRule {
  NoticeKind kind = NoticeKind::kOriginalSource;
  NoticePlace place = NoticePlace::kAny;
  bool names_before = false;  // Who is named stands before the phrase.
  bool known_only = false;    // It counts with the name of an outlet that the tables know.
  Phrase phrase;
};

class NoticeRules {
 public:
  static const NoticeRules& Get();

  // Whether no phrase begins at `at`, told in a few instructions.
  bool RuledOut(NoticePlace begins, std::string_view text, std::size_t at) const {
    return !filters_[static_cast<std::size_t>(begins)].MayBegin(text, at);
  }
  // Those that may match where `begins` begins, by the first byte there, in lower case.
  const std::vector<const NoticeRule*>& At(NoticePlace begins, char first) const {
    return at_[static_cast<std::size_t>(begins)][static_cast<unsigned char>(first)];
  }

 private:
  NoticeRules();

  std::vector<NoticeRule> all_;  // The lists point into it.
  using ByFirstByte = std::array<std::vector<const NoticeRule*>, 256>;
  std::array<ByFirstByte, 3> at_;
  std::array<text::PrefixFilter, 3> filters_;
};

}  // namespace ibid::detect
