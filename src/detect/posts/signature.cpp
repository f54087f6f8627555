#include "detect/posts/signature.h"

#include <algorithm>
#include <optional>

#include "detect/posts/post_stamps.h"
#include "detect/posts/signature_name.h"
#include "detect/rejections.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHandleBytesMax = 64;
constexpr std::size_t kGapCharsMax = 12;

bool IsHandleChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-' || c == '@';  // "@user@host" of Mastodon.
}

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// "(@handle) date" around one "@".
struct Anchor {
  std::size_t open = 0;  // Of the parenthesis, or the "@" where it is lost.
  bool bare = false;     // No parentheses.
  bool on = false;       // "on" stands before the date, as in prose.
  TextSpan handle;
  text::FoundDate date;
};

std::optional<Anchor> AnchorAt(std::string_view text, std::size_t sign,
                               std::vector<Rejection>* rejections) {
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
  anchor.bare = open != '(' && open != 0xFF08 && open != '[';
  if (anchor.bare && before == sign) {
    return std::nullopt;
  }
  anchor.open = anchor.bare ? sign : before - text::DecodeBefore(text, before).size;
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
  if (!anchor.bare) {
    const text::Decoded close = text::DecodeAt(text, end);
    if (close.code != ')' && close.code != 0xFF09 && close.code != ']') {
      return std::nullopt;
    }
    end += close.size;
  }
  if (end < text.size() && text[end] == ',') {
    ++end;
  }
  std::size_t at = SkipGap(text, end);
  constexpr std::string_view kOn = "on ";
  anchor.on = text.substr(at).starts_with(kOn);
  at += anchor.on ? kOn.size() : 0;
  if (const auto date = text::DateAt(text, at); date && date->iso.size() >= 10) {
    anchor.date = *date;
    return anchor;
  }
  if (const auto stamp = PostStampAt(text, at)) {
    anchor.date = {stamp->at, stamp->date, true};
    return anchor;
  }
  if (!anchor.bare) {
    Reject(rejections, anchor.open, end, "rejected.post.no_date");
  }
  return std::nullopt;
}

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

std::vector<Signature> FindSignatures(std::string_view text, const std::vector<TextSpan>& blocks,
                                      std::vector<Rejection>* rejections) {
  std::vector<Signature> found;
  std::size_t done = 0;
  for (std::size_t sign = text.find('@'); sign != std::string_view::npos;
       sign = text.find('@', sign + 1)) {
    const std::optional<Anchor> anchor = AnchorAt(text, sign, rejections);
    if (!anchor) {
      continue;
    }
    Signature signature;
    signature.handle = anchor->handle;
    signature.date = anchor->date.iso;
    signature.has_time = anchor->date.has_time;
    signature.at.end = anchor->date.at.end;
    const std::size_t floor = std::max(done, FloorOf(text, blocks, anchor->open));
    const bool found_name = FindName(text, floor, anchor->open, signature);
    // What lost its parentheses must have kept its dash; what reads like prose, its line too.
    const bool certain = !anchor->bare || signature.dash == Signature::Dash::kDash ||
                         (signature.dash == Signature::Dash::kHyphen && signature.own_line);
    const bool prose =
        anchor->on && (signature.dash == Signature::Dash::kNone || !signature.own_line);
    if (found_name && certain && !prose && (!anchor->bare || !signature.name.empty())) {
      found.push_back(signature);
      done = signature.at.end;
    } else {
      Reject(rejections, anchor->open, signature.at.end,
             prose ? "rejected.post.on_date" : "rejected.post.no_name");
    }
  }
  return found;
}

}  // namespace ibid::detect
