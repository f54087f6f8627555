#include "detect/detect.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "detect/attributions.h"
#include "detect/bylines.h"
#include "detect/cover.h"
#include "detect/datelines.h"
#include "detect/embeds.h"
#include "detect/flattened.h"
#include "detect/identifiers.h"
#include "detect/links.h"
#include "detect/merge.h"
#include "detect/notices.h"
#include "detect/post_tails.h"
#include "detect/shortcodes.h"
#include "detect/signature.h"

namespace ibid::detect {
namespace {

void Append(std::vector<Mention>& all, std::vector<Mention> more) {
  all.reserve(all.size() + more.size());
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

// Posts first: what stands in them is theirs.
std::vector<Mention> FindPosts(const Document& document) {
  const std::vector<Signature> signatures = FindSignatures(document.text, BlocksOf(document));
  const std::vector<PostTail> tails = FindTailPhrases(document.text);
  std::vector<Mention> posts = FindEmbeds(document, signatures, tails);
  Append(posts, FindShortcodes(document));
  std::vector<Mention> flattened;
  FindFlattenedPosts(document, signatures, tails, posts, flattened);
  Append(posts, std::move(flattened));
  std::stable_sort(posts.begin(), posts.end(),
                   [](const Mention& a, const Mention& b) { return a.at < b.at; });
  return posts;
}

}  // namespace

std::vector<Mention> Detect(const Document& document) {
  std::vector<Mention> found = FindPosts(document);
  std::vector<TextSpan> posts;
  posts.reserve(found.size());
  for (const Mention& post : found) {
    posts.push_back(post.at);
  }
  std::vector<Mention> links;
  FindLinks(document, found, links);
  std::vector<Mention> tags;
  FindTags(document, found, links, tags);
  FindBylines(document, found);
  FindDatelines(document, found);
  FindNotices(document, Cover(std::move(posts)), found);
  std::vector<Mention> prose;
  FindAttributions(document, found, prose);
  Append(found, std::move(prose));
  Append(found, std::move(links));
  Append(found, std::move(tags));
  FindIdentifiers(document, found);
  return Merge(document, std::move(found));
}

}  // namespace ibid::detect
