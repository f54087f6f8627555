#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.h"
#include "resolve/posts/post_markup.h"
#include "resolve/posts/post_readers.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using Says = PostAnswer::Says;
using json::Value;

constexpr std::size_t kIsoDayLength = 10;
constexpr std::size_t kListMax = 64;  // Of what a post holds: pictures, labels.

// The body as JSON; null where it is none.
Value Body(const Exchange& exchange) {
  Result<Value> parsed = json::Parse(exchange.body);
  return parsed.ok() ? std::move(parsed).value() : Value();
}

// The message of an error, in the members that interfaces use for it.
std::string ErrorWords(const Value& body) {
  std::string words(body["error"].string());
  for (const std::string_view more :
       {body["message"].string(), body["detail"].string(), body["reason"].string()}) {
    if (!more.empty()) {
      words += (words.empty() ? "" : ": ") + std::string(more);
    }
  }
  return words;
}

// What an answer says that is no 200: the words of its error first, its status else.
PostAnswer Refusal(std::string_view platform, const Exchange& exchange, const Value& body) {
  PostAnswer answer = AnswerOfStatus(exchange);
  if (const std::string words = ErrorWords(body); !words.empty()) {
    const PostAnswer by_status = answer;
    if (!TakeWords(platform, words, answer)) {
      answer.says = by_status.says;
    }
    answer.detail = by_status.detail + " " + answer.detail;
  }
  return answer;
}

template <class Use>
void ForEach(const Value& list, Use use) {
  std::size_t count = 0;
  for (const Value& item : list.items()) {
    if (++count > kListMax) {
      break;
    }
    use(item);
  }
}

bool HasLabel(const Value& labels, std::string_view name) {
  bool found = false;
  ForEach(labels, [&](const Value& label) { found |= label["val"].string() == name; });
  return found;
}

void TakeBlueskyEmbed(const Value& embed, PostAnswer& answer) {
  for (const Value* at : {&embed, &embed["media"]}) {
    ForEach((*at)["images"],
            [&](const Value& image) { AddMedia(image["fullsize"].string(), answer); });
    AddMedia((*at)["playlist"].string(), answer);
  }
}

Instant FromSeconds(double seconds) {
  return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

std::optional<Instant> SecondsOf(const Value& value) {
  constexpr double kLatest = 4102444800;  // 2100
  const double seconds = value.number();
  return seconds > 0 && seconds < kLatest ? std::optional(FromSeconds(seconds)) : std::nullopt;
}

void TakeActor(const Value& actor, PostAnswer& answer) {
  answer.account = actor["preferredUsername"].string();
  answer.author = text::FoldSpace(actor["name"].string());
}

// The post that a listing of Reddit holds: the first child of its first list, or, of a comment, of
// its second.
const Value& RedditThing(const Value& body, bool comment) {
  return body[comment ? 1 : 0]["data"]["children"][0]["data"];
}

bool IsGoneWord(std::string_view words) {
  return words == "[removed]" || words == "[deleted]" || words == "[ Removed by Reddit ]" ||
         words == "[ Removed by moderator ]";
}

void TakeRedditText(const Value& thing, PostAnswer& answer) {
  answer.title = text::FoldSpace(thing["title"].string());
  answer.text = thing["selftext"].string(thing["body"].string());
  const std::string_view author = thing["author"].string();
  answer.author = author == "[deleted]" ? "" : std::string(author);
  if (const std::string_view sub = thing["subreddit"].string(); !sub.empty()) {
    answer.account = "r/" + std::string(sub);
  }
  answer.at = SecondsOf(thing["created_utc"]);
  answer.edited_at = SecondsOf(thing["edited"]);
  if (thing["post_hint"].string() == "image" || thing["is_video"].boolean()) {
    AddMedia(thing["url"].string(), answer);
  }
  if (thing["over_18"].boolean()) {
    answer.note = "Reddit marks it as for adults";
  }
}

}  // namespace

std::string UserOf(const Reference& post) {
  std::string_view user = post.account;
  if (user.starts_with('@')) {
    user.remove_prefix(1);
  }
  return std::string(user.substr(0, user.find('@')));
}

PostAnswer ReadBlueskyPosts(const Reference& post, const Exchange& exchange) {
  const Value body = Body(exchange);
  if (exchange.status != 200 || !body["posts"].is_array()) {
    PostAnswer answer = Refusal("bluesky", exchange, body);
    if (answer.says == Says::kMissing && answer.status == 404) {
      answer.says = Says::kUnclear;  // The interface is not there; it leaves out what is missing.
    }
    return answer;
  }
  PostAnswer answer = AnswerOfStatus(exchange);
  for (const Value& item : body["posts"].items()) {
    if (!item["uri"].string().ends_with("/" + post.post_id)) {
      continue;
    }
    answer.says = Says::kShown;
    answer.site = "Bluesky";
    answer.text = item["record"]["text"].string();
    answer.author = text::FoldSpace(item["author"]["displayName"].string());
    answer.account = item["author"]["handle"].string();
    answer.at = text::ParseInstant(item["record"]["createdAt"].string());
    TakeBlueskyEmbed(item["embed"], answer);
    const Value& author_labels = item["author"]["labels"];
    if (HasLabel(item["labels"], "!takedown") || HasLabel(author_labels, "!takedown")) {
      answer.says = Says::kState;
      answer.state = Verdict::kSuspended;
      answer.detail = "the label that says that it was taken down";
    } else if (HasLabel(author_labels, "!no-unauthenticated")) {
      answer.says = Says::kState;
      answer.state = Verdict::kLogin;
      answer.detail = "the label that its author wants signed-in readers only";
    }
    return answer;
  }
  answer.says = Says::kMissing;
  answer.detail = "200 without the post";
  return answer;
}

PostAnswer ReadBlueskyProfile(const Reference&, const Exchange& exchange) {
  const Value body = Body(exchange);
  PostAnswer answer = Refusal("bluesky", exchange, body);
  if (exchange.status == 200) {
    answer.says = Says::kUnclear;
    answer.detail = body["did"].is_string() ? "200: the account is there" : "200";
  }
  return answer;
}

PostAnswer ReadMastodonStatus(const Reference& post, const Exchange& exchange) {
  const Value body = Body(exchange);
  if (exchange.status != 200 || !body["id"].is_string()) {
    PostAnswer answer = Refusal(post.platform, exchange, body);
    if (answer.says == Says::kMissing && !body.is_object()) {
      answer.says = Says::kUnclear;  // Not this interface: another software, a proxy.
    }
    return answer;
  }
  PostAnswer answer = AnswerOfStatus(exchange);
  const Value& status = body["reblog"].is_object() ? body["reblog"] : body;
  answer.says = Says::kShown;
  answer.text = TextOfMarkup(status["content"].string());
  if (const std::string_view warning = status["spoiler_text"].string(); !warning.empty()) {
    answer.note = "its author put a warning before it: \"" + text::Shorten(warning, 80) + "\"";
    answer.title = text::FoldSpace(warning);
  }
  answer.author = text::FoldSpace(status["account"]["display_name"].string());
  answer.account = status["account"]["acct"].string(status["account"]["username"].string());
  // An instance calls its own people by their names there, which others bear elsewhere.
  const std::optional<url::Url> asked = url::Url::Parse(exchange.request.url);
  if (post.platform == "mastodon" && asked && !answer.account.empty() &&
      answer.account.find('@') == std::string::npos) {
    answer.account.append("@").append(asked->host());
  }
  answer.at = text::ParseInstant(status["created_at"].string());
  answer.edited_at = text::ParseInstant(status["edited_at"].string());
  ForEach(status["media_attachments"],
          [&](const Value& media) { AddMedia(media["url"].string(), answer); });
  return answer;
}

PostAnswer ReadMastodonAccount(const Reference& post, const Exchange& exchange) {
  const Value body = Body(exchange);
  PostAnswer answer = Refusal(post.platform, exchange, body);
  if (exchange.status == 200 && body["suspended"].boolean()) {
    answer.says = Says::kState;
    answer.state = Verdict::kSuspended;
    answer.detail = "that the account is suspended";
  } else if (exchange.status == 200) {
    answer.says = Says::kUnclear;
    answer.detail = body["id"].is_string() ? "200: the account is there" : "200";
  }
  return answer;
}

PostAnswer ReadActivity(const Reference&, const Exchange& exchange) {
  const Value body = Body(exchange);
  PostAnswer answer = AnswerOfStatus(exchange);
  const std::string_view type = body["type"].string();
  if (type == "Tombstone") {
    answer.says = Says::kState;
    answer.state = Verdict::kDeleted;
    answer.detail = "a tombstone";
    if (const std::string_view deleted = body["deleted"].string(); !deleted.empty()) {
      answer.detail +=
          " of " + std::string(deleted.substr(
                       0, text::BoundaryBefore(deleted, std::min(deleted.size(), kIsoDayLength))));
    }
    return answer;
  }
  if (exchange.status != 200 || type.empty() || !body["id"].is_string()) {
    answer.says = exchange.status == 200 ? Says::kUnclear : answer.says;
    return answer;
  }
  answer.says = Says::kShown;
  answer.title = text::FoldSpace(body["name"].string());
  answer.text = TextOfMarkup(body["content"].string());
  answer.at = text::ParseInstant(body["published"].string());
  answer.edited_at = text::ParseInstant(body["updated"].string());
  if (answer.edited_at == answer.at) {
    answer.edited_at.reset();
  }
  if (body["attributedTo"].is_object()) {
    TakeActor(body["attributedTo"], answer);
  }
  ForEach(body["attachment"], [&](const Value& item) { AddMedia(item["url"].string(), answer); });
  return answer;
}

PostAnswer ReadPeertubeVideo(const Reference&, const Exchange& exchange) {
  const Value body = Body(exchange);
  if (exchange.status != 200 || !body["name"].is_string()) {
    PostAnswer answer = Refusal("peertube", exchange, body);
    if ((answer.status == 401 || answer.status == 403) && body.is_object() &&
        answer.says == Says::kUnclear) {
      answer.says = Says::kState;
      answer.state = Verdict::kProtected;
    }
    return answer;
  }
  PostAnswer answer = AnswerOfStatus(exchange);
  answer.says = Says::kShown;
  answer.title = text::FoldSpace(body["name"].string());
  answer.text = body["description"].string();
  answer.author = text::FoldSpace(body["account"]["displayName"].string());
  answer.account = body["account"]["name"].string();
  answer.at = text::ParseInstant(body["publishedAt"].string());
  return answer;
}

PostAnswer ReadRedditPost(const Reference& post, const Exchange& exchange) {
  const Value body = Body(exchange);
  const bool comment = post.post_id.find('/') != std::string::npos;
  const Value& thing = RedditThing(body, comment);
  if (exchange.status != 200 || !thing["id"].is_string()) {
    PostAnswer answer = Refusal("reddit", exchange, body);
    const std::string_view reason = body["reason"].string();
    if (reason == "banned") {
      answer.says = Says::kState;
      answer.state = Verdict::kSuspended;
    } else if (reason == "private" || reason == "quarantined" || reason == "gated") {
      answer.says = Says::kState;
      answer.state = reason == "private" ? Verdict::kProtected : Verdict::kLogin;
    }
    return answer;
  }
  PostAnswer answer = AnswerOfStatus(exchange);
  TakeRedditText(thing, answer);
  answer.says = Says::kShown;
  answer.site = "Reddit";
  const std::string_view by = thing["removed_by_category"].string();
  if (!by.empty() || IsGoneWord(text::Trim(answer.text))) {
    const bool own = by == "deleted" || by == "author" || text::Trim(answer.text) == "[deleted]";
    answer.says = Says::kState;
    answer.state = Verdict::kDeleted;
    answer.detail = own ? "that its author deleted it"
                        : "that it was removed" + (by.empty() ? "" : " (" + std::string(by) + ")");
    answer.text.clear();
  }
  return answer;
}

PostAnswer ReadStatusAlone(const Reference&, const Exchange& exchange) {
  return AnswerOfStatus(exchange);
}

}  // namespace ibid::resolve
