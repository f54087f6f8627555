// Any bytes, read as anything, give an Error or a Document that keeps its invariants.
// The first byte chooses how they are read: sniffed, or as HTML, text or Markdown.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "read/invariants.h"
#include "read/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  ibid::read::ReadOptions options;
  options.source = "fuzz";
  options.url = "https://example.org/2015/09/28/story";
  switch (data[0] % 4) {
    case 1:
      options.kind = ibid::InputKind::kHtml;
      break;
    case 2:
      options.kind = ibid::InputKind::kText;
      break;
    case 3:
      options.kind = ibid::InputKind::kMarkdown;
      break;
    default:
      break;
  }
  // A buffer of its own size, so that a byte read behind its end is seen.
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const ibid::Result<ibid::Document> read = ibid::read::Read(bytes, options);
  if (!read.ok()) {
    if (read.error().message.empty()) {
      std::abort();
    }
    return 0;
  }
  const std::string broken = ibid::read::Broken(read.value());
  std::uint32_t input = 0;
  for (std::uint32_t at = 0; at < read->text.size(); ++at) {
    const std::uint32_t from = read->offsets.ToInput(at);
    if (from < input && at > 0 && ibid::text::BoundaryBefore(read->text, at) == at) {
      std::fputs("offsets go back\n", stderr);
      std::abort();
    }
    input = from;
  }
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
