#include "pipeline/link_words.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace ibid::pipeline {
namespace {

constexpr std::size_t kWordsBytesMax = 2000;  // For one reference, however often it is linked.

}  // namespace

std::map<std::string, std::string> LinkWords(const Article& article) {
  std::unordered_map<std::string_view, const Mention*> by_id;
  for (const Mention& mention : article.mentions) {
    by_id.emplace(mention.id, &mention);
  }
  std::map<std::string, std::string> words;
  for (const Reference& reference : article.references) {
    std::string all;
    for (const std::string& id : reference.mentions) {
      const auto found = by_id.find(id);
      const auto* link =
          found == by_id.end() ? nullptr : std::get_if<LinkParts>(&found->second->parts);
      if (link != nullptr && !link->anchor.empty() && all.size() < kWordsBytesMax) {
        all += (all.empty() ? "" : " ") + link->anchor;
      }
    }
    if (!all.empty()) {
      words.emplace(reference.id, std::move(all));
    }
  }
  return words;
}

}  // namespace ibid::pipeline
