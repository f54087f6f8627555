#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::read {

struct InputEncoding {
  std::string_view name;  // As text::EncodingForLabel gives it.
  std::size_t skip = 0;   // Bytes of the byte order mark.
};

// As browsers do it (HTML Standard, 13.2.3.1): the mark, the server's word, the page's own where it
// `may_be_page`, a guess.
InputEncoding FindInputEncoding(std::string_view bytes, std::string_view content_type,
                                bool may_be_page);

// UTF-8 that needs no decoding.
bool IsCleanUtf8(std::string_view bytes);

}  // namespace ibid::read
