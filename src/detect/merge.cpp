#include "detect/merge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace ibid::detect {
namespace {

constexpr std::size_t kKinds = static_cast<std::size_t>(MentionKind::kIdentifier) + 1;

// What tells two mentions of one kind at one place apart: three pictures in a row, each linked to
// another page, all stand at the same empty span.
std::string_view Distinction(const Mention& mention) {
  if (const auto* link = std::get_if<LinkParts>(&mention.parts)) {
    return link->url.empty() ? link->written : link->url;
  }
  if (const auto* embed = std::get_if<EmbedParts>(&mention.parts)) {
    return embed->post_id.empty() ? embed->url : embed->post_id;
  }
  if (const auto* byline = std::get_if<BylineParts>(&mention.parts)) {
    return byline->name;
  }
  if (const auto* notice = std::get_if<NoticeParts>(&mention.parts)) {
    return notice->name;
  }
  return {};
}

bool Before(const Mention& a, const Mention& b) {
  return std::tuple(a.at.begin, b.at.end, a.kind, Distinction(a)) <
         std::tuple(b.at.begin, a.at.end, b.kind, Distinction(b));
}

// Attributions overlap in any way that clauses do, and two may share one stretch of text.
bool SameFind(const Mention& a, const Mention& b) {
  if (const auto* one = std::get_if<AttributionParts>(&a.parts)) {
    const auto* two = std::get_if<AttributionParts>(&b.parts);
    return two != nullptr && one->cue == two->cue;
  }
  return a.at == b.at && a.kind == b.kind && Distinction(a) == Distinction(b);
}

// REQUIRES: sorted. Returns which mentions stay.
std::vector<bool> WithoutPartialOverlaps(const std::vector<Mention>& sorted) {
  std::vector<bool> stays(sorted.size(), true);
  std::array<std::vector<std::size_t>, kKinds> open;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Mention& now = sorted[i];
    if (now.kind == MentionKind::kAttribution) {
      continue;
    }
    auto& around = open[static_cast<std::size_t>(now.kind)];
    while (!around.empty() && sorted[around.back()].at.end <= now.at.begin) {
      around.pop_back();
    }
    while (!around.empty() && sorted[around.back()].at.end < now.at.end) {
      if (sorted[around.back()].confidence >= now.confidence) {
        stays[i] = false;
        break;
      }
      stays[around.back()] = false;
      around.pop_back();
    }
    if (stays[i]) {
      around.push_back(i);
    }
  }
  return stays;
}

}  // namespace

std::vector<Mention> Merge(const Document& document, std::vector<Mention> found) {
  // Mentions are large: their numbers are sorted, and each is moved once.
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&found](std::size_t a, std::size_t b) { return Before(found[a], found[b]); });
  std::vector<Mention> single;
  single.reserve(found.size());
  for (const std::size_t next : order) {
    Mention& mention = found[next];
    if (single.empty() || !SameFind(single.back(), mention)) {
      single.push_back(std::move(mention));
    } else if (mention.confidence > single.back().confidence) {
      single.back() = std::move(mention);
    }
  }
  const std::vector<bool> stays = WithoutPartialOverlaps(single);
  std::vector<Mention> out;
  out.reserve(single.size());
  for (std::size_t i = 0; i < single.size(); ++i) {
    if (!stays[i]) {
      continue;
    }
    out.push_back(std::move(single[i]));
    Mention& mention = out.back();
    mention.id = "m" + std::to_string(out.size());
    const Zone* zone = document.ZoneAt(mention.at.begin);
    mention.chrome = mention.chrome || (zone != nullptr && zone->chrome);
  }
  return out;
}

}  // namespace ibid::detect
