#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.h"
#include "read/read.h"
#include "resolve/posts/post_readers.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

using Says = PostAnswer::Says;
using json::Value;

constexpr std::size_t kShortPageBytes = 3000;  // A page with more text is about something.

// None where the answer is not 200, or nothing that can be read.
std::optional<Document> ReadHtml(const Exchange& exchange) {
  if (exchange.status != 200) {
    return std::nullopt;
  }
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = exchange.request.url;
  options.content_type = FindHeader(exchange.headers, "Content-Type").value_or("text/html");
  Result<Document> read = read::Read(exchange.body, options);
  return read.ok() ? std::optional(std::move(read).value()) : std::nullopt;
}

// The first element of a class, from `from` on; kNone where there is none.
Markup::Index WithClass(const Markup& markup, std::string_view name, Markup::Index from = 0) {
  for (Markup::Index e = from; e < markup.size(); ++e) {
    if (markup.HasClass(e, name)) {
      return e;
    }
  }
  return Markup::kNone;
}

std::string WordsOf(const Document& document, Markup::Index element) {
  return element == Markup::kNone
             ? std::string()
             : std::string(text::Trim(document.Text(document.markup.At(element))));
}

// The JSON object that begins behind `name`, up to its closing brace; empty where there is none.
std::string_view ObjectBehind(std::string_view body, std::string_view name) {
  constexpr std::size_t kGapMax = 16;  // " = " and the like.
  for (std::size_t at = body.find(name); at != std::string_view::npos;
       at = body.find(name, at + name.size())) {
    const std::size_t gap = body.substr(at + name.size(), kGapMax).find('{');
    if (gap == std::string_view::npos) {
      continue;
    }
    const std::size_t open = at + name.size() + gap;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = open; i < body.size(); ++i) {
      const char c = body[i];
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}' && --depth == 0) {
        return body.substr(open, i + 1 - open);
      }
    }
    return {};
  }
  return {};
}

Value Parsed(std::string_view json) {
  Result<Value> parsed = json::Parse(json);
  return parsed.ok() ? std::move(parsed).value() : Value();
}

// YouTube's texts: {"simpleText": "..."} or {"runs": [{"text": "..."}]}.
std::string YoutubeText(const Value& value) {
  constexpr std::size_t kRunsMax = 64;
  std::string words(value["simpleText"].string());
  for (std::size_t i = 0; i < value["runs"].items().size() && i < kRunsMax; ++i) {
    words += value["runs"][i]["text"].string();
  }
  return words;
}

void TakeYoutubeDetails(const Value& player, PostAnswer& answer) {
  const Value& about = player["microformat"]["playerMicroformatRenderer"];
  answer.site = "YouTube";
  answer.title = text::FoldSpace(player["videoDetails"]["title"].string());
  answer.author = text::FoldSpace(player["videoDetails"]["author"].string());
  answer.at = text::ParseInstant(about["publishDate"].string());
}

void JudgePlayability(const Value& playability, PostAnswer& answer) {
  const std::string_view status = playability["status"].string();
  const Value& screen = playability["errorScreen"]["playerErrorMessageRenderer"];
  std::string words(playability["reason"].string());
  const std::string more = YoutubeText(screen["subreason"]);
  words += (words.empty() || more.empty() ? "" : ": ") + more;
  if (status == "OK" || status == "LIVE_STREAM_OFFLINE") {
    answer.says = Says::kShown;
    return;
  }
  if (TakeWords("youtube", words, answer)) {
    return;
  }
  if (status == "AGE_CHECK_REQUIRED" || status == "AGE_VERIFICATION_REQUIRED" ||
      status == "CONTENT_CHECK_REQUIRED") {
    answer.says = Says::kState;
    answer.state = Verdict::kProtected;
  } else if (status == "ERROR") {
    answer.says = Says::kMissing;
  } else if (status == "LOGIN_REQUIRED") {
    answer.state = Verdict::kLogin;
  }
}

void TakeTiktokItem(const Value& item, PostAnswer& answer) {
  answer.says = Says::kShown;
  answer.site = "TikTok";
  answer.text = item["desc"].string();
  answer.author = text::FoldSpace(item["author"]["nickname"].string());
  answer.account = item["author"]["uniqueId"].string();
  AddMedia(item["video"]["cover"].string(), answer);
}

void TakeTelegramPost(const Document& document, Markup::Index message, PostAnswer& answer) {
  const Markup& markup = document.markup;
  const Markup::Index end = markup.End(message);
  answer.says = Says::kShown;
  answer.site = "Telegram";
  for (Markup::Index e = message; e < end; ++e) {
    if (markup.HasClass(e, "tgme_widget_message_owner_name") && answer.author.empty()) {
      answer.author = text::FoldSpace(WordsOf(document, e));
    } else if (markup.HasClass(e, "tgme_widget_message_text") && answer.text.empty()) {
      answer.text = WordsOf(document, e);
    } else if (markup.Name(e) == "time" && markup.Get(e, "datetime")) {
      answer.at = text::ParseInstant(*markup.Get(e, "datetime"));  // The last is the post's own.
    } else if (markup.HasClass(e, "tgme_widget_message_meta") &&
               WordsOf(document, e).find("edited") != std::string::npos) {
      answer.note = "Telegram says that it was edited";
    }
  }
  const std::string_view address = markup.Get(message, "data-post").value_or("");
  answer.account = address.substr(0, address.find('/'));
}

// The message with that address, "channel/123"; kNone where there is none.
Markup::Index TelegramMessage(const Markup& markup, std::string_view address) {
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    const auto shown = markup.Get(e, "data-post");
    if (shown && text::EqualNoCase(*shown, address)) {
      return e;
    }
  }
  return Markup::kNone;
}

}  // namespace

PostAnswer ReadYoutubePage(const Reference&, const Exchange& exchange) {
  PostAnswer answer = AnswerOfStatus(exchange);
  if (exchange.status != 200) {
    answer.says = answer.status == 404 ? Says::kMissing : Says::kUnclear;
    return answer;
  }
  const Value player = Parsed(ObjectBehind(exchange.body, "ytInitialPlayerResponse"));
  if (player["playabilityStatus"].is_object()) {
    TakeYoutubeDetails(player, answer);
    JudgePlayability(player["playabilityStatus"], answer);
  }
  return answer;
}

PostAnswer ReadTiktokPage(const Reference&, const Exchange& exchange) {
  constexpr std::int64_t kPrivate = 10216;
  constexpr std::int64_t kPrivateAccount = 10222;
  PostAnswer answer = AnswerOfStatus(exchange);
  if (exchange.status != 200) {
    return answer;
  }
  // The script's id, its attributes, then the object: the gap holds no brace.
  const std::size_t at = exchange.body.find("__UNIVERSAL_DATA_FOR_REHYDRATION__");
  const std::size_t open = at == std::string::npos ? at : exchange.body.find('>', at);
  if (open == std::string::npos) {
    return answer;
  }
  const Value state = Parsed(ObjectBehind(std::string_view(exchange.body).substr(open), ">"));
  const Value& detail = state["__DEFAULT_SCOPE__"]["webapp.video-detail"];
  const std::int64_t code = detail["statusCode"].integer();
  const Value& item = detail["itemInfo"]["itemStruct"];
  if (code == 0 && item["id"].is_string()) {
    TakeTiktokItem(item, answer);
  } else if (code == kPrivate || code == kPrivateAccount) {
    TakeWords("tiktok", detail["statusMsg"].string(), answer);
    answer.says = Says::kState;
    answer.state = Verdict::kProtected;
  } else {
    TakeWords("tiktok", detail["statusMsg"].string(), answer);
  }
  return answer;
}

PostAnswer ReadTelegramWidget(const Reference& post, const Exchange& exchange) {
  PostAnswer answer = AnswerOfStatus(exchange);
  const auto document = ReadHtml(exchange);
  if (!document) {
    return answer;
  }
  const Markup& markup = document->markup;
  const Markup::Index error = WithClass(markup, "tgme_widget_message_error");
  if (error != Markup::kNone) {
    TakeWords("telegram", WordsOf(*document, error), answer);
    return answer;
  }
  Markup::Index message = TelegramMessage(markup, post.post_id);
  if (message == Markup::kNone) {
    message = WithClass(markup, "tgme_widget_message");
  }
  if (message != Markup::kNone) {
    TakeTelegramPost(*document, message, answer);
  }
  return answer;
}

PostAnswer ReadTelegramChannel(const Reference& post, const Exchange& exchange) {
  PostAnswer answer = AnswerOfStatus(exchange);
  const auto document = ReadHtml(exchange);
  if (!document) {
    return answer;
  }
  const Markup& markup = document->markup;
  const Markup::Index message = TelegramMessage(markup, post.post_id);
  if (message != Markup::kNone) {
    TakeTelegramPost(*document, message, answer);
  } else if (WithClass(markup, "tgme_widget_message") != Markup::kNone) {
    answer.says = Says::kMissing;
    answer.detail = "200 with other posts of the channel and not this one";
  } else if (const Markup::Index error = WithClass(markup, "tgme_widget_message_error");
             error != Markup::kNone) {
    TakeWords("telegram", WordsOf(*document, error), answer);
  }
  return answer;
}

PostAnswer ReadInstagramEmbed(const Reference&, const Exchange& exchange) {
  PostAnswer answer = AnswerOfStatus(exchange);
  const auto document = ReadHtml(exchange);
  if (!document) {
    return answer;
  }
  const Markup& markup = document->markup;
  const Markup::Index broken = WithClass(markup, "EmbedIsBroken");
  if (broken != Markup::kNone) {
    answer.says = Says::kHidden;
    TakeWords("instagram", WordsOf(*document, broken), answer);
    return answer;
  }
  const Markup::Index user = WithClass(markup, "UsernameText");
  if (user == Markup::kNone) {
    return answer;
  }
  answer.says = Says::kShown;
  answer.site = "Instagram";
  answer.account = WordsOf(*document, user);
  const Markup::Index image = WithClass(markup, "EmbeddedMediaImage");
  if (image != Markup::kNone) {
    AddMedia(markup.Get(image, "src").value_or(""), answer);
  }
  const Markup::Index caption = WithClass(markup, "Caption");
  if (caption != Markup::kNone) {
    std::uint32_t begin = markup.At(caption).begin;
    std::uint32_t end = markup.At(caption).end;
    for (Markup::Index e = caption + 1; e < markup.End(caption); ++e) {
      if (markup.HasClass(e, "CaptionUsername")) {
        begin = std::max(begin, markup.At(e).end);
      } else if (markup.HasClass(e, "CaptionComments")) {
        end = std::min(end, markup.At(e).begin);
      }
    }
    answer.text = text::Trim(document->Text({begin, std::max(begin, end)}));
  }
  return answer;
}

PostAnswer ReadFacebookPlugin(const Reference&, const Exchange& exchange) {
  PostAnswer answer = AnswerOfStatus(exchange);
  const auto document = ReadHtml(exchange);
  if (document && document->text.size() <= kShortPageBytes) {
    TakeWords("facebook", document->text, answer);
  }
  return answer;
}

}  // namespace ibid::resolve
