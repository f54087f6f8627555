#include "serve/message.h"

#include <charconv>

#include "text/utf8.h"

namespace ibid::serve {

bool HasBody(const Request& request) {
  return !request.transfer_encoding.empty() || LengthOf(request) > 0;
}

bool HasClearEnd(const Request& request) {
  return !request.doubled && (request.transfer_encoding.empty() ||
                              (request.content_length.empty() &&
                               text::EqualNoCase(request.transfer_encoding, "chunked")));
}

std::uint64_t LengthOf(const Request& request) {
  std::uint64_t length = 0;
  const std::string& text = request.content_length;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length;
}

}  // namespace ibid::serve
