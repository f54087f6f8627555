#include "text/normal.h"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/utf8.h"

namespace ibid::text {
namespace {

constexpr std::size_t kBytesMax = 1 << 24;  // ICU counts in 32-bit units.
constexpr char32_t kKeycap = 0x20E3;

std::u16string ToUtf16(std::string_view utf8) {
  std::u16string out(utf8.size(), u'\0');  // Never more units than bytes.
  std::int32_t size = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &size, utf8.data(),
                       static_cast<std::int32_t>(utf8.size()), static_cast<UChar32>(kReplacement),
                       nullptr, &error);
  out.resize(U_FAILURE(error) != 0 ? 0 : static_cast<std::size_t>(size));
  return out;
}

std::string ToUtf8(const std::u16string& utf16) {
  std::string out;
  out.reserve(utf16.size());
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    char32_t code = utf16[i];
    if (U16_IS_LEAD(code) && i + 1 < utf16.size() && U16_IS_TRAIL(utf16[i + 1])) {
      code = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code, utf16[++i]));
    } else if (U16_IS_SURROGATE(code)) {
      code = kReplacement;
    }
    Append(out, code);
  }
  return out;
}

}  // namespace

std::string Nfc(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), IsAscii) || text.size() > kBytesMax) {
    return std::string(text);
  }
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* const nfc = unorm2_getNFCInstance(&error);
  const std::u16string in = ToUtf16(text);
  // No character grows by more than this under NFC (UAX #15, 12.2: three times in UTF-16).
  std::u16string out(in.size() * 3 + 1, u'\0');
  const std::int32_t size =
      U_FAILURE(error) != 0
          ? 0
          : unorm2_normalize(nfc, in.data(), static_cast<std::int32_t>(in.size()), out.data(),
                             static_cast<std::int32_t>(out.size()), &error);
  if (U_FAILURE(error) != 0) {
    return Repair(text);
  }
  out.resize(static_cast<std::size_t>(size));
  return ToUtf8(out);
}

bool IsInvisible(char32_t code) {
  return code >= 0x80 &&
         u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool IsEmoji(char32_t code) {
  if (code < 0x80) {
    return false;
  }
  const auto c = static_cast<UChar32>(code);
  return code == kKeycap || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) != 0 ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) != 0;
}

}  // namespace ibid::text
