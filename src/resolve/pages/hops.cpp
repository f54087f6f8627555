#include "resolve/pages/hops.h"

#include <map>
#include <set>
#include <utility>

#include "resolve/pages/cookies.h"
#include "resolve/pages/redirect.h"
#include "resolve/posts/oembed.h"

namespace ibid::resolve {
namespace {

// X shows a warning page in front of links that it holds to be harmful; the target is in it.
std::optional<std::string> WarnedTarget(const url::Url& url) {
  if (!url.path().starts_with("/safety/unsafe_link_warning") ||
      !(url::SameSite(url.host(), "twitter.com") || url::SameSite(url.host(), "x.com"))) {
    return std::nullopt;
  }
  return url.Parameter("unsafe_link");
}

// One step of a chain that is being followed.
class Walk {
 public:
  Walk(Chain& chain, StopAt stop) : chain_(chain), stop_(stop) {}

  // What the last hop is asked.
  HttpRequest Request() {
    HttpRequest request;
    request.url = chain_.hops.back().url;
    if (const auto url = url::Url::Parse(request.url)) {
      std::string cookie = Cookie(*url);
      request.fresh =
          asked_with_.contains(request.url);  // The answer that sent us round is stored.
      asked_with_[request.url] = cookie;
      if (!cookie.empty()) {
        request.headers.emplace_back("Cookie", std::move(cookie));
      }
    }
    return request;
  }
  void Take(const Exchange& answer) { cookies_.Take(answer); }

  // Enters the URL as the next hop, unwraps what it wraps, and says whether it is to be asked.
  bool Enter(std::string address, HopVia via) {
    for (;;) {
      const std::optional<url::Url> url = url::Url::Parse(address);
      if (!url || !url->is_http()) {
        chain_.end = Chain::End::kRefused;
        chain_.final_url = std::move(address);
        return false;
      }
      address = url->ForRequest();
      const bool again = !seen_.insert(address).second;
      if (again && chain_.hops.size() < kHopsMax && opened_.erase(address) > 0) {
        Add(*url, address,
            via);  // What is inside sent back here: it does not open, so it is asked.
        return !Stops(*url);
      }
      // Sent back with a cookie that it was not asked with: that may be what it waits for.
      if (again && chain_.hops.size() < kHopsMax && Cookie(*url) != asked_with_[address]) {
        Add(*url, address, via);
        return true;
      }
      if (again) {
        chain_.end = Chain::End::kCircle;
        return false;
      }
      if (chain_.hops.size() == kHopsMax) {
        chain_.end = Chain::End::kTooMany;
        chain_.final_url = std::move(address);
        return false;
      }
      Add(*url, address, via);
      std::optional<std::string> inside = Inside(*url);
      if (!inside) {
        return !Stops(*url);
      }
      opened_.insert(std::move(address));
      address = *std::move(inside);
      via = HopVia::kUnwrapped;
      if (chain_.origin + 1 >= chain_.hops.size()) {
        chain_.origin = chain_.hops.size();
      }
    }
  }

 private:
  std::string Cookie(const url::Url& url) const { return cookies_.For(url); }

  void Add(const url::Url& url, const std::string& address, HopVia via) {
    Hop hop;
    hop.url = address;
    hop.via = via;
    chain_.final_url = address;
    // What only redirects is not the work that was cited: the chain of the work begins after it.
    if (chain_.origin == chain_.hops.size() &&
        (url::IsShortener(url.host()) || via == HopVia::kMediaCode) && url.path().size() > 1) {
      ++chain_.origin;
    }
    chain_.hops.push_back(std::move(hop));
  }

  std::optional<std::string> Inside(const url::Url& url) {
    if (auto warned = WarnedTarget(url)) {
      chain_.unsafe_warning = true;
      return warned;
    }
    std::optional<url::Unwrapped> unwrapped = url::Unwrap(url);
    if (!unwrapped || unwrapped->target.empty()) {
      return std::nullopt;
    }
    if (!unwrapped->archived_at.empty()) {
      if (chain_.hops.size() > 1) {
        return std::nullopt;  // A site that sends on to an archive: what is there now is the copy.
      }
      chain_.archived = unwrapped;
    }
    if (WasAsked(unwrapped->target)) {
      return std::nullopt;  // Sent from there to a wall that would send back: the wall is the
                            // answer.
    }
    return std::move(unwrapped->target);
  }

  bool WasAsked(const std::string& target) const {
    const auto url = url::Url::Parse(target);
    return url && seen_.contains(url->ForRequest());
  }

  bool Stops(const url::Url& url) {
    if (stop_ == StopAt::kEnd) {
      return false;
    }
    chain_.post = url::PostOf(url);
    if (chain_.post && CanAskByOembed(chain_.post->platform)) {
      chain_.end = Chain::End::kPost;
      return true;
    }
    chain_.post.reset();
    if (stop_ == StopAt::kPostOrSite && chain_.origin < chain_.hops.size()) {
      chain_.end = Chain::End::kSite;
      return true;
    }
    return false;
  }

  Chain& chain_;
  StopAt stop_;
  Cookies cookies_;
  std::map<std::string, std::string> asked_with_;  // The Cookie header, by URL.
  std::set<std::string> seen_;
  std::set<std::string> opened_;  // Of these, wrappers whose inside was asked instead.
};

}  // namespace

net::Task<Chain> Follow(Inquiry& inquiry, std::string start, HopVia via, StopAt stop) {
  Chain chain;
  Walk walk(chain, stop);
  std::string at = std::move(start);
  while (walk.Enter(at, via)) {
    HttpRequest request = walk.Request();
    chain.last = co_await inquiry.AskWith(std::move(request));
    walk.Take(*chain.last);
    chain.hops.back().status = chain.last->status;
    chain.hops.back().evidence = chain.last->id;
    chain.page = ReadPage(*chain.last);
    std::optional<Onward> onward = NextHop(*chain.last, chain.page);
    if (!onward) {
      break;
    }
    at = onward->target.empty() ? onward->written : onward->target;
    via = onward->via;
  }
  co_return chain;
}

}  // namespace ibid::resolve
