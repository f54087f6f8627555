#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The only home of zstd.
namespace ibid::cache {

// One Zstandard frame, or nothing where that would not be smaller than the bytes are.
std::optional<std::string> Compress(std::string_view bytes);

// What Compress was given. None where the frame is damaged or does not hold exactly `raw_size`
// bytes, so that a damaged file cannot make us allocate without end.
std::optional<std::string> Decompress(std::string_view frame, std::int64_t raw_size);

}  // namespace ibid::cache
