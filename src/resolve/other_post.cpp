#include "resolve/other_post.h"

#include <chrono>
#include <utility>

#include "resolve/archived_copy.h"
#include "resolve/oembed.h"
#include "resolve/post_compare.h"
#include "resolve/resolve_url.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using State = OembedAnswer::State;

std::string Platform(const Reference& reference, const OembedAnswer& oembed) {
  return oembed.provider.empty() ? reference.platform : oembed.provider;
}

void TakeAnswer(Inquiry& inquiry, const Reference& reference, const OembedAnswer& oembed,
                std::string found_by) {
  Resolution& out = inquiry.out;
  PostFound post;
  post.post_id = reference.post_id;
  post.account = reference.account;
  post.author = oembed.author;
  post.found_by = std::move(found_by);
  if (const auto ms = url::PostIdTimeMs(reference.platform, reference.post_id)) {
    post.at = Instant(std::chrono::milliseconds(*ms));
    out.published = text::DateOf(*post.at);
  }
  out.post = std::move(post);
  out.title = oembed.title;
  out.author = oembed.author;
  out.site = Platform(reference, oembed);
  out.final_url = reference.url;
  out.canonical_url = reference.url;
}

// What one answer says, where no second is needed.
Verdict VerdictOf(const OembedAnswer& oembed) {
  switch (oembed.state) {
    case State::kShown:
    case State::kExists:
      return Verdict::kAlive;
    case State::kForbidden:
      return Verdict::kProtected;
    case State::kNotAsked:
      return Verdict::kNotChecked;
    case State::kMissing:
    case State::kUnclear:
      break;
  }
  if (oembed.failure == Failure::kOffline) {
    return Verdict::kOffline;
  }
  return oembed.status == 401 || oembed.status == 403 || oembed.status == 429 ? Verdict::kBlocked
                                                                              : Verdict::kUnknown;
}

std::string ReasonOf(const std::string& platform, const OembedAnswer& oembed) {
  const std::string who = platform + "'s oEmbed interface";
  switch (oembed.state) {
    case State::kShown:
      return who + " shows it";
    case State::kExists:
      return who + " answered " + oembed.detail + ": it is there and may not be embedded";
    case State::kForbidden:
      return who + " answered " + oembed.detail + ": it is there and not for everyone";
    case State::kMissing:
      return who + " does not know it (" + oembed.detail + ")";
    case State::kNotAsked:
      return who + " was not asked";
    case State::kUnclear:
      break;
  }
  return who + " answered " + oembed.detail + ", which says nothing about the post";
}

// Asks the second place about a post that oEmbed does not know.
net::Task<Verdict> AskAgain(Inquiry& inquiry, Reference reference) {
  const std::string place = SecondPlace(reference.platform, reference.post_id, reference.url);
  if (place.empty() || !inquiry.MayAsk(place)) {
    co_return Verdict::kUnknown;
  }
  ExchangePtr second = co_await inquiry.Ask(place);
  if (second->failure == Failure::kNone && (second->status == 404 || second->status == 410)) {
    inquiry.Say(place + " answered " + std::to_string(second->status) + " too");
    co_return Verdict::kDeleted;
  }
  inquiry.Say(place + " does not confirm that it is gone; one answer alone does not prove it");
  co_return Verdict::kUnknown;
}

}  // namespace

net::Task<Resolution> ResolveOtherPost(Inquiry& inquiry, Reference reference,
                                       std::string found_by) {
  if (!CanAskByOembed(reference.platform)) {
    if (reference.url.empty()) {
      inquiry.out.verdict = Verdict::kNotChecked;
      inquiry.Say("no address of this post is known that could be asked");
      co_return std::move(inquiry.out);
    }
    reference.kind = ReferenceKind::kUrl;
    Resolution page = co_await ResolveUrl(inquiry, std::move(reference));
    co_return page;
  }
  OembedAnswer oembed = co_await AskOembed(inquiry, reference.platform, reference.url);
  TakeAnswer(inquiry, reference, oembed, std::move(found_by));
  Resolution& out = inquiry.out;
  out.verdict = VerdictOf(oembed);
  inquiry.Say(ReasonOf(Platform(reference, oembed), oembed));
  if (oembed.state == State::kMissing) {
    Verdict again = co_await AskAgain(inquiry, reference);
    out.verdict = again;
  }
  if (IsDead(out.verdict)) {
    co_await AddArchivedCopies(inquiry, reference.url);
  }
  CompareWithShown(inquiry, reference);
  co_return std::move(out);
}

}  // namespace ibid::resolve
