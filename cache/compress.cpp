#include "cache/compress.h"

#include <zstd.h>

namespace ibid::cache {
namespace {

constexpr int kLevel = 3;  // 3-4 times smaller at 200 MB/s on HTML.
constexpr std::int64_t kRawBytesMax = std::int64_t{1} << 30;  // SQLite's own limit for a value.

}  // namespace

std::optional<std::string> Compress(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size) != 0U || size >= bytes.size()) {
    return std::nullopt;
  }
  frame.resize(size);
  return frame;
}

std::optional<std::string> Decompress(std::string_view frame, std::int64_t raw_size) {
  if (raw_size < 0 || raw_size > kRawBytesMax ||
      ZSTD_getFrameContentSize(frame.data(), frame.size()) !=
          static_cast<unsigned long long>(raw_size)) {
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(raw_size), '\0');
  const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) != 0U || size != bytes.size()) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace ibid::cache
