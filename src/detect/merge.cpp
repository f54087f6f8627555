#include "detect/merge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "detect/mention_limit.h"
#include "detect/rejections.h"

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

// Mentions are large and may be many: their numbers are sorted, and each is moved to its place.
void Sort(std::vector<Mention>& found) {
  std::vector<std::uint32_t> order(found.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::stable_sort(order.begin(), order.end(), [&found](std::uint32_t a, std::uint32_t b) {
    return Before(found[a], found[b]);
  });
  for (std::uint32_t begin = 0; begin < order.size(); ++begin) {
    if (order[begin] == begin) {
      continue;
    }
    Mention held = std::move(found[begin]);  // Its place is free, and so is each that follows it.
    std::uint32_t place = begin;
    while (order[place] != begin) {
      const std::uint32_t next = std::exchange(order[place], place);
      found[place] = std::move(found[next]);
      place = next;
    }
    found[place] = std::move(held);
    order[place] = place;
  }
}

// Of the finds of the same thing.
void KeepSurest(std::vector<Mention>& sorted) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool same = kept > 0 && SameFind(sorted[kept - 1], sorted[i]);
    if (same && sorted[i].confidence <= sorted[kept - 1].confidence) {
      continue;
    }
    kept += same ? 0U : 1U;
    if (kept - 1 != i) {
      sorted[kept - 1] = std::move(sorted[i]);
    }
  }
  sorted.erase(sorted.begin() + static_cast<std::ptrdiff_t>(kept), sorted.end());
}

void KeepWhere(const std::vector<bool>& stays, std::vector<Mention>& found,
               std::vector<Rejection>* rejections) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!stays[i]) {
      Reject(rejections, found[i].at, "rejected.overlap");
      continue;
    }
    if (kept != i) {
      found[kept] = std::move(found[i]);
    }
    ++kept;
  }
  found.erase(found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
}

}  // namespace

std::vector<Mention> Merge(const Document& document, std::vector<Mention> found,
                           std::vector<Rejection>* rejections) {
  Sort(found);
  KeepSurest(found);
  KeepWhere(WithoutPartialOverlaps(found), found, rejections);
  if (found.size() > MentionsMax(document)) {
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(MentionsMax(document)), found.end());
  }
  std::size_t number = 0;
  for (Mention& mention : found) {
    mention.id = "m" + std::to_string(++number);
    const Zone* zone = document.ZoneAt(mention.at.begin);
    mention.chrome = mention.chrome || (zone != nullptr && zone->chrome);
  }
  return found;
}

}  // namespace ibid::detect
