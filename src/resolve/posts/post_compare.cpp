#include "resolve/posts/post_compare.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "resolve/posts/post_match.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kIsoDayLength = 10;

void Differ(PostFound& post, std::string field, std::string shown, std::string actual,
            DifferenceKind kind) {
  Difference difference;
  difference.field = std::move(field);
  difference.shown = std::move(shown);
  difference.actual = std::move(actual);
  difference.kind = kind;
  post.differences.push_back(std::move(difference));
}

// The best match of what is shown with the post's text, its title, or both in a row.
TextMatch BestMatch(const std::string& shown, const std::string& text, std::string_view title) {
  TextMatch best = text.empty() ? TextMatch::kOther : MatchText(shown, text);
  if (title.empty() || title == text) {
    return best;
  }
  for (const std::string& other : {std::string(title), std::string(title) + "\n" + text}) {
    best = std::min(best, MatchText(shown, other));
  }
  return best;
}

// The platform says that the post was edited after the article was published; where that is not
// known, after the day that the article gives the post, or at any time.
bool WasEditedSince(const Inquiry& inquiry, const Reference& shown, const PostFound& post) {
  if (!post.edited_at) {
    return false;
  }
  const IsoDate& published = inquiry.options().article_date;
  const IsoDate& day = published.empty() ? shown.date : published;
  const auto days = text::DaysBetween(day, text::DateOf(*post.edited_at));
  return !days || *days >= -1;
}

void CompareText(Inquiry& inquiry, const Reference& shown, std::string_view title,
                 PostFound& post) {
  const std::string words = OwnWords(shown.platform, shown.account, shown.text);
  if (text::Trim(words).empty() || (post.text.empty() && title.empty())) {
    return;
  }
  switch (BestMatch(words, post.text, title)) {
    case TextMatch::kSame:
      inquiry.Say("the article shows the post's text as it is");
      return;
    case TextMatch::kCut:
    case TextMatch::kPart:
      inquiry.Say("the article shows a part of the post's text, as it is");
      return;
    case TextMatch::kCase:
      inquiry.Say("the article shows the post's text with other capital letters");
      return;
    case TextMatch::kOther:
      break;
  }
  const bool edited = WasEditedSince(inquiry, shown, post);
  Differ(post, "text", text::FoldSpace(words), text::FoldSpace(post.text),
         edited ? DifferenceKind::kEdited : DifferenceKind::kAltered);
  inquiry.Say("the text that the article shows is not the post's text" +
              (edited ? ", which was edited on " + text::DateOf(*post.edited_at) : ""));
}

// "@user@example.org", "user" and "User" are one account, and so are the names of a post whose URL
// has the account's DID.
std::string_view PlainAccount(std::string_view account) {
  if (account.starts_with('@')) {
    account.remove_prefix(1);
  }
  for (const std::string_view prefix : {"u/", "user/"}) {
    if (account.starts_with(prefix)) {
      account.remove_prefix(prefix.size());
    }
  }
  return account.substr(0, account.find('@'));
}

bool SameAccount(const Reference& shown, const PostFound& post) {
  const std::string_view a = PlainAccount(shown.account);
  const std::string_view b = PlainAccount(post.account);
  return a.starts_with("did:") || b.starts_with("did:") || text::EqualNoCase(a, b);
}

void CompareAccount(Inquiry& inquiry, const Reference& shown, PostFound& post) {
  if (shown.account.empty() || post.account.empty() || SameAccount(shown, post)) {
    return;
  }
  Differ(post, "account", shown.account, post.account, DifferenceKind::kAltered);
  inquiry.Say("the article shows the account @" + shown.account + ", the post is by @" +
              post.account);
}

void CompareAuthor(Inquiry& inquiry, const Reference& shown, PostFound& post) {
  const bool is_handle = text::EqualNoCase(PlainAccount(shown.author), PlainAccount(post.account));
  if (shown.author.empty() || post.author.empty() || is_handle ||
      SameName(shown.author, post.author)) {
    return;
  }
  const bool same_account =
      !shown.account.empty() && !post.account.empty() && SameAccount(shown, post);
  Differ(post, "author", text::FoldSpace(shown.author), text::FoldSpace(post.author),
         same_account ? DifferenceKind::kRenamed : DifferenceKind::kAltered);
  if (same_account) {
    inquiry.Say("the account is called \"" + text::FoldSpace(post.author) +
                "\" now; the article shows \"" + text::FoldSpace(shown.author) +
                "\", which may be its name of then");
  }
}

void CompareDate(Inquiry& inquiry, const Reference& shown, PostFound& post) {
  if (!post.at || !shown.date_is_own || shown.date.size() != kIsoDayLength) {
    return;
  }
  const IsoDate actual = text::DateOf(*post.at);
  const int days = std::abs(text::DaysBetween(shown.date, actual).value_or(0));
  if (days == 1) {
    inquiry.Say("the date shown (" + shown.date + ") is one day from the post's own (" + actual +
                ", UTC), as time zones make it");
  } else if (days > 1) {
    Differ(post, "date", shown.date, actual, DifferenceKind::kAltered);
    const bool by_id = url::PostIdTimeMs(shown.platform, shown.post_id).has_value();
    inquiry.Say("the article dates the post " + shown.date + "; " +
                (by_id ? "its id is of " : "it is of ") + actual);
  }
}

}  // namespace

void CompareWithShown(Inquiry& inquiry, const Reference& shown, std::string_view title) {
  if (!inquiry.out.post) {
    return;
  }
  PostFound& post = *inquiry.out.post;
  post.differences.clear();
  CompareText(inquiry, shown, title, post);
  CompareAccount(inquiry, shown, post);
  CompareAuthor(inquiry, shown, post);
  CompareDate(inquiry, shown, post);
}

}  // namespace ibid::resolve
