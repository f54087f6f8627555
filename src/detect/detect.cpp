#include "detect/detect.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "detect/attributions/attributions.h"
#include "detect/cover.h"
#include "detect/credits/bylines.h"
#include "detect/credits/datelines.h"
#include "detect/credits/notices.h"
#include "detect/embeds/embeds.h"
#include "detect/embeds/shortcodes.h"
#include "detect/links/identifiers.h"
#include "detect/links/links.h"
#include "detect/mention_limit.h"
#include "detect/merge.h"
#include "detect/posts/flattened.h"
#include "detect/posts/post_tails.h"
#include "detect/posts/signature.h"
#include "detect/rejections.h"

namespace ibid::detect {
namespace {

void Append(std::vector<Mention>& all, std::vector<Mention> more) {
  if (all.empty()) {
    all = std::move(more);
    return;
  }
  all.reserve(all.size() + more.size());
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

// Posts first: what stands in them is theirs.
std::vector<Mention> FindPosts(const Document& document, std::vector<Rejection>* rejections) {
  const std::vector<Signature> signatures =
      FindSignatures(document.text, BlocksOf(document), rejections);
  const std::vector<PostTail> tails = FindTailPhrases(document.text);
  std::vector<Mention> posts = FindEmbeds(document, signatures, tails);
  Append(posts, FindShortcodes(document));
  std::vector<Mention> flattened;
  FindFlattenedPosts(document, signatures, tails, posts, flattened, rejections);
  Append(posts, std::move(flattened));
  const auto before = [](const Mention& a, const Mention& b) { return a.at < b.at; };
  if (!std::is_sorted(posts.begin(), posts.end(), before)) {  // A sort takes half as much again.
    std::stable_sort(posts.begin(), posts.end(), before);
  }
  return posts;
}

// Into the longest, so that only the others move.
std::vector<Mention> Join(std::vector<std::vector<Mention>> lists) {
  const auto longest = std::max_element(
      lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::vector<Mention> all = std::exchange(*longest, {});
  for (std::vector<Mention>& list : lists) {
    Append(all, std::exchange(list, {}));
  }
  return all;
}

}  // namespace

std::vector<Mention> Detect(const Document& document, std::vector<Rejection>* rejections) {
  std::vector<Mention> found = FindPosts(document, rejections);
  std::vector<TextSpan> posts;
  posts.reserve(found.size());
  for (const Mention& post : found) {
    posts.push_back(post.at);
  }
  std::vector<Mention> links;
  FindLinks(document, found, links, rejections);
  std::vector<Mention> tags;
  FindTags(document, found, links, tags, rejections);
  FindBylines(document, found);
  FindDatelines(document, found);
  FindNotices(document, Cover(std::move(posts)), found);
  std::vector<Mention> prose;
  FindAttributions(document, found, MentionPlaces({&found, &links, &tags}), prose, rejections);
  std::vector<Mention> identifiers;
  FindIdentifiers(document, identifiers);
  const std::uint32_t end = MentionPlaces({&found, &prose, &links, &tags, &identifiers})
                                .EndOf(MentionsGathered(document));
  std::vector<std::vector<Mention>> lists;
  for (std::vector<Mention>* list : {&found, &prose, &links, &tags, &identifiers}) {
    std::erase_if(*list, [end](const Mention& mention) { return mention.at.begin >= end; });
    lists.push_back(std::move(*list));
  }
  std::vector<Mention> merged = Merge(document, Join(std::move(lists)), rejections);
  if (rejections != nullptr) {
    SettleRejections(merged, *rejections);
  }
  return merged;
}

}  // namespace ibid::detect
