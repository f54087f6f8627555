#include "resolve/post_compare.h"

#include <cstdlib>
#include <utility>

#include "resolve/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kIsoDayLength = 10;

void Differ(PostFound& post, std::string field, std::string shown, std::string actual) {
  Difference difference;
  difference.field = std::move(field);
  difference.shown = std::move(shown);
  difference.actual = std::move(actual);
  post.differences.push_back(std::move(difference));
}

void CompareDate(Inquiry& inquiry, const Reference& shown, PostFound& post) {
  if (!post.at || shown.date.size() != kIsoDayLength) {
    return;
  }
  const IsoDate actual = text::DateOf(*post.at);
  const int days = std::abs(text::DaysBetween(shown.date, actual).value_or(0));
  if (days == 1) {
    inquiry.Say("the date shown (" + shown.date + ") is one day from the post's own (" + actual +
                ", UTC), as time zones make it");
  } else if (days > 1) {
    Differ(post, "date", shown.date, actual);
    inquiry.Say("the article dates the post " + shown.date + "; its id is of " + actual);
  }
}

}  // namespace

void CompareWithShown(Inquiry& inquiry, const Reference& shown) {
  if (!inquiry.out.post) {
    return;
  }
  PostFound& post = *inquiry.out.post;
  post.differences.clear();
  if (!shown.text.empty() && !post.text.empty()) {
    if (SameText(shown.text, post.text)) {
      inquiry.Say("the article shows the post's text as it is");
    } else {
      Differ(post, "text", text::FoldSpace(shown.text), text::FoldSpace(post.text));
      inquiry.Say("the text that the article shows is not the post's text");
    }
  }
  if (!shown.account.empty() && !post.account.empty() &&
      !text::EqualNoCase(shown.account, post.account)) {
    Differ(post, "account", shown.account, post.account);
    inquiry.Say("the article shows the account @" + shown.account + ", the post is by @" +
                post.account);
  }
  if (!shown.author.empty() && !post.author.empty() &&
      text::FoldSpace(shown.author) != text::FoldSpace(post.author)) {
    Differ(post, "author", text::FoldSpace(shown.author), text::FoldSpace(post.author));
  }
  CompareDate(inquiry, shown, post);
}

}  // namespace ibid::resolve
