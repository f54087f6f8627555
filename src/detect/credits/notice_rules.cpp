#include "detect/credits/notice_rules.h"

#include <algorithm>
#include <cassert>

#include "detect/data_table.h"

namespace ibid::detect {
namespace {

NoticeKind KindNamed(std::string_view name) {
  static constexpr auto kKinds = std::to_array<NoticeKind>(
      {NoticeKind::kOriginalSource, NoticeKind::kFirstPublished, NoticeKind::kCopyright,
       NoticeKind::kAgencyCredit, NoticeKind::kCorrection});
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                         [&](NoticeKind kind) { return Name(kind) == name; });
  assert(found != kKinds.end());
  return *found;
}

// "any", "sentence", "block" or "names", "!" behind it.
NoticeRule RuleOf(const DataTable::Row& row) {
  std::string_view where = row[1];
  const bool known_only = where.ends_with('!');
  where.remove_suffix(known_only ? 1 : 0);
  const NoticePlace place = where == "sentence" ? NoticePlace::kSentence
                            : where == "block"  ? NoticePlace::kBlock
                                                : NoticePlace::kAny;
  return {KindNamed(row[0]), place, where == "names", known_only, Phrase(row[2])};
}

}  // namespace

const NoticeRules& NoticeRules::Get() {
  static const NoticeRules rules;
  return rules;
}

NoticeRules::NoticeRules() {
  const DataTable table("notices.tsv", 4);
  for (const DataTable::Row& row : table.rows()) {
    all_.push_back(RuleOf(row));
  }
  for (const NoticeRule& rule : all_) {
    for (auto begins = static_cast<std::size_t>(rule.place); begins < at_.size(); ++begins) {
      rule.phrase.AddTo(filters_[begins]);
      for (const char c : rule.phrase.FirstBytes()) {
        auto& list = at_[begins][static_cast<unsigned char>(c)];
        if (list.empty() || list.back() != &rule) {
          list.push_back(&rule);
        }
      }
    }
  }
}

}  // namespace ibid::detect
