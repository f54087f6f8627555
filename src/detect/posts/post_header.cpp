#include "detect/posts/post_header.h"

#include <algorithm>
#include <array>

#include "detect/data_table.h"
#include "detect/posts/signature.h"
#include "detect/posts/signature_name.h"
#include "text/cursor.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHandleBytesMax = 64;
constexpr std::size_t kItemsMax = 12;  // Words and counts beside a post.

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// The phrases of one role in data/post_phrases.tsv.
std::vector<std::string_view> PhrasesOf(std::string_view role) {
  std::vector<std::string_view> phrases;
  const DataTable table("post_phrases.tsv", 2);
  for (const DataTable::Row& row : table.rows()) {
    if (row[0] == role) {
      phrases.push_back(row[1]);
    }
  }
  std::sort(phrases.begin(), phrases.end(),
            [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return phrases;
}

// The longest of the phrases at `at`, as a whole word; 0 where none is.
std::size_t PhraseAt(std::string_view text, std::size_t at,
                     const std::vector<std::string_view>& phrases) {
  for (const std::string_view phrase : phrases) {
    if (text.substr(at).starts_with(phrase)) {
      const std::size_t end = at + phrase.size();
      const bool whole = end >= text.size() || !text::IsAscii(phrase.back()) ||
                         !text::IsWordChar(text::DecodeAt(text, end).code);
      if (whole) {
        return phrase.size();
      }
    }
  }
  return 0;
}

std::size_t PhraseBefore(std::string_view text, std::size_t end, std::size_t floor,
                         const std::vector<std::string_view>& phrases) {
  for (const std::string_view phrase : phrases) {
    if (end >= floor + phrase.size() && text.substr(end - phrase.size(), phrase.size()) == phrase) {
      return phrase.size();
    }
  }
  return 0;
}

// One past the handle after the "@" at `sign`; `sign` + 1 where there is none. Handles of several
// hosts have a second "@".
std::size_t HandleEnd(std::string_view text, std::size_t sign) {
  const auto is_handle = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  };
  std::size_t end = sign + 1;
  while (end < text.size() && end - sign <= kHandleBytesMax &&
         (is_handle(text[end]) || (text[end] == '@' && end > sign + 1))) {
    ++end;
  }
  while (end > sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '@')) {
    --end;
  }
  return end;
}

std::size_t SkipDots(std::string_view text, std::size_t at, bool& dot) {
  constexpr std::size_t kGapBytes = 16;
  const std::size_t limit = std::min(text.size(), at + kGapBytes);
  while (at < limit) {
    const text::Decoded c = text::DecodeAt(text, at);
    const bool is_dot = c.code == 0xB7 || c.code == 0x2022 || c.code == 0x2E31 || c.code == '|';
    if (!is_dot && !IsBlank(c.code)) {
      break;
    }
    dot |= is_dot;
    at += c.size;
  }
  return at;
}

// "3h", "12 m", "2d ago": an age. One past it, or `at`.
std::size_t AgeEnd(std::string_view text, std::size_t at) {
  text::Cursor c(text, at);
  if (!c.Number(1, 3)) {
    return at;
  }
  c.Space();
  for (const std::string_view unit : {"h", "m", "s", "d", "w", "hr", "hrs", "min", "std", "ч"}) {
    if (c.Word(unit)) {
      return c.at();
    }
  }
  return at;
}

// Reads what stands behind a handle: dots, a date, "Follow", "Replying to @x and @y".
class Behind {
 public:
  Behind(std::string_view text, std::size_t at, bool dot_lost, PostHeader& header)
      : text_(text), at_(at), dot_lost_(dot_lost), header_(header) {}

  std::size_t Read() {
    static const std::vector<std::string_view> kHeader = PhrasesOf("header");
    static const std::vector<std::string_view> kMarks = PhrasesOf("mark");
    for (std::size_t items = 0; items < kItemsMax; ++items) {
      bool dot = dot_lost_;
      const std::size_t next = SkipDots(text_, at_, dot);
      if (next >= text_.size() || (dot && ReadDate(next))) {
        continue;
      }
      const std::size_t mark = PhraseAt(text_, next, kMarks);
      const std::size_t phrase = mark != 0 ? mark : PhraseAt(text_, next, kHeader);
      if (phrase == 0) {
        break;
      }
      header_.marked |= mark != 0;
      at_ = SkipHandles(next + phrase);
    }
    return at_;
  }

 private:
  bool ReadDate(std::size_t at) {
    if (header_.dated) {
      return false;
    }
    if (const auto date = text::DateAt(text_, at); date && date->iso.size() == 10) {
      header_.date = date->iso;
      at_ = date->at.end;
    } else if (const auto day = text::DayAt(text_, at)) {
      at_ = day->at.end;
    } else if (const std::size_t age = AgeEnd(text_, at); age > at) {
      at_ = age;
    } else {
      return false;
    }
    header_.dated = true;
    return true;
  }

  // "@a, @b and 2 others" behind "Replying to".
  std::size_t SkipHandles(std::size_t at) const {
    for (std::size_t n = 0; n < kItemsMax; ++n) {
      std::size_t next = SkipBlank(text_, at, std::min(text_.size(), at + 4));
      if (text_.substr(next).starts_with("and ")) {
        next += 4;
      } else if (next < text_.size() && text_[next] == ',') {
        next = SkipBlank(text_, next + 1, std::min(text_.size(), next + 4));
      }
      if (next >= text_.size() || text_[next] != '@' || HandleEnd(text_, next) == next + 1) {
        break;
      }
      at = HandleEnd(text_, next);
    }
    return at;
  }

  std::string_view text_;
  std::size_t at_;
  bool dot_lost_;
  PostHeader& header_;
};

// Where the name before `open` may begin at the earliest.
std::size_t FloorOf(const std::vector<TextSpan>& blocks, std::size_t open, std::size_t done) {
  constexpr std::size_t kBlocksBack = 2;  // Name and mark may each be a block of their own.
  auto after =
      std::upper_bound(blocks.begin(), blocks.end(), open,
                       [](std::size_t at, const TextSpan& block) { return at < block.begin; });
  for (std::size_t n = 0; n <= kBlocksBack && after != blocks.begin(); ++n) {
    --after;
  }
  return std::max<std::size_t>(done, after == blocks.end() ? 0 : after->begin);
}

bool IsNameLine(std::string_view name) {
  constexpr std::size_t kWordsMax = 8;
  constexpr auto kNo = std::to_array<std::string_view>(
      {"Replying to", "In reply to", "Follow", "By ", "by ", "Contact", "Email", "E-mail",
       "Twitter", "Photo", "Via ", "via ", "RT", "Tweet", "On Twitter", "Source"});
  if (name.ends_with('.') || name.ends_with(':') || name.ends_with(',') || name.ends_with(';') ||
      std::count(name.begin(), name.end(), ' ') >= static_cast<std::ptrdiff_t>(kWordsMax)) {
    return name.size() <= 4 || name.ends_with("Jr.") || name.ends_with("Sr.");
  }
  return std::none_of(kNo.begin(), kNo.end(),
                      [&](std::string_view word) { return name.starts_with(word); });
}

// Whether a line begins so shortly before `at` that one name can stand between.
bool NearLineBegin(std::string_view text, std::size_t at, std::size_t floor) {
  constexpr std::size_t kNameBytesMax = 240;
  return at - floor <= kNameBytesMax ||
         text.substr(at - kNameBytesMax, kNameBytesMax).find('\n') != std::string_view::npos;
}

std::optional<PostHeader> HeaderAt(std::string_view text, std::size_t sign, std::size_t floor) {
  static const std::vector<std::string_view> kMarks = PhrasesOf("mark");
  const std::size_t handle_end = HandleEnd(text, sign);
  if (handle_end == sign + 1) {
    return std::nullopt;
  }
  PostHeader header;
  header.handle = Span(sign + 1, handle_end);
  const bool paren =
      sign > floor && text[sign - 1] == '(' && handle_end < text.size() && text[handle_end] == ')';
  std::size_t open = paren ? sign - 1 : sign;
  const bool begins_line = [&] {
    const std::size_t before = SkipBlankBack(text, open, floor);
    return text.substr(before, open - before).find('\n') != std::string_view::npos;
  }();
  for (std::size_t n = 0; n < kItemsMax; ++n) {
    open = SkipBlankBack(text, open, floor);
    const std::size_t mark = PhraseBefore(text, open, floor, kMarks);
    if (mark == 0) {
      break;
    }
    header.marked = true;
    open -= mark;
  }
  if (open == floor || (!header.marked && !begins_line && !NearLineBegin(text, open, floor))) {
    return std::nullopt;
  }
  Signature signature;
  if (!FindUndashedName(text, floor, open, signature) || !IsNameLine(Slice(text, signature.name)) ||
      (!signature.own_line && !header.marked)) {
    return std::nullopt;
  }
  header.name = signature.name;
  // The site's own pages of 2011 to 2019 put a direction mark before the "@", and no dot behind it.
  constexpr std::string_view kMark = "\u200F";
  const bool of_page =
      sign >= kMark.size() && text.substr(sign - kMark.size(), kMark.size()) == kMark;
  const std::size_t end = Behind(text, handle_end + (paren ? 1 : 0), of_page, header).Read();
  const std::string_view rest = text.substr(end, 2);
  header.alone = signature.own_line &&
                 (begins_line || rest.empty() || rest.find('\n') != std::string_view::npos);
  header.at = Span(header.name.begin, end);
  return header;
}

// "1,234", "12.3K", "1.2 M", "2,4442,444": a count. One past it, or `at`.
std::size_t CountEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kCountBytes = 24;
  std::size_t end = at;
  while (end < text.size() && end - at < kCountBytes &&
         (text::IsDigit(static_cast<unsigned char>(text[end])) ||
          (end > at && (text[end] == ',' || text[end] == '.')))) {
    ++end;
  }
  if (end == at) {
    return at;
  }
  const std::size_t unit = end < text.size() && text[end] == ' ' ? end + 1 : end;
  constexpr std::string_view kUnits = "KMBkm";
  const bool scaled =
      unit < text.size() && kUnits.find(text[unit]) != std::string_view::npos &&
      (unit + 1 >= text.size() || !text::IsWordChar(text::DecodeAt(text, unit + 1).code));
  return scaled ? unit + 1 : end;
}

struct CountWords {
  std::string_view platform;
  std::vector<std::string_view> words;
};

const std::vector<CountWords>& Counted() {
  static const std::vector<CountWords> counted = {{"", PhrasesOf("count")},
                                                  {"truthsocial", PhrasesOf("count_truthsocial")},
                                                  {"mastodon", PhrasesOf("count_mastodon")}};
  return counted;
}

// One past one item of a footer at `at`; `at` where none is.
std::size_t FooterItemEnd(std::string_view text, std::size_t at, std::string_view& platform) {
  static const std::vector<std::string_view> kFooter = PhrasesOf("footer");
  if (const std::size_t phrase = PhraseAt(text, at, kFooter)) {
    return at + phrase;
  }
  const std::size_t count = CountEnd(text, at);
  if (count == at) {
    return at;
  }
  const std::size_t word = SkipBlank(text, count, std::min(text.size(), count + 8));
  for (const CountWords& counted : Counted()) {
    if (const std::size_t size = PhraseAt(text, word, counted.words)) {
      platform = counted.platform.empty() ? platform : counted.platform;
      return word + size;
    }
  }
  const bool alone =
      (at == 0 || text[at - 1] == '\n') && (count == text.size() || text[count] == '\n');
  return alone ? count : at;  // A count that lost its picture of a heart.
}

// ", Washington, DC" behind a dot at the end of the line: where it was written.
std::size_t PlaceEnd(std::string_view text, std::size_t at, bool dot) {
  constexpr std::size_t kPlaceBytes = 48;
  constexpr std::string_view kFrom = "from ";
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const bool from = text.substr(at).starts_with(kFrom);
  const bool place = (dot || from) && end - at <= kPlaceBytes &&
                     end > at + (from ? kFrom.size() : 0) &&
                     text::IsUpper(text::DecodeAt(text, from ? at + kFrom.size() : at).code);
  return place ? end : at;
}

}  // namespace

std::vector<PostHeader> FindPostHeaders(std::string_view text, const std::vector<TextSpan>& blocks,
                                        std::size_t max) {
  std::vector<PostHeader> headers;
  std::size_t done = 0;
  for (std::size_t sign = text.find('@'); sign != std::string_view::npos && headers.size() < max;
       sign = text.find('@', sign + 1)) {
    if (sign < done) {
      continue;
    }
    if (const auto header = HeaderAt(text, sign, FloorOf(blocks, sign, done))) {
      headers.push_back(*header);
      done = header->at.end;
    }
  }
  return headers;
}

std::size_t PostFooterEnd(std::string_view text, std::size_t at, std::string_view& platform) {
  for (std::size_t items = 0; items < kItemsMax; ++items) {
    bool dot = false;
    const std::size_t next = SkipDots(text, at, dot);
    if (next >= text.size()) {
      break;
    }
    std::size_t end = FooterItemEnd(text, next, platform);
    if (end == next) {
      end = PlaceEnd(text, next, dot);
    }
    if (end == next) {
      break;
    }
    at = end;
  }
  return at;
}

}  // namespace ibid::detect
