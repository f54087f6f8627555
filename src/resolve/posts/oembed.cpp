#include "resolve/posts/oembed.h"

#include <utility>

#include "json/value.h"
#include "resolve/table.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using State = OembedAnswer::State;

constexpr int kMovesMax = 3;
constexpr std::size_t kDetailMax = 160;
constexpr std::uint64_t kAnswerBytesMax = 1 << 20;

// The row of a platform; of several the first that speaks of such a URL.
const Row* RowOf(std::string_view platform, std::string_view post_url = {}) {
  static const std::vector<Row> kRows = Rows("oembed.tsv");
  for (const Row& row : kRows) {
    const std::string_view part = Cell(row, 4);
    if (Cell(row, 0) == platform &&
        (part == "-" || post_url.find(part) != std::string_view::npos)) {
      return &row;
    }
  }
  return nullptr;
}

void Replace(std::string& text, std::string_view what, std::string_view with) {
  if (const std::size_t at = text.find(what); at != std::string::npos) {
    text.replace(at, what.size(), with);
  }
}

std::string Question(const Row& row, const std::string& post_url) {
  std::string question(Cell(row, 1));
  if (const auto url = url::Url::Parse(post_url)) {
    Replace(question, "{host}", url->host());
  }
  question += "?url=" + url::PercentEncode(post_url);
  if (Cell(row, 2) != "-") {
    question += '&';
    question += Cell(row, 2);
  }
  return question;
}

// "401=exists 400=missing": the word for this status.
std::string_view Meaning(std::string_view meanings, int status) {
  const std::string key = std::to_string(status) + "=";
  const std::size_t at = meanings.find(key);
  if (at == std::string_view::npos) {
    return {};
  }
  meanings.remove_prefix(at + key.size());
  return meanings.substr(0, meanings.find(' '));
}

State StateOf(std::string_view platform, int status, bool described, bool is_json) {
  const Row* row = RowOf(platform);
  const std::string_view meaning = row ? Meaning(Cell(*row, 3), status) : std::string_view();
  if (meaning == "missing") {
    return State::kMissing;
  }
  if (meaning == "exists") {
    return State::kExists;
  }
  if (meaning == "unclear") {
    return State::kUnclear;
  }
  switch (status) {
    case 200:
      return described ? State::kShown : State::kUnclear;
    case 404:
    case 410:
      return State::kMissing;
    case 401:
    case 403:
      return is_json ? State::kForbidden : State::kUnclear;  // A challenge page says 403 too.
    default:
      return State::kUnclear;
  }
}

// What an error answer says of itself, in the members that the platforms use.
std::string ErrorWords(const json::Value& body) {
  for (const std::string_view words :
       {body["error"].string(), body["error"]["message"].string(), body["message"].string(),
        body["errors"][0]["message"].string()}) {
    if (!words.empty()) {
      return text::Shorten(text::FoldSpace(words), kDetailMax);
    }
  }
  return {};
}

}  // namespace

bool CanAskByOembed(std::string_view platform) {
  return RowOf(platform) != nullptr;
}

OembedAnswer ReadOembed(std::string_view platform, const Exchange& exchange) {
  OembedAnswer answer;
  answer.failure = exchange.failure;
  answer.status = exchange.status;
  if (exchange.failure != Failure::kNone) {
    answer.state = State::kUnclear;
    answer.detail = Name(exchange.failure);
    return answer;
  }
  answer.detail = std::to_string(exchange.status);
  const Result<json::Value> body = json::Parse(exchange.body);
  const bool is_json = body.ok() && body.value().is_object();
  if (is_json) {
    const json::Value& said = body.value();
    answer.title = text::FoldSpace(said["title"].string());
    answer.author = text::FoldSpace(said["author_name"].string());
    answer.author_url = said["author_url"].string();
    answer.html = said["html"].string();
    answer.provider = text::FoldSpace(said["provider_name"].string());
    answer.thumbnail = said["thumbnail_url"].string();
    answer.words = ErrorWords(said);
    if (!answer.words.empty()) {
      answer.detail += " \"" + answer.words + "\"";
    }
  }
  const bool described = !answer.html.empty() || !answer.title.empty() || !answer.author.empty();
  answer.state = StateOf(platform, exchange.status, described, is_json);
  // Vimeo answers 200 without the video where its owner allows some sites only.
  constexpr int kForbidden = 403;
  if (is_json && body.value()["domain_status_code"].integer() == kForbidden) {
    answer.state = State::kExists;
    answer.detail += " with domain_status_code 403";
  }
  return answer;
}

net::Task<OembedAnswer> AskOembedAt(Inquiry& inquiry, std::string platform, std::string question) {
  OembedAnswer answer;
  if (question.empty() || !inquiry.MayAsk(question)) {
    co_return answer;
  }
  for (int moves = 0; moves <= kMovesMax; ++moves) {
    HttpRequest request;
    request.url = question;
    request.body_bytes_max = kAnswerBytesMax;
    ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
    answer = ReadOembed(platform, *exchange);
    if (exchange->status < 300 || exchange->status >= 400) {
      break;
    }
    const std::string location(FindHeader(exchange->headers, "Location").value_or(""));
    const std::optional<url::Url> from = url::Url::Parse(question);
    const std::optional<url::Url> next = from ? from->Resolve(location) : std::nullopt;
    if (location.empty() || !next || !next->is_http()) {
      break;
    }
    question = next->ForRequest();
  }
  co_return answer;
}

net::Task<OembedAnswer> AskOembed(Inquiry& inquiry, std::string platform, std::string post_url) {
  const Row* row = RowOf(platform, post_url);
  std::string question = row != nullptr ? Question(*row, post_url) : ProviderQuestion(post_url);
  OembedAnswer answer = co_await AskOembedAt(inquiry, std::move(platform), std::move(question));
  co_return answer;
}

}  // namespace ibid::resolve
