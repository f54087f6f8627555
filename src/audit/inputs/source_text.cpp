#include "audit/inputs/source_text.h"

#include "read/input_encoding.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::audit {

SourceText::SourceText(std::string_view bytes, std::string_view content_type, bool may_be_page)
    : bytes_(bytes) {
  const read::InputEncoding encoding = read::FindInputEncoding(bytes, content_type, may_be_page);
  encoding_ = encoding.name;
  skip_ = encoding.skip;
  text_ = bytes.substr(skip_);
  if (encoding_ != "utf-8" || !read::IsCleanUtf8(text_)) {
    decoded_ = text::Decode(text_, encoding_).utf8;
    text_ = decoded_;
  }
  StartOver();
}

void SourceText::StartOver() {
  offsets_ = std::make_unique<text::SourceOffsets>(bytes_.substr(skip_), encoding_);
  at_ = asked_ = 0;
  line_ = column_ = 1;
}

SourceText::Spot SourceText::Of(TextSpan at) {
  if (at.begin < asked_) {
    StartOver();
  }
  while (at_ < at.begin) {
    const char c = text_[at_];
    if (c == '\n' || c == '\r') {
      // Of CRLF, the LF ends the line.
      const bool pair = c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
      line_ += pair ? 0 : 1;
      column_ = pair ? column_ : 1;
      ++at_;
    } else {
      at_ += text::DecodeAt(text_, at_).size;
      ++column_;
    }
  }
  Spot spot;
  spot.line = line_;
  spot.column = column_;
  spot.begin = skip_ + offsets_->Of(at.begin);
  asked_ = at.end;
  spot.end = skip_ + offsets_->Of(at.end);
  return spot;
}

std::string SourceText::Encoded(std::string_view ascii) const {
  if (!encoding_.starts_with("utf-16")) {
    return std::string(ascii);
  }
  std::string out;
  for (const char c : ascii) {
    if (encoding_ == "utf-16be") {
      out += '\0';
    }
    out += c;
    if (encoding_ == "utf-16le") {
      out += '\0';
    }
  }
  return out;
}

}  // namespace ibid::audit
