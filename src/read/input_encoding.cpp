#include "read/input_encoding.h"

#include "read/meta_charset.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::read {

InputEncoding FindInputEncoding(std::string_view bytes, std::string_view content_type,
                                bool may_be_page) {
  const text::ByteOrderMark mark = text::SniffByteOrderMark(bytes);
  if (!mark.encoding.empty()) {
    return {mark.encoding, mark.size};
  }
  if (const auto name = text::EncodingForLabel(CharsetOf(content_type)); !name.empty()) {
    return {name, 0};
  }
  if (const auto name = text::SniffUtf16(bytes); !name.empty()) {
    return {name, 0};
  }
  if (may_be_page) {
    if (const std::string_view named = FindMetaCharset(bytes); !named.empty()) {
      return {named, 0};
    }
  }
  return {text::DetectEncoding(bytes), 0};
}

bool IsCleanUtf8(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos && text::IsValid(bytes);
}

}  // namespace ibid::read
