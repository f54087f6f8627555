// Any bytes, read as an article's text: every source, cue and content lies in the text, a nested
// find is no surprise, and each reference has a key of its own and a mention to show for it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "detect/detect.h"
#include "read/read.h"
#include "refer/refer.h"

namespace {

void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void CheckAttribution(const ibid::Document& document, const ibid::Mention& mention) {
  const auto* said = std::get_if<ibid::AttributionParts>(&mention.parts);
  if (said == nullptr) {
    return;
  }
  const std::uint32_t size = static_cast<std::uint32_t>(document.text.size());
  Require(said->cue && !said->cue->empty() && said->cue->end <= size);
  if (said->source) {
    Require(!said->source->head.empty() && said->source->at.end <= size);
    Require(said->source_type != ibid::SourceType::kNone);
  }
  for (const ibid::TextSpan content : said->content) {
    Require(!content.empty() && content.end <= size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ibid::read::ReadOptions options;
  options.kind = ibid::InputKind::kText;
  const auto document = ibid::read::Read({reinterpret_cast<const char*>(data), size}, options);
  if (!document) {
    return 0;
  }
  std::vector<ibid::Mention> mentions = ibid::detect::Detect(*document);
  const std::vector<ibid::Reference> references = ibid::refer::Refer(*document, mentions);
  std::set<std::string> ids;
  std::set<std::string> keys;
  for (const ibid::Reference& reference : references) {
    Require(ids.insert(reference.id).second && keys.insert(reference.key).second);
    Require(!reference.mentions.empty());
  }
  for (const ibid::Mention& mention : mentions) {
    CheckAttribution(*document, mention);
    Require(mention.refers.reference.empty() || ids.contains(mention.refers.reference));
    double total = 0;
    for (const ibid::Referral::Candidate& candidate : mention.refers.candidates) {
      total += candidate.score;
    }
    Require(total < 1.001);
  }
  return 0;
}
