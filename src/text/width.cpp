#include "text/width.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace ibid::text {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiPresentation = 0xFE0F;

std::size_t Columns(char32_t code) {
  const auto c = static_cast<UChar32>(code);
  const std::uint32_t mask = U_GET_GC_MASK(c);
  if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) != 0) {
    return 0;
  }
  if (code >= 0x1F1E6 && code <= 0x1F1FF) {
    return 1;  // Regional indicators: two make a flag of two columns.
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  const bool wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
  return wide || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ? 2 : 1;
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  std::size_t last = 0;
  bool joined = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte >= 0x20 && byte < 0x7F) {
      last = joined ? 0 : 1;
      width += last;
      joined = false;
      ++at;
      continue;
    }
    const Decoded c = DecodeAt(text, at);
    at += c.size;
    if (c.code == kEmojiPresentation && last == 1) {
      ++width;
      last = 2;
      continue;
    }
    const std::size_t columns = joined ? 0 : Columns(c.code);
    joined = c.code == kJoiner;
    if (columns > 0) {
      last = columns;
      width += columns;
    }
  }
  return width;
}

}  // namespace ibid::text
