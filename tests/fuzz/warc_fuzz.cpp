// Any bytes as a WARC or ARC file: read to the end, every block parsed as HTTP and decoded.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "warc/http.h"
#include "warc/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kBlockMax = std::uint64_t{64} << 10U;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto reader = ibid::warc::Reader::Over(bytes, {kBlockMax});
  while (const auto record = reader->Next()) {
    if (record->block.size() > kBlockMax) {
      std::abort();
    }
    (void)record->date();
    (void)ibid::warc::ParseRequest(record->block);
    const auto head = ibid::warc::ParseResponse(record->block);
    if (!head) {
      continue;
    }
    if (head->body > record->block.size()) {
      std::abort();
    }
    const auto body = ibid::warc::DecodeBody(
        head->headers, std::string_view(record->block).substr(head->body), kBlockMax);
    if (body.bytes.size() > kBlockMax) {
      std::abort();
    }
  }
  return 0;
}
