#include "detect/posts/post_text.h"

#include <algorithm>
#include <array>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kBlocksMax = 6;  // That one post may be spread over.

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

bool MayHoldPost(const Zone& zone, std::string_view words) {
  switch (zone.kind) {
    case ZoneKind::kHeadline:
    case ZoneKind::kByline:
    case ZoneKind::kDateline:
    case ZoneKind::kCode:
      return false;
    case ZoneKind::kHeading:
      return HasPostMarks(words);
    default:
      return true;
  }
}

bool OnlyLinksAndTags(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find_first_of(" \n\t", at), words.size());
    const std::string_view word = words.substr(at, end - at);
    if (!word.empty() && word.front() != '#' && word.front() != '@' &&
        word.find('/') == std::string_view::npos) {
      return false;
    }
    at = end + 1;
  }
  return true;
}

bool BeginsLikePart(std::string_view words) {
  return words.starts_with("RT @") || words.starts_with("1/") || words.starts_with("1)") ||
         words.starts_with(".@") ||
         (!words.empty() && HasPostMarks(words.substr(0, text::DecodeAt(words, 0).size)));
}

}  // namespace

std::size_t ZoneIndexAt(const Document& document, std::size_t at) {
  const auto after =
      std::upper_bound(document.zones.begin(), document.zones.end(), at,
                       [](std::size_t offset, const Zone& zone) { return offset < zone.at.begin; });
  return after == document.zones.begin()
             ? document.zones.size()
             : static_cast<std::size_t>(after - document.zones.begin()) - 1;
}

std::string PlatformOfHandle(std::string_view account) {
  return account.find('@') != std::string_view::npos   ? "mastodon"
         : account.find('.') != std::string_view::npos ? "bluesky"
                                                       : "x";
}

TextSpan TrimSpan(std::string_view text, TextSpan span) {
  const auto outside = [](char32_t code) {
    return text::IsSpace(code) || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  };
  std::size_t begin = span.begin;
  std::size_t end = span.end;
  while (end > begin && outside(text::DecodeBefore(text, end).code)) {
    end -= text::DecodeBefore(text, end).size;
  }
  while (begin < end && outside(text::DecodeAt(text, begin).code)) {
    begin += text::DecodeAt(text, begin).size;
  }
  return begin == end ? Span(span.begin, span.begin) : Span(begin, end);
}

TextSpan CleanPost(std::string_view text, TextSpan span) {
  static const DataTable phrases("post_phrases.tsv", 2);
  span = TrimSpan(text, span);
  for (const DataTable::Row& row : phrases.rows()) {
    const std::string_view words = Slice(text, span);
    const std::string_view phrase = row[1];
    if (row[0] == "after" && words.ends_with(phrase)) {
      span.end -= static_cast<std::uint32_t>(phrase.size());
    } else if (row[0] == "before" && words.starts_with(phrase)) {
      span.begin += static_cast<std::uint32_t>(phrase.size());
    }
  }
  return TrimSpan(text, span);
}

// Whether the block goes on behind the signature, or began with another's post: its lines are lost.
bool IsMixed(const Document& document, const Zone& zone, std::size_t floor, TextSpan closing) {
  constexpr std::size_t kRestBytesMax = 64;  // What stands there, not how much.
  const std::string_view rest =
      std::string_view(document.text)
          .substr(closing.end,
                  std::min<std::size_t>(kRestBytesMax,
                                        zone.at.end > closing.end ? zone.at.end - closing.end : 0));
  const bool goes_on = !text::Trim(rest.substr(0, rest.find('\n'))).empty();
  return goes_on || floor > zone.at.begin;
}

TextSpan PostTextBefore(const Document& document, std::size_t floor, TextSpan closing,
                        const PostLimits& limits) {
  const std::string_view text = document.text;
  const TextSpan nothing = Span(closing.begin, closing.begin);
  const std::size_t chars_max = limits.shown;
  std::size_t zone = ZoneIndexAt(document, closing.begin);
  if (zone == document.zones.size()) {
    const TextSpan all = TrimSpan(text, Span(floor, closing.begin));
    return CleanPost(text, Span(BeginInBlock(text, all, limits, false), all.end));
  }
  const Zone& own_zone = document.zones[zone];
  const TextSpan own =
      TrimSpan(text, Span(std::max<std::size_t>(own_zone.at.begin, floor), closing.begin));
  if (!own.empty() && !CleanPost(text, own).empty()) {
    const bool mixed = IsMixed(document, own_zone, floor, closing);
    return CleanPost(text, Span(BeginInBlock(text, own, limits, mixed), own.end));
  }
  TextSpan post = nothing;
  for (std::size_t blocks = 0; blocks < kBlocksMax && zone > 0; ++blocks) {
    const Zone& before = document.zones[--zone];
    const TextSpan words =
        TrimSpan(text, Span(std::max<std::size_t>(before.at.begin, floor), before.at.end));
    if (before.at.end <= floor || !MayHoldPost(before, Slice(text, words))) {
      break;
    }
    const TextSpan clean = CleanPost(text, words);
    if (clean.empty()) {
      continue;  // A widget's own line.
    }
    if (post.empty()) {
      if (LongerThan(text, clean, chars_max)) {
        const std::size_t begin = BeginInBlock(text, clean, limits, false);
        return HasPostMarks(Slice(text, Span(begin, clean.end))) && begin > clean.begin
                   ? CleanPost(text, Span(begin, clean.end))
                   : nothing;
      }
      post = clean;
    } else {
      const bool one_quote = before.kind == document.zones[zone + 1].kind &&
                             (before.kind == ZoneKind::kQuote || before.kind == ZoneKind::kEmbed);
      if (LongerThan(text, Span(clean.begin, post.end), chars_max) ||
          !(one_quote || OnlyLinksAndTags(Slice(text, post)) ||
            BeginsLikePart(Slice(text, clean)))) {
        break;
      }
      post.begin = clean.begin;
    }
  }
  return post;
}

}  // namespace ibid::detect
