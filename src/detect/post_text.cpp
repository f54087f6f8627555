#include "detect/post_text.h"

#include <algorithm>
#include <array>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kOldCharsMax = 210;
constexpr std::size_t kNewCharsMax = 360;
constexpr std::size_t kWrappedLineChars = 110;  // Longer lines are paragraphs, not broken ones.
constexpr std::size_t kBlocksMax = 6;           // That one post may be spread over.
constexpr std::string_view kLongerSince = "2017-11-07";

bool IsEmoji(char32_t code) {
  return (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x2600 && code <= 0x27BF) ||
         (code >= 0x1F1E6 && code <= 0x1F1FF);
}

std::size_t CharCount(std::string_view text, TextSpan span) {
  return text::CountCodePoints(Slice(text, span));
}

// Whether the span holds more than `max` characters, looking at no more than that.
bool LongerThan(std::string_view text, TextSpan span, std::size_t max) {
  return span.size() > max && (span.size() > max * 4 || CharCount(text, span) > max);
}

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

// "…, he tweeted: ", "on Twitter: ": one past the last such lead-in, or `begin`.
std::size_t AfterLeadIn(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr auto kCues =
      std::to_array<std::string_view>({"tweet", "Twitter", "Bluesky", " posted", "retweet", " X"});
  constexpr std::size_t kCueDistance = 40;
  std::size_t after = begin;
  const std::string_view until = text.substr(0, end);
  for (std::size_t colon = until.find(':', begin); colon != std::string_view::npos;
       colon = until.find(':', colon + 1)) {
    if (colon + 1 >= end || !text::IsSpace(text::DecodeAt(text, colon + 1).code)) {
      continue;
    }
    const std::size_t from = std::max(begin, colon > kCueDistance ? colon - kCueDistance : 0);
    const std::string_view before = text.substr(from, colon - from);
    if (std::any_of(kCues.begin(), kCues.end(), [&](std::string_view cue) {
          return before.find(cue) != std::string_view::npos;
        })) {
      after = colon + 1;
    }
  }
  return after;
}

// The begins of sentences in [begin, end): after a full stop and white space. The first that leaves
// no more than `chars_max` characters.
std::size_t SentenceWithin(std::string_view text, std::size_t begin, std::size_t end,
                           std::size_t chars_max) {
  std::size_t from = end;
  for (std::size_t chars = 0; chars < chars_max && from > begin; ++chars) {
    from -= text::DecodeBefore(text, from).size;
  }
  for (std::size_t i = from; i + 1 < end; ++i) {
    const char c = text[i];
    const bool stop = c == '.' || c == '!' || c == '?' || c == ':' || c == '\n';
    const bool space = c == '\n' || text[i + 1] == ' ' || text[i + 1] == '\n';
    if (stop && space) {
      return i + 1;
    }
  }
  return begin;
}

// The last line break in [begin, end), looking back no further than a post is long; npos if none.
std::size_t LastBreak(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kBytesMax = 10000;
  begin = std::max(begin, end > kBytesMax ? end - kBytesMax : 0);
  const std::size_t found = text.substr(begin, end - begin).rfind('\n');
  return found == std::string_view::npos ? found : begin + found;
}

// The post's begin where it stands in one block with what closes it.
std::size_t BeginInBlock(std::string_view text, std::size_t begin, std::size_t end,
                         std::size_t chars_max) {
  const std::size_t lead_in = AfterLeadIn(
      text, std::max(begin, end > begin + 4 * chars_max ? end - 4 * chars_max : begin), end);
  if (lead_in > begin && !LongerThan(text, Span(lead_in, end), chars_max)) {
    begin = lead_in;
  }
  // Lines: those of a broken paragraph belong together, long ones are paragraphs of their own.
  for (std::size_t line_break = LastBreak(text, begin, end); line_break != std::string_view::npos;
       line_break = LastBreak(text, begin, line_break)) {
    const std::size_t above = LastBreak(text, begin, line_break);
    const std::size_t above_begin = above == std::string_view::npos ? begin : above + 1;
    const TextSpan line_above = Span(above_begin, line_break);
    if (!TrimSpan(text, Span(line_break + 1, end)).empty() &&
        (LongerThan(text, line_above, kWrappedLineChars) ||
         LongerThan(text, Span(above_begin, end), chars_max) ||
         text::Trim(Slice(text, line_above)).ends_with(':'))) {
      begin = line_break + 1;
      break;
    }
  }
  return LongerThan(text, Span(begin, end), chars_max) ? SentenceWithin(text, begin, end, chars_max)
                                                       : begin;
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
         words.starts_with(".@") || (!words.empty() && IsEmoji(text::DecodeAt(words, 0).code));
}

}  // namespace

std::size_t PostCharsMax(const IsoDate& date) {
  return !date.empty() && date < kLongerSince ? kOldCharsMax : kNewCharsMax;
}

bool HasPostMarks(std::string_view words) {
  if (words.find("t.co/") != std::string_view::npos ||
      words.find("pic.twitter.com/") != std::string_view::npos ||
      words.find("pic.x.com/") != std::string_view::npos) {
    return true;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool begins = i == 0 || text::IsSpace(text::DecodeBefore(words, i).code) ||
                        words[i - 1] == '(' || words[i - 1] == '.';
    if ((c == '#' || c == '@') && begins && i + 1 < words.size() &&
        text::IsWordChar(text::DecodeAt(words, i + 1).code)) {
      return true;
    }
    if (static_cast<unsigned char>(c) >= 0xE2 && IsEmoji(text::DecodeAt(words, i).code)) {
      return true;
    }
  }
  return false;
}

std::size_t ZoneIndexAt(const Document& document, std::size_t at) {
  const auto after =
      std::upper_bound(document.zones.begin(), document.zones.end(), at,
                       [](std::size_t offset, const Zone& zone) { return offset < zone.at.begin; });
  return after == document.zones.begin()
             ? document.zones.size()
             : static_cast<std::size_t>(after - document.zones.begin()) - 1;
}

TextSpan TrimSpan(std::string_view text, TextSpan span) {
  const std::string_view trimmed = text::Trim(Slice(text, span));
  if (trimmed.empty()) {
    return {span.begin, span.begin};
  }
  const auto begin = static_cast<std::size_t>(trimmed.data() - text.data());
  return Span(begin, begin + trimmed.size());
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

TextSpan PostTextBefore(const Document& document, std::size_t floor, std::size_t closing,
                        std::size_t chars_max) {
  const std::string_view text = document.text;
  const TextSpan nothing = Span(closing, closing);
  std::size_t zone = ZoneIndexAt(document, closing);
  if (zone == document.zones.size()) {
    return CleanPost(text, Span(BeginInBlock(text, floor, closing, chars_max), closing));
  }
  const std::size_t own_begin = std::max<std::size_t>(document.zones[zone].at.begin, floor);
  const TextSpan own = TrimSpan(text, Span(own_begin, closing));
  if (!own.empty() && !CleanPost(text, own).empty()) {
    return CleanPost(text, Span(BeginInBlock(text, own.begin, own.end, chars_max), own.end));
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
        const std::size_t begin = BeginInBlock(text, clean.begin, clean.end, chars_max);
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
