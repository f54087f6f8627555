#include "detect/notices.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "detect/copyright.h"
#include "detect/data_table.h"
#include "detect/names.h"
#include "detect/phrases.h"
#include "detect/post_text.h"
#include "text/dates.h"
#include "text/prefix_filter.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kEndBlocks = 6;  // Where credits stand: in the last blocks.
constexpr std::size_t kCorrectionBytesMax = 1500;
constexpr std::size_t kCreditBytesMax = 60;

// Each place is also one of those before it: where a block begins, a sentence does.
enum class Where : std::uint8_t { kAny, kSentence, kBlock };

struct NoticeRule {
  NoticeKind kind = NoticeKind::kOriginalSource;
  Where where = Where::kAny;
  Phrase phrase;
};

// An editor's note need not be a correction.
bool Corrects(std::string_view words) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"rror", "orrect", "ncorrect", "isstat", "isspell", "isidentif", "larif", "amend", "wrong",
       "earlier version", "previous version", "ORRECT", "LARIF", "richtig", "orrig", "ectif",
       "rrata", "orrez", "orreç"});
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return words.find(word) != std::string_view::npos;
  });
}

NoticeKind KindNamed(std::string_view name) {
  static constexpr auto kKinds = std::to_array<NoticeKind>(
      {NoticeKind::kOriginalSource, NoticeKind::kFirstPublished, NoticeKind::kCopyright,
       NoticeKind::kAgencyCredit, NoticeKind::kCorrection});
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](NoticeKind kind) { return Name(kind) == name; });
  assert(found != kKinds.end());
  return *found;
}

struct Rules {
  std::vector<NoticeRule> all;  // The lists point into it.
  // Those that may match at a place, by what begins there and by its first byte.
  using ByFirstByte = std::array<std::vector<const NoticeRule*>, 256>;
  std::array<ByFirstByte, 3> at;
  std::array<text::PrefixFilter, 3> filters;  // Of the same rules.

  const std::vector<const NoticeRule*>& At(Where begins, char first) const {
    return at[static_cast<std::size_t>(begins)][static_cast<unsigned char>(first)];
  }
};

Rules ReadRules() {
  Rules rules;
  const DataTable table("notices.tsv", 4);
  for (const DataTable::Row& row : table.rows()) {
    const Where where = row[1] == "any"        ? Where::kAny
                        : row[1] == "sentence" ? Where::kSentence
                                               : Where::kBlock;
    rules.all.push_back({KindNamed(row[0]), where, Phrase(row[2])});
  }
  for (const NoticeRule& rule : rules.all) {
    for (auto begins = static_cast<std::size_t>(rule.where); begins < rules.at.size(); ++begins) {
      rule.phrase.AddTo(rules.filters[begins]);
    }
    for (const char c : rule.phrase.FirstBytes()) {
      for (auto begins = static_cast<std::size_t>(rule.where); begins < rules.at.size(); ++begins) {
        auto& list = rules.at[begins][static_cast<unsigned char>(c)];
        if (list.empty() || list.back() != &rule) {
          list.push_back(&rule);
        }
      }
    }
  }
  return rules;
}

class NoticeFinder {
 public:
  NoticeFinder(const Document& document, const Cover& posts, std::vector<Mention>& out)
      : document_(document), text_(document.text), posts_(posts), out_(out) {}

  void Run() {
    const std::size_t zones = document_.zones.size();
    std::size_t last = 0;  // The last block that is the article's own.
    for (std::size_t i = 0; i < zones; ++i) {
      last = document_.zones[i].chrome ? last : i;
    }
    for (std::size_t i = 0; i < zones; ++i) {
      const Zone& zone = document_.zones[i];
      if (posts_.Contains(zone.at)) {
        continue;
      }
      zone_ = &zone;
      at_end_ = i + kEndBlocks > last;
      Block();
      if (i + 3 > last && i <= last) {
        CreditAtEnd();
      }
    }
  }

 private:
  void Block() {
    static const Rules rules = ReadRules();
    bool digit_before = false;
    bool sentence = true;  // What comes next begins one.
    for (std::size_t i = zone_->at.begin; i < zone_->at.end;) {
      const char c = text_[i];
      if (c == ' ') {
        digit_before = false;
        ++i;
        continue;
      }
      const bool word = IsWordByte(c);
      if ((word && !digit_before) || c == '(') {
        if (const std::size_t end = At(rules, i, sentence); end > i) {
          i = end;
          digit_before = false;
          sentence = true;
          continue;
        }
      }
      digit_before = c >= '0' && c <= '9';
      if (word || digit_before) {
        sentence = false;
      } else if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '(' || c == '[' ||
                 c == '|') {
        sentence = true;
      }
      ++i;
      while (word && i < zone_->at.end && IsWordByte(text_[i])) {
        ++i;  // Nothing begins inside a word.
      }
    }
  }
  static bool IsWordByte(char c) {
    static constexpr std::array<bool, 256> kWord = [] {
      std::array<bool, 256> word{};
      for (std::size_t i = 0; i < word.size(); ++i) {
        word[i] = i >= 0x80 || (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z');
      }
      return word;
    }();
    return kWord[static_cast<unsigned char>(c)];
  }

  // One past the notice that begins at `at`, else 0.
  std::size_t At(const Rules& rules, std::size_t at, bool sentence) {
    const char first = text::LowerAscii(text_[at]);
    if (first == 'c' || first == '(' || first == '\xC2' || first == '&') {
      if (const std::size_t end = Copyright(at); end > 0) {
        return end;
      }
    }
    const Where begins = at == zone_->at.begin ? Where::kBlock
                         : sentence            ? Where::kSentence
                                               : Where::kAny;
    const std::string_view upto = text_.substr(0, zone_->at.end);
    if (!rules.filters[static_cast<std::size_t>(begins)].MayBegin(upto, at)) {
      return 0;
    }
    for (const NoticeRule* rule : rules.At(begins, first)) {
      const std::size_t end = rule->phrase.MatchAt(upto, at);
      if (end == 0) {
        continue;
      }
      if (const std::size_t done = Take(*rule, at, end); done > 0) {
        return done;
      }
    }
    return 0;
  }

  std::size_t Take(const NoticeRule& rule, std::size_t at, std::size_t phrase_end) {
    if (rule.kind == NoticeKind::kCorrection) {
      const std::size_t end = std::min<std::size_t>(zone_->at.end, at + kCorrectionBytesMax);
      const std::size_t cut = text::BoundaryBefore(text_, end);
      if (!Corrects(text_.substr(at, cut - at))) {
        return 0;
      }
      const auto date = text::FindDate(text_.substr(at, cut - at));
      Push(rule.kind, at, cut, {}, date ? date->iso : IsoDate(), 0.85);
      return cut;
    }
    const TextSpan name = NameAt(text_, phrase_end, zone_->at.end);
    if (name.empty() || (rule.kind == NoticeKind::kAgencyCredit && !at_end_)) {
      return 0;
    }
    const bool block = rule.where == Where::kBlock;
    // "Source: X" under a table or picture is not the article's.
    if (block && (zone_->kind == ZoneKind::kCaption || zone_->at.size() > 200)) {
      return 0;
    }
    NoticeKind kind = rule.kind;
    if (block && !AgencyNamed(document_.Text(name)).empty()) {
      kind = NoticeKind::kAgencyCredit;
    }
    Push(kind, at, name.end, document_.Text(name), {}, block ? 0.7 : 0.95);
    return name.end;
  }

  std::size_t Copyright(std::size_t at) {
    const auto line = CopyrightAt(text_, at, zone_->at.end);
    if (!line || line->at.end <= at) {
      return 0;
    }
    if (line->names.empty()) {
      Push(NoticeKind::kCopyright, at, line->at.end, {}, line->year, 0.8);
    }
    for (const TextSpan name : line->names) {
      Push(NoticeKind::kCopyright, at, line->at.end, document_.Text(name), line->year, 0.95);
    }
    return line->at.end;
  }

  // "(AP)", "/TASS/", "-- Associated Press", "(Reuters)" where a block of the article's end ends.
  void CreditAtEnd() {
    std::string_view words = text::Trim(document_.Text(zone_->at));
    const auto end = static_cast<std::size_t>(words.data() + words.size() - text_.data());
    while (words.ends_with('.')) {
      words.remove_suffix(1);
    }
    if (words.empty()) {
      return;
    }
    const char close = words.back();
    std::size_t begin = std::string_view::npos;
    std::size_t inner = 0;  // Where the name begins.
    if (close == ')') {
      begin = words.rfind('(');
      words.remove_suffix(1);
    } else if (close == '/' && words.size() > 1) {
      begin = words.rfind('/', words.size() - 2);
      words.remove_suffix(1);
    } else {
      constexpr std::size_t kDashBytesMax = 3;
      const std::size_t tail =
          words.size() - std::min(words.size(), kCreditBytesMax + kDashBytesMax);
      for (const std::string_view dash : {"—", "–", "--", "- "}) {
        const std::size_t found = words.substr(tail).rfind(dash);
        if (found != std::string_view::npos &&
            (begin == std::string_view::npos || tail + found > begin)) {
          begin = tail + found + dash.size() - 1;
        }
      }
    }
    if (begin == std::string_view::npos || words.size() - begin > kCreditBytesMax) {
      return;
    }
    const std::string_view name = text::Trim(words.substr(std::max(inner, begin + 1)));
    if (AgencyNamed(name).empty()) {
      return;
    }
    const auto at = static_cast<std::size_t>(words.data() + begin - text_.data());
    Push(NoticeKind::kAgencyCredit, at, end, name, {}, 0.9);
  }

  void Push(NoticeKind kind, std::size_t begin, std::size_t end, std::string_view name,
            IsoDate date, double confidence) {
    NoticeParts parts;
    parts.notice = kind;
    parts.name = text::FoldSpace(name);
    parts.date = std::move(date);
    Mention mention;
    mention.kind = MentionKind::kNotice;
    mention.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    mention.rule = "notice." + std::string(Name(kind));
    mention.confidence = confidence;
    mention.parts = std::move(parts);
    out_.push_back(std::move(mention));
  }

  const Document& document_;
  std::string_view text_;
  const Cover& posts_;
  std::vector<Mention>& out_;
  const Zone* zone_ = nullptr;
  bool at_end_ = false;
};

}  // namespace

void FindNotices(const Document& document, const Cover& posts, std::vector<Mention>& out) {
  NoticeFinder(document, posts, out).Run();
}

}  // namespace ibid::detect
