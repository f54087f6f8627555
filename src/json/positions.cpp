#include "json/positions.h"

#include <algorithm>

#include "text/utf8.h"

namespace ibid::json {
namespace {

bool Continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

Positions::Positions(std::string_view text) : text_(text) {
  before_.reserve(text.size() / kStride + 1);
  for (std::size_t at = 0; at < text.size(); at += kStride) {
    before_.push_back(code_points_);
    code_points_ += static_cast<std::uint32_t>(text::CountCodePoints(text.substr(at, kStride)));
  }
  if (before_.empty()) {
    before_.push_back(0);
  }
}

std::uint32_t Positions::ToCodePoint(std::uint32_t byte) const {
  const std::size_t stride = std::min<std::size_t>(byte / kStride, before_.size() - 1);
  const std::size_t from = stride * kStride;
  return before_[stride] +
         static_cast<std::uint32_t>(text::CountCodePoints(text_.substr(from, byte - from)));
}

std::optional<std::uint32_t> Positions::ToByte(std::uint64_t code_point) const {
  if (code_point > code_points_) {
    return std::nullopt;
  }
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_point);
  const auto stride = static_cast<std::size_t>(after - before_.begin()) - 1;
  std::uint64_t passed = before_[stride];
  std::size_t at = stride * kStride;
  // The character that is looked for is the first that begins with `passed` before it.
  for (; at < text_.size(); ++at) {
    if (!Continues(text_[at]) && passed++ == code_point) {
      break;
    }
  }
  return static_cast<std::uint32_t>(at);
}

}  // namespace ibid::json
