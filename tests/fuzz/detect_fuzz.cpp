// Any bytes, read as text and as a page: what is found is in order, inside the text, and on
// character boundaries.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "detect/detect.h"
#include "read/read.h"
#include "text/utf8.h"

namespace {

void CheckSpan(const ibid::Document& document, ibid::TextSpan at) {
  const std::string_view text = document.text;
  if (at.begin > at.end || at.end > text.size() ||
      ibid::text::BoundaryBefore(text, at.begin) != at.begin ||
      ibid::text::BoundaryBefore(text, at.end) != at.end) {
    std::abort();
  }
}

void CheckParts(const ibid::Document& document, const ibid::Mention& mention) {
  if (const auto* embed = std::get_if<ibid::EmbedParts>(&mention.parts)) {
    if (embed->text_at) {
      CheckSpan(document, *embed->text_at);
    }
  } else if (const auto* quote = std::get_if<ibid::QuoteParts>(&mention.parts)) {
    CheckSpan(document, quote->inner);
  } else if (const auto* attribution = std::get_if<ibid::AttributionParts>(&mention.parts)) {
    if (attribution->source) {
      CheckSpan(document, attribution->source->at);
      CheckSpan(document, attribution->source->head);
    }
    if (attribution->cue) {
      CheckSpan(document, *attribution->cue);
    }
    for (const ibid::TextSpan content : attribution->content) {
      CheckSpan(document, content);
    }
  }
}

void CheckMentions(std::string_view bytes, ibid::InputKind kind) {
  ibid::read::ReadOptions options;
  options.kind = kind;
  options.url = "https://news.example/story";
  const ibid::Result<ibid::Document> document = ibid::read::Read(bytes, options);
  if (!document) {
    return;
  }
  ibid::TextSpan before;
  for (const ibid::Mention& mention : ibid::detect::Detect(*document)) {
    CheckSpan(*document, mention.at);
    CheckParts(*document, mention);
    if (mention.at.begin < before.begin || mention.confidence < 0 || mention.confidence > 1 ||
        (mention.at.begin == before.begin && mention.at.end > before.end && !before.empty())) {
      std::abort();
    }
    before = mention.at;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckMentions(bytes, ibid::InputKind::kText);
  CheckMentions(bytes, ibid::InputKind::kHtml);
  return 0;
}
