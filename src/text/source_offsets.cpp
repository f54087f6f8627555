#include "text/source_offsets.h"

#include <algorithm>

#include "text/converter.h"
#include "text/utf8.h"

namespace ibid::text {
namespace {

std::size_t Utf8Size(UChar32 code) {
  // What Decode replaces takes the three bytes of U+FFFD.
  const bool replaced = code <= 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  return replaced ? 3 : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

// The bytes that become one U+FFFD where no character begins: the longest that Repair makes one of.
std::size_t DamagedBytes(std::string_view rest) {
  constexpr std::size_t kReplacementBytes = 3;
  std::size_t size = 1;
  for (std::size_t more = 2; more <= 3 && more <= rest.size(); ++more) {
    size = Repair(rest.substr(0, more)).size() == kReplacementBytes ? more : size;
  }
  return size;
}

}  // namespace

struct SourceOffsets::State {
  Converter converter;
};

SourceOffsets::SourceOffsets(std::string_view bytes, std::string_view encoding)
    : bytes_(bytes), state_(std::make_unique<State>()) {
  state_->converter = OpenConverter(encoding);
  same_ =
      state_->converter == nullptr && bytes.find('\0') == std::string_view::npos && IsValid(bytes);
}

SourceOffsets::~SourceOffsets() = default;

void SourceOffsets::Step() {
  if (state_->converter == nullptr) {
    const Decoded c = DecodeAt(bytes_, source_);
    const bool damaged = c.code == kReplacement && c.size == 1;
    source_ += damaged ? DamagedBytes(bytes_.substr(source_)) : c.size;
    text_ += damaged || c.code == 0 ? 3 : c.size;
    return;
  }
  const char* at = bytes_.data() + source_;
  UErrorCode status = U_ZERO_ERROR;
  const UChar32 code =
      ucnv_getNextUChar(state_->converter.get(), &at, bytes_.data() + bytes_.size(), &status);
  source_ = static_cast<std::size_t>(at - bytes_.data());
  if (status == U_INDEX_OUTOFBOUNDS_ERROR) {
    source_ = bytes_.size();  // Nothing more comes of what is left.
    return;
  }
  text_ += Utf8Size(U_SUCCESS(status) ? code : 0);
}

std::size_t SourceOffsets::Of(std::size_t at) {
  if (same_) {
    return std::min(at, bytes_.size());
  }
  while (text_ < at && source_ < bytes_.size()) {
    Step();
  }
  return source_;
}

}  // namespace ibid::text
