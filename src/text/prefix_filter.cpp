#include "text/prefix_filter.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace ibid::text {

namespace {

// Neither space, control nor beyond ASCII: two of them are two characters, each of which is itself,
// but for case.
bool IsVisible(char c) {
  return c > ' ' && c < '\x7F';
}

std::size_t PairOf(char first, char second) {
  return static_cast<std::size_t>(LowerAscii(first)) << 7U |
         static_cast<std::size_t>(LowerAscii(second));
}

}  // namespace

void PrefixFilter::Add(std::string_view beginning) {
  if (beginning.size() < 2) {
    any_pair_ = true;
  } else if (IsVisible(beginning[0]) && IsVisible(beginning[1])) {
    pairs_.set(PairOf(beginning[0], beginning[1]));
  }
  if (!std::all_of(beginning.begin(), beginning.end(), IsAscii)) {
    beyond_ascii_ = true;
    return;
  }
  beginnings_.emplace_back(beginning.substr(0, kBytesMax));
  const std::size_t size = beginnings_.back().size();
  const auto set = [this](const std::string& known) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, known.data(), size_);
    slots_.set(SlotOf(bytes));
  };
  if (size < size_ || beginnings_.size() == 1) {  // All are told by fewer bytes from here on.
    size_ = std::min(size_, size);
    mask_ = 0;
    std::memset(&mask_, 0xFF, size_);
    slots_.reset();
    std::for_each(beginnings_.begin(), beginnings_.end(), set);
  } else {
    set(beginnings_.back());
  }
}

bool PrefixFilter::MayBegin(std::string_view text, std::size_t at) const {
  // Most places end here: by their first two characters.
  if (!any_pair_ && text.size() - at >= 2 && IsVisible(text[at]) && IsVisible(text[at + 1]) &&
      !pairs_.test(PairOf(text[at], text[at + 1]))) {
    return false;
  }
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kTops = 0x80 * kOnes;
  std::uint64_t bytes = 0;
  static_assert(sizeof bytes == kBytesMax);
  const std::size_t left = text.size() - at;
  if (left >= sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
  } else if (left >= size_ || beyond_ascii_) {
    std::memcpy(&bytes, text.data() + at, left);
  } else {
    return false;
  }
  const std::uint64_t odd = ((bytes - 0x20 * kOnes) | bytes) & kTops;  // Below a space, or beyond.
  const std::uint64_t no_space = bytes ^ (0x20 * kOnes);               // 0 where one stands.
  const std::uint64_t spaces = ~(((no_space & ~kTops) + 0x7F * kOnes) | no_space) & kTops;
  const bool plain = odd == 0 && (spaces & (spaces >> 8U)) == 0;
  if (!plain && MayFold(text.substr(at, size_))) {
    return true;
  }
  return slots_.test(SlotOf(LowerAsciiBytes(bytes) & mask_));
}

// Whether something else than these very bytes, ASCII in lower case, may be what begins here.
bool PrefixFilter::MayFold(std::string_view window) const {
  bool after_space = false;
  for (std::size_t at = 0; at < window.size();) {
    const Decoded c = DecodeAt(window, at);
    const bool space = IsSpace(c.code);
    if ((space && (c.code != ' ' || after_space)) || (c.code >= 0x80 && beyond_ascii_)) {
      return true;
    }
    after_space = space;
    at += c.size;
  }
  return false;
}

std::size_t PrefixFilter::SlotOf(std::uint64_t bytes) {
  return static_cast<std::size_t>((bytes * 0x9E3779B97F4A7C15ULL) >> 50U);  // 2^64 / golden ratio
}

}  // namespace ibid::text
