#include "detect/signature.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHandleBytesMax = 64;
constexpr std::size_t kNameCharsMax =
    60;  // X allows 50; early Japanese embeds append an honorific.
constexpr std::size_t kNameWordsMax = 5;
constexpr std::size_t kGapCharsMax = 12;

bool IsHandleChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

bool IsBidiMark(char32_t code) {
  return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFE0E || code == 0xFE0F;
}

bool IsBlank(char32_t code) {
  return text::IsSpace(code) || IsBidiMark(code);
}

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t SkipBlankBack(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor) {
    const text::Decoded c = text::DecodeBefore(text, at);
    if (!IsBlank(c.code)) {
      break;
    }
    at -= c.size;
  }
  return at;
}

std::size_t SkipBlank(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (!IsBlank(c.code)) {
      break;
    }
    at += c.size;
  }
  return at;
}

// "(@handle) date" around one "@".
struct Anchor {
  std::size_t open = 0;  // Of the parenthesis.
  TextSpan handle;
  text::FoundDate date;
};

std::optional<Anchor> AnchorAt(std::string_view text, std::size_t sign) {
  Anchor anchor;
  std::size_t before = sign;
  for (std::size_t n = 0; n < 3 && before > 0; ++n) {
    const text::Decoded c = text::DecodeBefore(text, before);
    if (!IsBlank(c.code)) {
      break;
    }
    before -= c.size;
  }
  const char32_t open = before > 0 ? text::DecodeBefore(text, before).code : 0;
  if (open != '(' && open != 0xFF08) {
    return std::nullopt;
  }
  anchor.open = before - text::DecodeBefore(text, before).size;
  std::size_t end = sign + 1;
  while (end < text.size() && end - sign <= kHandleBytesMax && IsHandleChar(text[end])) {
    ++end;
  }
  if (end == sign + 1) {
    return std::nullopt;
  }
  anchor.handle = Span(sign + 1, end);
  end = SkipBlank(text, end, std::min(text.size(), end + 8));
  if (end >= text.size()) {
    return std::nullopt;
  }
  const text::Decoded close = text::DecodeAt(text, end);
  if (close.code != ')' && close.code != 0xFF09) {
    return std::nullopt;
  }
  const std::optional<text::FoundDate> date = text::DateAt(text, SkipGap(text, end + close.size));
  if (!date || date->iso.size() < 10) {
    return std::nullopt;
  }
  anchor.date = *date;
  return anchor;
}

struct DashForm {
  std::string_view written;
  Signature::Dash dash;
  bool needs_spaces;  // On both sides (or the line's begin): else it stands inside names and words.
};

constexpr auto kDashes = std::to_array<DashForm>({
    {"&mdash;", Signature::Dash::kDash, false},
    {"&#8212;", Signature::Dash::kDash, false},
    {"&ndash;", Signature::Dash::kDash, false},
    {"&#8211;", Signature::Dash::kDash, false},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", Signature::Dash::kDash,
     false},  // "—" read as Windows-1252
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C", Signature::Dash::kDash, false},  // "–", likewise
    {"———", Signature::Dash::kDash, false},
    {"——", Signature::Dash::kDash, false},
    {"—", Signature::Dash::kDash, false},
    {"―", Signature::Dash::kDash, false},
    {"---", Signature::Dash::kDash, false},
    {"--", Signature::Dash::kDash, false},
    {"–", Signature::Dash::kDash, true},
    {"-", Signature::Dash::kHyphen, true},
    {"‐", Signature::Dash::kHyphen, true},
    {"‑", Signature::Dash::kHyphen, true},
    {"−", Signature::Dash::kHyphen, true},
    {"???", Signature::Dash::kDamaged, true},
    {"??", Signature::Dash::kDamaged, true},
    {"?", Signature::Dash::kDamaged, true},
    {"\uFFFD\uFFFD\uFFFD", Signature::Dash::kDamaged, true},
    {"\uFFFD", Signature::Dash::kDamaged, true},
});

// Walks left from the parenthesis for the name and the dash before it.
class NameFinder {
 public:
  NameFinder(std::string_view text, std::size_t floor, std::size_t open)
      : text_(text), floor_(floor), open_(open) {}

  // Fills name, dash, own_line and the begin of `at`; false where no name can be.
  bool Find(Signature& out) {
    const std::size_t end = SkipBlankBack(text_, open_, floor_);
    line_ = LineBegin(end);
    if (FindDash(end, out)) {
      return true;
    }
    // No dash: the name is the line, or what follows the last thing that ends a post.
    std::size_t begin = SkipBlank(text_, std::max(line_, AfterLastEnd(line_, end)), end);
    if (begin < end && CountChars(begin, end) > kNameCharsMax) {
      begin = CapitalisedBegin(begin, end);
      out.guessed = true;
    }
    if (begin >= end) {
      return false;
    }
    out.name = Span(begin, end);
    out.at.begin = static_cast<std::uint32_t>(begin);
    out.own_line = begin == SkipBlank(text_, line_, end);
    return true;
  }

 private:
  std::size_t CountChars(std::size_t begin, std::size_t end) const {
    return text::CountCodePoints(text_.substr(begin, end - begin));
  }

  // Where the line of `at` begins, looking no further back than a name and the end of a post need.
  std::size_t LineBegin(std::size_t at) const {
    const std::size_t limit = at > floor_ + 800 ? at - 800 : floor_;
    std::size_t i = at;
    while (i > limit && text_[i - 1] != '\n') {
      --i;
    }
    return text::BoundaryAfter(text_, i);
  }

  const DashForm* DashEndingAt(std::size_t end) const {
    for (const DashForm& form : kDashes) {
      if (end >= floor_ + form.written.size() &&
          text_.substr(end - form.written.size(), form.written.size()) == form.written) {
        return &form;
      }
    }
    return nullptr;
  }

  bool BlankBefore(std::size_t at) const {
    return at <= floor_ || IsBlank(text::DecodeBefore(text_, at).code);
  }
  bool BlankAt(std::size_t at) const {
    return at >= text_.size() || at >= open_ || IsBlank(text::DecodeAt(text_, at).code);
  }

  bool Stands(const DashForm& form, std::size_t begin, std::size_t end) const {
    const bool before = BlankBefore(begin);
    const bool after = BlankAt(end);
    if (form.dash == Signature::Dash::kDamaged && before && !after) {
      return false;
    }
    return form.needs_spaces ? before && after : before || after;
  }

  // The nearest dash to the left of the name; one that begins the line wins over those in names.
  bool FindDash(std::size_t end, Signature& out) const {
    const DashForm* best = nullptr;
    std::size_t best_end = 0;
    std::size_t at = end;
    int breaks = 0;
    for (std::size_t n = 0; n <= kNameCharsMax && at > floor_; ++n) {
      if (const DashForm* form = DashEndingAt(at)) {
        const std::size_t begin = at - form->written.size();
        const bool begins_line = SkipBlankBackInLine(begin) == LineBegin(begin);
        if (Stands(*form, begin, at) && (best == nullptr || begins_line) &&
            (breaks == 0 || begins_line || SkipBlank(text_, at, end) > at || best == nullptr)) {
          best = form;
          best_end = at;
          if (begins_line) {
            break;
          }
        }
        at = begin;
        continue;
      }
      const text::Decoded c = text::DecodeBefore(text_, at);
      if (c.code == '\n' && (best != nullptr || ++breaks > 1)) {
        break;
      }
      // A signature before this one, or a link, ends what can be its name.
      if (c.code == '@' || (c.code == '/' && at >= 3 && text_.substr(at - 3, 3) == "://")) {
        break;
      }
      at -= c.size;
    }
    if (best == nullptr) {
      return false;
    }
    const std::size_t begin = best_end - best->written.size();
    const std::size_t name = SkipBlank(text_, best_end, end);
    out.dash = best->dash;
    out.name = Span(name, end);
    out.at.begin = static_cast<std::uint32_t>(begin);
    out.own_line = SkipBlankBackInLine(begin) == LineBegin(begin);
    return true;
  }

  std::size_t SkipBlankBackInLine(std::size_t at) const {
    while (at > floor_) {
      const text::Decoded c = text::DecodeBefore(text_, at);
      if (c.code == '\n' || !IsBlank(c.code)) {
        break;
      }
      at -= c.size;
    }
    return at;
  }

  // One past the last link, tag or sentence end between `begin` and `end`: where there is no dash,
  // the name begins behind it.
  std::size_t AfterLastEnd(std::size_t begin, std::size_t end) const {
    std::size_t last = begin;
    const bool whole_line_is_name = CountChars(begin, end) <= 50;
    for (std::size_t i = begin; i < end;) {
      std::size_t word_end = i;
      while (word_end < end && !IsBlank(text::DecodeAt(text_, word_end).code)) {
        word_end += text::DecodeAt(text_, word_end).size;
      }
      const std::string_view word = text_.substr(i, word_end - i);
      if (EndsPost(word) || (!whole_line_is_name && EndsSentence(word))) {
        last = word_end;
      }
      i = word_end;
      while (i < end && IsBlank(text::DecodeAt(text_, i).code)) {
        i += text::DecodeAt(text_, i).size;
      }
    }
    return last;
  }

  // Where the run of capitalised words before `end` begins; `end` where there is none.
  std::size_t CapitalisedBegin(std::size_t floor, std::size_t end) const {
    std::size_t begin = end;
    for (std::size_t words = 0; words < kNameWordsMax; ++words) {
      const std::size_t word_end = SkipBlankBack(text_, begin, floor);
      std::size_t at = word_end;
      while (at > floor && !IsBlank(text::DecodeBefore(text_, at).code)) {
        at -= text::DecodeBefore(text_, at).size;
      }
      if (at == word_end || (text_[at] >= 'a' && text_[at] <= 'z') ||
          (words > 0 && EndsSentence(text_.substr(at, word_end - at)))) {
        break;
      }
      begin = at;
    }
    return begin;
  }

  static bool EndsPost(std::string_view word) {
    return word.find("t.co/") != std::string_view::npos || word.starts_with("pic.") ||
           word.find("://") != std::string_view::npos || word.starts_with('#') ||
           word.starts_with('@');
  }

  static bool EndsSentence(std::string_view word) {
    if (word.ends_with("”") || word.ends_with("…") || word.ends_with("\"")) {
      return true;
    }
    const bool stop = word.ends_with('.') || word.ends_with('!') || word.ends_with('?');
    return stop && !(word.size() <= 3 && word.front() >= 'A' && word.front() <= 'Z');
  }

  std::string_view text_;
  std::size_t floor_;
  std::size_t open_;
  std::size_t line_ = 0;
};

// Where the name before `open` may begin at the earliest: the begin of its block, or of the block
// before where the parenthesis begins its own.
std::size_t FloorOf(std::string_view text, const std::vector<TextSpan>& blocks, std::size_t open) {
  auto after =
      std::upper_bound(blocks.begin(), blocks.end(), open,
                       [](std::size_t at, const TextSpan& block) { return at < block.begin; });
  if (after == blocks.begin()) {
    return 0;
  }
  --after;
  const bool begins = SkipBlankBack(text, open, after->begin) == after->begin;
  return begins && after != blocks.begin() ? (after - 1)->begin : after->begin;
}

}  // namespace

std::size_t SkipGap(std::string_view text, std::size_t at) {
  for (std::size_t n = 0; n < kGapCharsMax && at < text.size(); ++n) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (!IsBlank(c.code) && c.code != 0xB7 && c.code != 0x2022) {
      break;
    }
    at += c.size;
  }
  return at;
}

std::vector<TextSpan> BlocksOf(const Document& document) {
  std::vector<TextSpan> blocks;
  blocks.reserve(document.zones.size());
  for (const Zone& zone : document.zones) {
    blocks.push_back(zone.at);
  }
  return blocks;
}

std::vector<Signature> FindSignatures(std::string_view text, const std::vector<TextSpan>& blocks) {
  std::vector<Signature> found;
  std::size_t done = 0;
  for (std::size_t sign = text.find('@'); sign != std::string_view::npos;
       sign = text.find('@', sign + 1)) {
    const std::optional<Anchor> anchor = AnchorAt(text, sign);
    if (!anchor) {
      continue;
    }
    Signature signature;
    signature.handle = anchor->handle;
    signature.date = anchor->date.iso;
    signature.has_time = anchor->date.has_time;
    signature.at.end = anchor->date.at.end;
    const std::size_t floor = std::max(done, FloorOf(text, blocks, anchor->open));
    if (NameFinder(text, floor, anchor->open).Find(signature)) {
      found.push_back(signature);
      done = signature.at.end;
    }
  }
  return found;
}

}  // namespace ibid::detect
