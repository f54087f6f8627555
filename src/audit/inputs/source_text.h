#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ibid/text_span.h"
#include "text/source_offsets.h"

namespace ibid::audit {

// The text of a file as UTF-8, and the way back to its bytes.
class SourceText {
 public:
  // `bytes` outlive this. `may_be_page`: what it says of its own encoding counts.
  SourceText(std::string_view bytes, std::string_view content_type, bool may_be_page);

  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view text() const { return text_; }
  std::string_view bytes() const { return bytes_; }

  struct Spot {
    std::uint32_t line = 1;    // From 1; lines end at LF, CRLF or CR.
    std::uint32_t column = 1;  // Code points, from 1.
    std::size_t begin = 0;     // In the bytes.
    std::size_t end = 0;
  };
  // Quick where one question stands behind the other in the text.
  Spot Of(TextSpan at);

  // ASCII as the bytes of the file's encoding.
  std::string Encoded(std::string_view ascii) const;

 private:
  void StartOver();
  std::string_view bytes_;
  std::string_view encoding_;
  std::size_t skip_ = 0;  // The byte order mark.
  std::string decoded_;   // Empty where the bytes are UTF-8.
  std::string_view text_;
  std::unique_ptr<text::SourceOffsets> offsets_;
  std::size_t at_ = 0;  // The text up to here was counted:
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  std::size_t asked_ = 0;  // What lies before can only be asked after starting over.
};

}  // namespace ibid::audit
