#include "resolve/pages/resolve_url.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "digest/digest.h"
#include "resolve/archives/archived_copy.h"
#include "resolve/archives/short_link.h"
#include "resolve/pages/judge.h"
#include "resolve/pages/note_page.h"
#include "resolve/posts/oembed.h"
#include "resolve/posts/resolve_post.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

void TakePage(const Chain& chain, Resolution& out) {
  out.hops.insert(out.hops.end(), chain.hops.begin(), chain.hops.end());
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

bool IsUnread(Verdict verdict) {
  return verdict == Verdict::kBlocked || verdict == Verdict::kUnknown ||
         verdict == Verdict::kLogin || verdict == Verdict::kConsent;
}

// The oEmbed question that may tell what the page does not: of a page that could not be read, of
// the provider that the table knows; of one that names neither title nor author, of the interface
// that it names itself. Empty where there is none, or where it is a third party that may not be
// asked.
std::string QuestionAbout(const Inquiry& inquiry, const Chain& chain) {
  const Resolution& out = inquiry.out;
  const bool alive = out.verdict == Verdict::kAlive || out.verdict == Verdict::kMoved;
  std::string question;
  if (alive && chain.page.readable &&
      (out.title.empty() || (out.author.empty() && out.published.empty()))) {
    question = DiscoveredQuestion(chain.page.document, chain.final_url);
  }
  if (question.empty() && (IsUnread(out.verdict) || (alive && out.title.empty()))) {
    question =
        ProviderQuestion(chain.hops.empty() || !IsUnread(out.verdict)
                             ? chain.final_url
                             : chain.hops.at(std::min(chain.origin, chain.hops.size() - 1)).url);
  }
  const auto asked = url::Url::Parse(question);
  const auto page = url::Url::Parse(chain.final_url);
  const bool own = asked && page && url::SameSite(asked->host(), page->host());
  return own || inquiry.options().third_parties ? question : std::string();
}

// Nothing that the page says of itself is overwritten, and a wall stays a wall; but a page that
// turned us away is there where its provider shows it.
net::Task<bool> AskProvider(Inquiry& inquiry, std::string question) {
  OembedAnswer told = co_await AskOembedAt(inquiry, "", std::move(question));
  if (told.state != OembedAnswer::State::kShown) {
    co_return false;
  }
  Resolution& out = inquiry.out;
  if (out.title.empty() || IsUnread(out.verdict)) {
    out.title = told.title.empty() ? out.title : told.title;
  }
  if (out.author.empty()) {
    out.author = told.author;
  }
  if (out.site.empty()) {
    out.site = told.provider;
  }
  if (out.verdict == Verdict::kBlocked || out.verdict == Verdict::kUnknown) {
    out.verdict = Verdict::kAlive;
    inquiry.SayFirst("its oEmbed interface shows it" +
                     (told.title.empty() ? "" : ": \"" + text::Shorten(told.title, 120) + "\""));
  }
  co_return true;
}

// A chain that has led to a post: its platform is asked.
net::Task<Resolution> ResolveAsPost(Inquiry& inquiry, Reference reference, Chain chain) {
  Resolution& out = inquiry.out;
  out.hops.insert(out.hops.end(), chain.hops.begin(), chain.hops.end());
  out.final_url = chain.final_url;
  if (chain.unsafe_warning) {
    inquiry.Say("X warns its readers that this link may be harmful");
  }
  std::string found_by = out.hops.size() > 1 ? "short_link" : "given";
  reference.kind = ReferenceKind::kPost;
  reference.platform = chain.post->platform;
  reference.post_id = chain.post->post_id;
  reference.account = chain.post->account;
  reference.url = chain.post->url;
  reference.text.clear();  // The article shows a link, not the post.
  reference.author.clear();
  reference.date_is_own = false;
  Resolution resolution =
      co_await ResolveKnownPost(inquiry, std::move(reference), std::move(found_by));
  co_return resolution;
}

// What the last answer of a chain means; a sibling is asked where that is in doubt.
net::Task<Judgement> JudgeChain(Inquiry& inquiry, const Chain& chain) {
  Judgement judgement = Judge(chain);
  if (judgement.doubtful) {
    const Sibling sibling = co_await AskSibling(inquiry, chain);
    judgement = Judge(chain, &sibling);
  }
  co_return judgement;
}

// What the end of the chain, which is the work's own, says of it, and what may be asked beside it.
net::Task<Resolution> Conclude(Inquiry& inquiry, Chain chain, Judgement judgement) {
  TakePage(chain, inquiry.out);
  NotePage(inquiry, chain);
  inquiry.out.verdict = judgement.verdict;
  for (auto reason = judgement.reasons.rbegin(); reason != judgement.reasons.rend(); ++reason) {
    inquiry.SayFirst(std::move(*reason));
  }
  if (std::string question = QuestionAbout(inquiry, chain); !question.empty()) {
    co_await AskProvider(inquiry, std::move(question));
  }
  if (IsDead(judgement.verdict) || judgement.verdict == Verdict::kLegal) {
    const std::string cited =
        chain.origin < chain.hops.size() ? chain.hops[chain.origin].url : chain.final_url;
    co_await AddArchivedCopies(inquiry, cited);
  }
  co_return std::move(inquiry.out);
}

// A chain that ends at a shortener that is no more: where it led is looked for.
net::Task<Resolution> ResolveBeyond(Inquiry& inquiry, Reference reference, Chain chain,
                                    Judgement judgement) {
  inquiry.Say(judgement.reasons.front());
  const std::string dead = chain.hops.front().url;
  std::optional<std::string> target = co_await FindShortTarget(inquiry, dead);
  if (!target) {
    TakePage(chain, inquiry.out);
    inquiry.out.verdict = judgement.verdict;
    co_return std::move(inquiry.out);
  }
  inquiry.out.hops = std::move(chain.hops);
  Chain onward = co_await Follow(inquiry, *std::move(target), HopVia::kCapture, StopAt::kPost);
  if (onward.end == Chain::End::kPost) {
    Resolution post = co_await ResolveAsPost(inquiry, std::move(reference), std::move(onward));
    co_return post;
  }
  Judgement second = co_await JudgeChain(inquiry, onward);
  Resolution page = co_await Conclude(inquiry, std::move(onward), std::move(second));
  co_return page;
}

// What comes after the chain; a coroutine of its own, and the chain behind a pointer, so that those
// that wait for theirs are small.
net::Task<Resolution> ResolveChain(Inquiry& inquiry, Reference reference,
                                   std::unique_ptr<Chain> chain) {
  if (chain->end == Chain::End::kPost) {
    Resolution post = co_await ResolveAsPost(inquiry, std::move(reference), std::move(*chain));
    co_return post;
  }
  Judgement judgement = co_await JudgeChain(inquiry, *chain);
  if (EndsAtDeadShortener(*chain, judgement.verdict)) {
    Resolution beyond = co_await ResolveBeyond(inquiry, std::move(reference), std::move(*chain),
                                               std::move(judgement));
    co_return beyond;
  }
  Resolution page = co_await Conclude(inquiry, std::move(*chain), std::move(judgement));
  co_return page;
}

}  // namespace

net::Task<Resolution> ResolveUrl(Inquiry& inquiry, Reference reference) {
  auto chain = std::make_unique<Chain>();
  *chain = co_await Follow(inquiry, reference.url, HopVia::kStart, StopAt::kPost);
  TakeGivenCopy(*chain, inquiry.out);
  Resolution found = co_await ResolveChain(inquiry, std::move(reference), std::move(chain));
  co_return found;
}

}  // namespace ibid::resolve
