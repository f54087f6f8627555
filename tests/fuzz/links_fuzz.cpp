// Any bytes, repaired to UTF-8, as running text: the URLs, tags and identifiers found in it are in
// order, apart from one another, inside the text and on character boundaries.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "detect/links/identifiers.h"
#include "detect/links/links_scan.h"
#include "detect/links/tags.h"
#include "ibid/document.h"
#include "text/utf8.h"

namespace {

void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

// `before`: the end of the find before.
void CheckSpan(std::string_view text, ibid::TextSpan at, std::uint32_t before) {
  Require(before <= at.begin && at.begin < at.end && at.end <= text.size());
  Require(ibid::text::BoundaryBefore(text, at.begin) == at.begin);
  Require(ibid::text::BoundaryBefore(text, at.end) == at.end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ibid::Document document;
  document.text = ibid::text::Repair({reinterpret_cast<const char*>(data), size});
  const std::string_view text = document.text;
  std::vector<ibid::TextSpan> links;
  std::uint32_t before = 0;
  for (const ibid::detect::FoundUrl& url : ibid::detect::ScanUrls(text)) {
    CheckSpan(text, url.at, before);
    Require(url.url.find(':') != std::string::npos && url.repairs.size() <= 2);
    before = url.at.end;
    links.push_back(url.at);
  }
  before = 0;
  for (const ibid::detect::FoundTag& tag : ibid::detect::ScanTags(text, links)) {
    CheckSpan(text, tag.at, before);
    Require(!tag.name.empty());
    before = tag.at.end;
  }
  std::vector<ibid::Mention> identifiers;
  ibid::detect::FindIdentifiers(document, identifiers);
  before = 0;
  for (const ibid::Mention& mention : identifiers) {
    CheckSpan(text, mention.at, before);
    Require(!std::get<ibid::IdentifierParts>(mention.parts).value.empty());
    before = mention.at.end;
  }
  return 0;
}
