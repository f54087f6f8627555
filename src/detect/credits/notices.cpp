#include "detect/credits/notices.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "detect/credits/copyright.h"
#include "detect/credits/credits.h"
#include "detect/credits/names.h"
#include "detect/credits/notice_rules.h"
#include "detect/mention_limit.h"
#include "detect/outlets/outlets.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kEndBlocks = 6;    // Where credits stand: in the last blocks.
constexpr std::size_t kFirstBlocks = 5;  // Or before the article.
constexpr std::size_t kBlockBytesMax = 200;
constexpr std::size_t kCorrectionBytesMax = 1500;
constexpr std::size_t kCreditBytesMax = 60;

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

bool IsOneOf(ZoneKind kind, ZoneKind a, ZoneKind b, ZoneKind c) {
  return kind == a || kind == b || kind == c;
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
    for (std::size_t i = 0; i < zones && MayAdd(out_, document_); ++i) {
      const Zone& zone = document_.zones[i];
      if (posts_.Contains(zone.at)) {
        continue;
      }
      // What stands in a title or under a picture is of the title or the picture.
      if (IsOneOf(zone.kind, ZoneKind::kHeadline, ZoneKind::kHeading, ZoneKind::kCaption)) {
        continue;
      }
      zone_ = &zone;
      at_end_ = i + kEndBlocks > last;
      at_begin_ = i < kFirstBlocks;
      Block();
      if (i + 3 > last && i <= last) {
        CreditAtEnd();
      }
    }
  }

 private:
  void Block() {
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
        if (const std::size_t end = At(i, sentence); end > i) {
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
                 c == '|' || c == ';') {
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
  std::size_t At(std::size_t at, bool sentence) {
    const char first = text::LowerAscii(text_[at]);
    if (first == 'c' || first == '(' || first == '\xC2' || first == '&') {
      if (const std::size_t end = Copyright(at); end > 0) {
        return end;
      }
    }
    const NoticeRules& rules = NoticeRules::Get();
    const NoticePlace begins = at == zone_->at.begin ? NoticePlace::kBlock
                               : sentence            ? NoticePlace::kSentence
                                                     : NoticePlace::kAny;
    const std::string_view upto = text_.substr(0, zone_->at.end);
    if (rules.RuledOut(begins, upto, at)) {
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
      return Correction(at);
    }
    if (rule.kind == NoticeKind::kAgencyCredit && rule.place != NoticePlace::kBlock) {
      return Credit(rule, at, phrase_end);
    }
    const TextSpan name = NameAt(text_, phrase_end, zone_->at.end);
    if (name.empty()) {
      return 0;
    }
    const std::string_view words = document_.Text(name);
    const bool agency = !AgencyNamed(words).empty();
    const bool known = agency || OutletByName(words).outlet != nullptr;
    const bool block = rule.place == NoticePlace::kBlock;
    // "Source: X" under a table or picture is not the article's.
    if ((rule.known_only && !known) || IsPictureAgency(words) ||
        (block && (zone_->at.size() > kBlockBytesMax || !(known || at_end_ || at_begin_)))) {
      return 0;
    }
    Push(block && agency ? NoticeKind::kAgencyCredit : rule.kind, at, name.end, words, {},
         block ? 0.7 : 0.95);
    return name.end;
  }

  std::size_t Correction(std::size_t at) {
    const std::size_t end = std::min<std::size_t>(zone_->at.end, at + kCorrectionBytesMax);
    const std::size_t cut = text::BoundaryBefore(text_, end);
    const std::string_view words = text_.substr(at, cut - at);
    if (!Corrects(words)) {
      return 0;
    }
    const auto date = text::FindDate(words);
    Push(NoticeKind::kCorrection, at, cut, {}, date ? date->iso : IsoDate(), 0.85);
    return cut;
  }

  // "(Reporting by A in X and B", "A and B contributed to this report": one notice for each name.
  std::size_t Credit(const NoticeRule& rule, std::size_t at, std::size_t phrase_end) {
    const std::size_t begin =
        rule.names_before ? SentenceBegin(text_, at, zone_->at.begin) : phrase_end;
    const std::size_t end =
        rule.names_before ? at : CreditListEnd(text_, phrase_end, zone_->at.end);
    const TextSpan list =
        TrimSpan(text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    // A credit is a block of its own or one of the last.
    const bool alone = begin == zone_->at.begin && zone_->at.end <= phrase_end + kBlockBytesMax;
    if (list.empty() || !(at_end_ || alone)) {
      return 0;
    }
    const std::vector<TextSpan> names = CreditedNames(text_, list);
    const std::size_t from = rule.names_before ? list.begin : at;
    const std::size_t to = rule.names_before ? phrase_end : list.end;
    for (const TextSpan name : names) {
      Push(NoticeKind::kAgencyCredit, from, to, document_.Text(name), {}, 0.9);
    }
    return names.empty() ? 0 : to;
  }

  std::size_t Copyright(std::size_t at) {
    const auto line = CopyrightAt(text_, at, zone_->at.end);
    if (!line || line->at.end <= at || (line->bare && !IsOwn(*line))) {
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
  // "© X" without a year is the article's where X is its publisher, or ends it; else a picture's.
  bool IsOwn(const CopyrightLine& line) const {
    const std::string_view publisher = document_.metadata.publisher.value;
    return std::any_of(line.names.begin(), line.names.end(), [&](TextSpan name) {
      const std::string_view words = document_.Text(name);
      return (!publisher.empty() && text::EqualNoCase(words, publisher)) ||
             (at_end_ && !IsPictureAgency(words) && !AgencyNamed(words).empty());
    });
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
    const std::string_view name = text::Trim(words.substr(begin + 1));
    const auto inner = static_cast<std::uint32_t>(name.data() - text_.data());
    const auto at = static_cast<std::size_t>(words.data() + begin - text_.data());
    const TextSpan list{inner, inner + static_cast<std::uint32_t>(name.size())};
    for (const TextSpan agency : AgenciesIn(text_, list)) {
      Push(NoticeKind::kAgencyCredit, at, end, document_.Text(agency), {}, 0.9);
    }
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
  bool at_begin_ = false;
};

}  // namespace

void FindNotices(const Document& document, const Cover& posts, std::vector<Mention>& out) {
  NoticeFinder(document, posts, out).Run();
}

}  // namespace ibid::detect
