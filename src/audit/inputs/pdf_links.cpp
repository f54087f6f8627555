#include "audit/inputs/pdf_links.h"

#include <unordered_set>

#include "audit/inputs/text_links.h"
#include "read/read.h"

namespace ibid::audit {

Result<std::vector<std::string>> PdfLinks(std::string_view bytes, const std::string& name,
                                          std::uint64_t bytes_max) {
  ReadOptions options;
  options.source = name;
  options.kind = InputKind::kPdf;
  options.input_bytes_max = bytes_max;
  const Result<Document> read = read::Read(bytes, options);
  if (!read) {
    return read.error();
  }
  std::vector<std::string> out;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string address) {
    if (seen.insert(address).second) {
      out.push_back(std::move(address));
    }
  };
  const Markup& markup = read->markup;
  for (Markup::Index element = 0; element < markup.size(); ++element) {
    if (const auto href = markup.Get(element, "href"); href && !href->empty()) {
      add(std::string(*href));
    }
  }
  TextLinks(read->text, [&](WrittenLink link) {
    add(std::move(link.address));
    return true;
  });
  return out;
}

}  // namespace ibid::audit
