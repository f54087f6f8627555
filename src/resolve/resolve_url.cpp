#include "resolve/resolve_url.h"

#include <utility>

#include "digest/digest.h"
#include "resolve/archived_copy.h"
#include "resolve/judge.h"
#include "resolve/overlap.h"
#include "resolve/resolve_post.h"
#include "text/dates.h"

namespace ibid::resolve {
namespace {

void TakePage(const Chain& chain, Resolution& out) {
  out.hops = chain.hops;
  out.final_url = chain.final_url;
  const Page& page = chain.page;
  if (chain.end != Chain::End::kAnswered || !page.readable) {
    return;
  }
  out.title = page.title;
  out.author = page.author;
  out.site = page.site;
  out.published = page.published;
  out.canonical_url = page.canonical_url;
  if (!page.text.empty()) {
    out.text_sha256 = digest::Sha256Hex(page.text);
  }
}

// The article cites an archived copy: the copy's target is the work, the copy is one of its
// snapshots, whatever has become of the work.
void TakeGivenCopy(const Chain& chain, Resolution& out) {
  if (!chain.archived) {
    return;
  }
  Snapshot given;
  given.url = chain.hops.front().url;
  given.original = chain.archived->target;
  given.at = text::ParseInstant(chain.archived->archived_at).value_or(Instant{});
  given.reason = "given by the article; not looked at";
  out.snapshots.push_back(std::move(given));
}

}  // namespace

net::Task<Resolution> ResolveUrl(Inquiry& inquiry, Reference reference) {
  Chain chain = co_await Follow(inquiry, reference.url, HopVia::kStart, StopAt::kPost);
  if (chain.end == Chain::End::kPost) {
    inquiry.out.hops = chain.hops;
    inquiry.out.final_url = chain.final_url;
    if (chain.unsafe_warning) {
      inquiry.Say("X warns its readers that this link may be harmful");
    }
    Reference post = std::move(reference);
    post.kind = ReferenceKind::kPost;
    post.platform = chain.post->platform;
    post.post_id = chain.post->post_id;
    post.account = chain.post->account;
    post.url = chain.post->url;
    post.text.clear();  // The article shows a link, not the post.
    post.author.clear();
    post.date_is_own = false;
    std::string found_by = chain.hops.size() > 1 ? "short_link" : "given";
    Resolution resolution =
        co_await ResolveKnownPost(inquiry, std::move(post), std::move(found_by));
    co_return resolution;
  }
  TakePage(chain, inquiry.out);
  if (inquiry.options().article_text.size() > 0) {
    NoteOverlap(inquiry, Shingles(RunningText(chain.page.text)));
  }
  TakeGivenCopy(chain, inquiry.out);
  Judgement judgement = Judge(chain);
  if (judgement.doubtful) {
    const Sibling sibling = co_await AskSibling(inquiry, chain);
    judgement = Judge(chain, &sibling);
  }
  inquiry.out.verdict = judgement.verdict;
  for (std::string& reason : judgement.reasons) {
    inquiry.Say(std::move(reason));
  }
  if (IsDead(judgement.verdict) || judgement.verdict == Verdict::kLegal) {
    const std::string cited =
        chain.origin < chain.hops.size() ? chain.hops[chain.origin].url : chain.final_url;
    co_await AddArchivedCopies(inquiry, cited);
  }
  co_return std::move(inquiry.out);
}

}  // namespace ibid::resolve
