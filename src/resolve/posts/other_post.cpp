#include "resolve/posts/other_post.h"

#include <chrono>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "json/value.h"
#include "resolve/archives/archived_copy.h"
#include "resolve/pages/hops.h"
#include "resolve/pages/judge.h"
#include "resolve/pages/resolve_url.h"
#include "resolve/posts/oembed.h"
#include "resolve/posts/post_compare.h"
#include "resolve/posts/post_markup.h"
#include "resolve/posts/post_places.h"
#include "resolve/posts/post_state.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using Says = PostAnswer::Says;

constexpr std::size_t kTitleMax = 120;
constexpr std::size_t kWordsBytesMax = 1500;  // Of a page that shows a message and no post.
constexpr std::uint64_t kPlaceBytesMax = 8 << 20;

PostAnswer FromOembed(std::string_view platform, const OembedAnswer& oembed) {
  PostAnswer answer;
  answer.status = oembed.status;
  answer.failure = oembed.failure;
  answer.detail = oembed.detail;
  answer.author = oembed.author;
  answer.title = oembed.title;
  answer.site = oembed.provider;
  AddMedia(oembed.thumbnail, answer);
  switch (oembed.state) {
    case OembedAnswer::State::kShown:
      answer.says = Says::kShown;
      answer.text = ReadXEmbed(oembed.html).text;
      break;
    case OembedAnswer::State::kExists:
      answer.says = Says::kExists;
      break;
    case OembedAnswer::State::kMissing:
      answer.says = Says::kMissing;
      break;
    case OembedAnswer::State::kForbidden:
      answer.says = Says::kState;
      answer.state = Verdict::kProtected;
      [[fallthrough]];
    default:
      if (const auto said = StateInWords(platform, oembed.words)) {
        answer.says = said->says;
        answer.state = said->state;
      }
      break;
  }
  return answer;
}

// The page in place of the post, followed to its end and judged as any page.
PostAnswer FromPage(std::string_view platform, const Chain& chain) {
  PostAnswer answer;
  if (chain.last != nullptr) {
    answer = AnswerOfStatus(*chain.last);
  }
  const Judgement judgement = Judge(chain);
  const Page& page = chain.page;
  if (page.readable && page.text.size() <= kWordsBytesMax) {
    const PostAnswer by_status = answer;
    if (TakeWords(platform, page.title + " " + page.text, answer)) {
      return answer;
    }
    answer = by_status;
  }
  if (judgement.verdict == Verdict::kAlive || judgement.verdict == Verdict::kMoved) {
    answer.says = Says::kShown;
    answer.title = page.title;
    answer.author = page.author;
    answer.site = page.site;
    answer.at = text::ParseInstant(page.published);
  } else if (IsDead(judgement.verdict)) {
    answer.says = Says::kMissing;
    answer.detail = judgement.reasons.front();
  } else if (judgement.verdict == Verdict::kLegal) {
    answer.says = Says::kState;
    answer.state = Verdict::kLegal;
  } else {
    answer.says = Says::kUnclear;
    answer.state = judgement.verdict;
  }
  return answer;
}

// None where it may not be asked, or has no address for this post.
net::Task<std::optional<PostAnswer>> AskPlace(Inquiry& inquiry, PostPlace place,
                                              Reference reference) {
  if (place.reader == "oembed") {
    OembedAnswer oembed = co_await AskOembed(inquiry, reference.platform, reference.url);
    if (oembed.state == OembedAnswer::State::kNotAsked) {
      co_return std::nullopt;
    }
    co_return FromOembed(reference.platform, oembed);
  }
  HttpRequest request;
  request.url = Address(place, reference);
  if (request.url.empty() || !inquiry.MayAsk(request.url)) {
    co_return std::nullopt;
  }
  if (place.reader == "page") {
    Chain chain = co_await Follow(inquiry, reference.url, HopVia::kStart, StopAt::kEnd);
    PostAnswer answer = FromPage(reference.platform, chain);
    // Applications show a page for every address: where another place misses the post, that it is
    // there proves nothing.
    if (place.on_missing && answer.says == Says::kShown) {
      answer.says = Says::kUnclear;
    }
    co_return answer;
  }
  if (!place.accept.empty()) {
    request.headers.emplace_back("Accept", std::string(place.accept));
  }
  request.body_bytes_max = kPlaceBytesMax;
  ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
  co_return place.read == nullptr ? PostAnswer() : place.read(reference, *exchange);
}

// Bluesky's interface knows posts by the account's DID; a handle is looked up first. Where it leads
// to no account now, it may be renamed as well as gone.
net::Task<PostAnswer> FindDid(Inquiry& inquiry, std::string handle) {
  const std::string question =
      "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=" +
      url::PercentEncode(handle);
  PostAnswer answer;
  if (!inquiry.MayAsk(question)) {
    co_return answer;
  }
  ExchangePtr exchange = co_await inquiry.Ask(question);
  answer = AnswerOfStatus(*exchange);
  answer.says = Says::kUnclear;
  const Result<json::Value> body = json::Parse(exchange->body);
  if (body.ok()) {
    const std::string_view did = body.value()["did"].string();
    answer.account = did.starts_with("did:") ? did : std::string_view();
    TakeWords("bluesky", body.value()["message"].string(), answer);
  }
  co_return answer;
}

net::Task<std::vector<PostSaid>> AskPlaces(Inquiry& inquiry, Reference reference) {
  std::vector<PostSaid> said;
  const auto address = url::Url::Parse(reference.url);
  if (const auto post = address ? url::PostOf(*address) : std::nullopt;
      post && post->account.starts_with("did:")) {
    reference.account = post->account;  // The article may show a handle and link the DID.
  }
  if (reference.platform == "bluesky" && !reference.account.starts_with("did:")) {
    PostAnswer found = co_await FindDid(inquiry, reference.account);
    if (found.account.empty()) {
      said.push_back({"Bluesky's interface for names", std::move(found)});
    } else {
      reference.account = std::move(found.account);
    }
  }
  const bool wants_text = !reference.text.empty();
  const std::vector<PostPlace> places = PlacesOf(reference.platform);
  for (const PostPlace& place : places) {
    if (IsDecided(said, wants_text)) {
      break;
    }
    const bool needs_did =
        place.reader.starts_with("bluesky") && !reference.account.starts_with("did:");
    if (needs_did || (place.on_missing && !SomeoneMissesIt(said))) {
      continue;
    }
    std::optional<PostAnswer> answer = co_await AskPlace(inquiry, place, reference);
    if (answer) {
      std::string who(place.name);
      if (who.starts_with("its ")) {
        who = (answer->site.empty() ? reference.platform : answer->site) + "'s " + who.substr(4);
      }
      said.push_back({std::move(who), *std::move(answer)});
    }
  }
  co_return said;
}

void TakeUnlessSaid(std::string& to, const std::string& from) {
  if (to.empty()) {
    to = from;
  }
}

// What the answers tell of the post, those that show it first.
PostAnswer Gather(const std::vector<PostSaid>& said) {
  PostAnswer all;
  for (const Says says : {Says::kShown, Says::kState, Says::kExists}) {
    for (const PostSaid& one : said) {
      if (one.answer.says != says) {
        continue;
      }
      TakeUnlessSaid(all.account, one.answer.account);
      TakeUnlessSaid(all.author, one.answer.author);
      TakeUnlessSaid(all.title, one.answer.title);
      TakeUnlessSaid(all.text, one.answer.text);
      TakeUnlessSaid(all.site, one.answer.site);
      all.at = all.at ? all.at : one.answer.at;
      all.edited_at = all.edited_at ? all.edited_at : one.answer.edited_at;
      for (const std::string& media : one.answer.media) {
        AddMedia(media, all);
      }
    }
  }
  return all;
}

void TakeTime(Inquiry& inquiry, const std::optional<Instant>& stated, PostFound& post) {
  if (!post.at) {
    post.at = stated;
  } else if (stated && std::chrono::abs(*stated - *post.at) > std::chrono::days(1)) {
    inquiry.Say("the post says of itself that it is of " + text::DateOf(*stated) +
                ", its id was made on " + text::DateOf(*post.at));
  }
}

void TakeAll(Inquiry& inquiry, const Reference& reference, const PostAnswer& all,
             std::string found_by) {
  Resolution& out = inquiry.out;
  PostFound post = KnownPost(reference, std::move(found_by));
  TakeTime(inquiry, all.at, post);
  if (!all.account.empty()) {
    post.account = all.account;
  }
  post.author = all.author;
  post.text = all.text.empty() ? all.title : all.text;
  post.edited_at = all.edited_at;
  post.media = all.media;
  out.title = all.title.empty() ? text::Shorten(text::FoldSpace(all.text), kTitleMax) : all.title;
  out.author = all.author;
  out.site = all.site.empty() ? reference.platform : all.site;
  out.published = post.at ? text::DateOf(*post.at) : IsoDate();
  out.final_url = reference.url;
  out.canonical_url = reference.url;
  out.post = std::move(post);
}

bool CanBeAsked(const Reference& reference) {
  return !reference.url.empty() &&
         (!PlacesOf(reference.platform).front().platform.starts_with('*') ||
          CanAskByOembed(reference.platform) || !ProviderQuestion(reference.url).empty());
}

}  // namespace

PostFound KnownPost(const Reference& reference, std::string found_by) {
  PostFound post;
  post.post_id = reference.post_id;
  post.account = reference.account;
  post.found_by = std::move(found_by);
  if (const auto ms = url::PostIdTimeMs(reference.platform, reference.post_id)) {
    post.at = Instant(std::chrono::milliseconds(*ms));
  }
  return post;
}

net::Task<Resolution> ResolveOtherPost(Inquiry& inquiry, Reference reference,
                                       std::string found_by) {
  Resolution& out = inquiry.out;
  if (!CanBeAsked(reference)) {
    if (reference.url.empty()) {
      out.post = KnownPost(reference, std::move(found_by));
      CompareWithShown(inquiry, reference, "");
      out.verdict = Verdict::kNotChecked;
      inquiry.SayFirst("no address of this post is known that could be asked");
      co_return std::move(out);
    }
    const Reference shown = reference;
    reference.kind = ReferenceKind::kUrl;
    Resolution page = co_await ResolveUrl(inquiry, std::move(reference));
    inquiry.out = std::move(page);
    inquiry.out.post = KnownPost(shown, std::move(found_by));
    CompareWithShown(inquiry, shown, "");
    co_return std::move(inquiry.out);
  }
  std::vector<PostSaid> said = co_await AskPlaces(inquiry, reference);
  const PostState state = JudgePost(said);
  out.verdict = state.verdict;
  for (const std::string& reason : state.reasons) {
    inquiry.Say(reason);
  }
  const PostAnswer all = Gather(said);
  TakeAll(inquiry, reference, all, std::move(found_by));
  if (IsDead(out.verdict) || (out.verdict == Verdict::kUnknown && SomeoneMissesIt(said))) {
    co_await AddArchivedCopies(inquiry, reference.url);
  }
  CompareWithShown(inquiry, reference, all.title);
  if (out.reasons.empty()) {
    inquiry.Say("nothing that could be asked of this post may be asked in this run");
  }
  co_return std::move(out);
}

}  // namespace ibid::resolve
