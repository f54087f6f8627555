#include "resolve/posts/lost_post.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/pages/hops.h"
#include "resolve/posts/archive_search.h"
#include "resolve/posts/post_ids.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kLinksMax = 6;
constexpr std::size_t kCodeMax = 40;

struct InsideLink {
  std::string url;
  HopVia via = HopVia::kStart;
  bool media = false;
};

// A link that stands inside a post, as it is asked; none where it cannot lead to the post itself.
std::optional<InsideLink> ToAsk(std::string_view link) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text::StartsWithNoCase(link, scheme)) {
      link.remove_prefix(scheme.size());
      break;
    }
  }
  for (const std::string_view media : {"pic.twitter.com/", "pic.x.com/"}) {
    if (text::StartsWithNoCase(link, media)) {
      std::string_view code = link.substr(media.size());
      std::size_t size = 0;
      while (size < code.size() && size < kCodeMax &&
             text::IsWordChar(static_cast<unsigned char>(code[size])) &&
             static_cast<unsigned char>(code[size]) < 0x80) {
        ++size;
      }
      return size == 0
                 ? std::nullopt
                 : std::optional(InsideLink{"https://t.co/" + std::string(code.substr(0, size)),
                                            HopVia::kMediaCode, true});
    }
  }
  if (text::StartsWithNoCase(link, "t.co/")) {
    return InsideLink{"https://" + std::string(link), HopVia::kStart, false};
  }
  return std::nullopt;
}

// Media links first: they name the post itself.
std::vector<InsideLink> LinksToAsk(const Reference& reference) {
  std::vector<InsideLink> media;
  std::vector<InsideLink> others;
  for (const std::string& link : reference.links) {
    if (auto inside = ToAsk(link)) {
      (inside->media ? media : others).push_back(*std::move(inside));
    }
  }
  media.insert(media.end(), others.begin(), others.end());
  if (media.size() > kLinksMax) {
    media.resize(kLinksMax);
  }
  return media;
}

// Whether the status at the end of a link can be the post: same account, and its id of the date or
// the day before or after. Otherwise why not.
std::string WhyNot(const url::PostAddress& found, const Reference& reference) {
  if (!reference.account.empty() && !found.account.empty() &&
      !text::EqualNoCase(found.account, reference.account)) {
    return "leads to a post of @" + found.account;
  }
  const std::optional<std::uint64_t> id = ParseId("x", found.post_id);
  const std::optional<IdRange> before = IdsOfDay("x", reference.date, -1);
  const std::optional<IdRange> after = IdsOfDay("x", reference.date, 1);
  if (id && before && after && !IdRange{before->low, after->high}.Contains(*id)) {
    return "leads to a post of another date";
  }
  return {};
}

net::Task<LostPost> FindByLinks(Inquiry& inquiry, Reference reference) {
  LostPost lost;
  const std::vector<InsideLink> links = LinksToAsk(reference);
  for (const InsideLink& link : links) {
    Chain chain = co_await Follow(inquiry, link.url, link.via, StopAt::kPostOrSite);
    if (chain.end != Chain::End::kPost || chain.post->platform != "x") {
      const bool answered = chain.last != nullptr && chain.last->failure == Failure::kNone;
      inquiry.Say("the link " + link.url + " inside the post does not lead to the post" +
                  (answered ? "" : " (no answer)"));
      continue;
    }
    if (const std::string why = WhyNot(*chain.post, reference); !why.empty()) {
      inquiry.Say("the link " + link.url + " inside the post " + why);
      continue;
    }
    inquiry.out.hops = chain.hops;
    lost.post_id = chain.post->post_id;
    lost.account = chain.post->account.empty() ? reference.account : chain.post->account;
    lost.found_by = link.media ? "media_link" : "short_link";
    inquiry.Say((link.media ? "found by its media link: " : "found by a link inside it: ") +
                link.url + " leads to " + chain.final_url);
    co_return lost;
  }
  co_return lost;
}

}  // namespace

net::Task<LostPost> FindLostPost(Inquiry& inquiry, Reference reference) {
  LostPost lost;
  if (reference.platform == "x") {
    LostPost linked = co_await FindByLinks(inquiry, reference);
    lost = std::move(linked);
  }
  if (!lost.post_id.empty()) {
    co_return lost;
  }
  if (reference.account.empty() || reference.text.empty()) {
    inquiry.Say("no account or no text to search archives for");
    co_return lost;
  }
  std::optional<ArchivedPost> archived = co_await SearchArchivedPosts(inquiry, reference);
  if (archived) {
    lost.post_id = archived->post_id;
    lost.account = archived->account;
    lost.url = archived->url;
    lost.found_by = "archive_search";
  }
  co_return lost;
}

}  // namespace ibid::resolve
