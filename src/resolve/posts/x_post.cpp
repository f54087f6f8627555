#include "resolve/posts/x_post.h"

#include <utility>

#include "resolve/posts/oembed.h"
#include "resolve/posts/other_post.h"
#include "resolve/posts/post_compare.h"
#include "resolve/posts/post_markup.h"
#include "resolve/posts/post_text.h"
#include "resolve/posts/syndication.h"
#include "resolve/posts/x_state.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr double kSameEnough = 0.6;
constexpr std::size_t kTitleMax = 120;

void TakeIfSaid(std::string& to, const std::string& from) {
  if (!from.empty()) {
    to = from;
  }
}

void TakeAnswers(const OembedAnswer& oembed, const SyndicationAnswer& syndication,
                 PostFound& post) {
  if (oembed.state == OembedAnswer::State::kShown) {
    const ShownPost shown = ReadXEmbed(oembed.html);
    post.author = oembed.author;
    post.text = shown.text;
    TakeIfSaid(post.author, shown.author);
    TakeIfSaid(post.account, shown.account);
  } else if (syndication.state == SyndicationAnswer::State::kShown) {
    post.author = syndication.author;
    post.text = syndication.text + (syndication.cut ? "\u2026" : "");
    post.media = syndication.media;
    TakeIfSaid(post.account, syndication.account);
    if (!post.at) {
      post.at = syndication.at;
    }
  }
}

CheckCopy CheckAgainst(std::string post_id, std::string shown_text) {
  return [post_id = std::move(post_id),
          shown_text = std::move(shown_text)](const CaptureContent& content) {
    CopyCheck check;
    const ShownPost captured = ReadXCapture(content, post_id);
    if (captured.text.empty()) {
      check.reason = "the capture does not show the post";
    } else if (!shown_text.empty() && Similarity(shown_text, captured.text) < kSameEnough) {
      check.reason = "the capture shows another text";
    } else {
      check.valid = true;
      check.reason = "shows the post: \"" + text::Shorten(captured.text, kTitleMax) + "\"";
    }
    return check;
  };
}

}  // namespace

std::string XStatusUrl(std::string_view host, std::string_view account, std::string_view post_id) {
  return "https://" + std::string(host) + "/" + std::string(account.empty() ? "i" : account) +
         "/status/" + std::string(post_id);
}

void TakeCapture(const CaptureContent& content, const std::string& post_id, PostFound& post) {
  const ShownPost captured = ReadXCapture(content, post_id);
  if (post.text.empty()) {
    post.text = captured.text;
  }
  if (post.author.empty()) {
    post.author = captured.author;
  }
  if (post.account.empty()) {
    post.account = captured.account;
  }
}

net::Task<Resolution> ResolveXPost(Inquiry& inquiry, Reference reference, std::string found_by) {
  Resolution& out = inquiry.out;
  const std::string post_url = XStatusUrl("x.com", reference.account, reference.post_id);
  OembedAnswer oembed = co_await AskOembed(inquiry, "x", post_url);
  SyndicationAnswer syndication;
  if (NeedsSecondAnswer(oembed)) {
    syndication = co_await AskSyndication(inquiry, reference.post_id);
  }
  const XState state = JudgeX(oembed, syndication);
  out.verdict = state.verdict;
  for (auto reason = state.reasons.rbegin(); reason != state.reasons.rend(); ++reason) {
    inquiry.SayFirst(*reason);
  }
  PostFound post = KnownPost(reference, std::move(found_by));
  if (out.post && out.post->post_id == post.post_id) {  // A capture has told already.
    post.text = out.post->text;
    post.author = out.post->author;
  }
  TakeAnswers(oembed, syndication, post);
  out.post = std::move(post);

  const bool has_copy = !out.snapshots.empty() && out.snapshots.front().valid;
  if (IsDead(out.verdict) && !has_copy && !reference.account.empty()) {
    const std::string archived = XStatusUrl("twitter.com", reference.account, reference.post_id);
    const std::string expected = out.post->text.empty() ? reference.text : out.post->text;
    // The capture that passes the check is also what tells of the post now.
    const CheckCopy check = CheckAgainst(reference.post_id, expected);
    PostFound* found = &*out.post;
    CheckCopy checking = [check, found](const CaptureContent& content) {
      const CopyCheck checked = check(content);
      if (checked.valid) {
        TakeCapture(content, found->post_id, *found);
      }
      return checked;
    };
    CopyQuery query;
    query.url = archived;
    co_await FindCopy(inquiry, std::move(query), std::move(checking));
  }
  CompareWithShown(inquiry, reference, "");
  out.site = "X";
  out.final_url = XStatusUrl("x.com", out.post->account, out.post->post_id);
  out.canonical_url = out.final_url;
  out.author = out.post->author;
  out.title = text::Shorten(text::FoldSpace(out.post->text), kTitleMax);
  if (out.post->at) {
    out.published = text::DateOf(*out.post->at);
  }
  co_return std::move(out);
}

}  // namespace ibid::resolve
