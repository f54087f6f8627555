#include "resolve/posts/resolve_post.h"

#include <utility>

#include "resolve/posts/lost_post.h"
#include "resolve/posts/other_post.h"
#include "resolve/posts/post_ids.h"
#include "resolve/posts/x_post.h"
#include "text/dates.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

Verdict WhenNotFound(const Resolution& out) {
  if (out.evidence.empty()) {
    return Verdict::kNotChecked;
  }
  return out.checked_at ? Verdict::kUnknown : Verdict::kOffline;
}

}  // namespace

net::Task<Resolution> ResolveKnownPost(Inquiry& inquiry, Reference reference,
                                       std::string found_by) {
  if (reference.platform == "x") {
    Resolution resolution =
        co_await ResolveXPost(inquiry, std::move(reference), std::move(found_by));
    co_return resolution;
  }
  Resolution resolution =
      co_await ResolveOtherPost(inquiry, std::move(reference), std::move(found_by));
  co_return resolution;
}

net::Task<Resolution> ResolvePost(Inquiry& inquiry, Reference reference) {
  if (!reference.post_id.empty()) {
    Resolution known = co_await ResolveKnownPost(inquiry, std::move(reference), "given");
    co_return known;
  }
  if (!CanFindLost(reference.platform)) {
    inquiry.out.verdict = Verdict::kNotChecked;
    inquiry.Say("the article shows no address of this post, and " +
                (reference.platform.empty() ? std::string("its platform") : reference.platform) +
                " cannot be searched without one");
    co_return std::move(inquiry.out);
  }
  LostPost lost = co_await FindLostPost(inquiry, reference);
  if (lost.post_id.empty()) {
    inquiry.out.verdict = WhenNotFound(inquiry.out);
    inquiry.SayFirst("the post's address is lost, and it could not be found again");
    co_return std::move(inquiry.out);
  }
  reference.post_id = lost.post_id;
  if (reference.url.empty()) {
    reference.url = lost.url;
  }
  if (reference.account.empty()) {
    reference.account = lost.account;
  }
  Resolution found =
      co_await ResolveKnownPost(inquiry, std::move(reference), std::move(lost.found_by));
  co_return found;
}

}  // namespace ibid::resolve
