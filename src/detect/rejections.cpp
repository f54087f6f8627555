#include "detect/rejections.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "detect/cover.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kFamilyAt = 9;  // Behind "rejected."

// Whether it says that what the rules of that family refuse was found after all.
bool Supersedes(const Mention& mention, std::string_view family) {
  if (family == "post") {
    return mention.kind == MentionKind::kEmbed;
  }
  return std::holds_alternative<LinkParts>(mention.parts) ||
         std::holds_alternative<TagParts>(mention.parts) ||
         std::holds_alternative<IdentifierParts>(mention.parts);
}

// What was found in place of what the rules of the family refuse; the "@" of an address is none.
Cover CoverOf(const std::vector<Mention>& mentions, const std::vector<Rejection>& rejections,
              std::string_view family) {
  std::vector<TextSpan> spans;
  for (const Mention& mention : mentions) {
    if (Supersedes(mention, family) && !mention.at.empty()) {
      spans.push_back(mention.at);
    }
  }
  for (const Rejection& rejection : rejections) {
    if (family == "tag" && rejection.rule == "rejected.link.inside") {
      spans.push_back(rejection.at);
    }
  }
  return Cover(std::move(spans));
}

}  // namespace

void SettleRejections(const std::vector<Mention>& mentions, std::vector<Rejection>& rejections) {
  for (const std::string_view family : {"post", "link", "tag"}) {
    const Cover found = CoverOf(mentions, rejections, family);
    std::erase_if(rejections, [&](const Rejection& rejection) {
      return rejection.rule.substr(kFamilyAt).starts_with(family) && found.Overlaps(rejection.at);
    });
  }
  std::stable_sort(rejections.begin(), rejections.end(),
                   [](const Rejection& a, const Rejection& b) { return a.at < b.at; });
  rejections.erase(std::unique(rejections.begin(), rejections.end()), rejections.end());
}

}  // namespace ibid::detect
