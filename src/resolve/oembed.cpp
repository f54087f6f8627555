#include "resolve/oembed.h"

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

const Row* RowOf(std::string_view platform) {
  static const std::vector<Row> kRows = Rows("oembed.tsv");
  for (const Row& row : kRows) {
    if (Cell(row, 0) == platform) {
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

std::string SecondPlace(std::string_view platform, std::string_view post_id,
                        std::string_view post_url) {
  const Row* row = RowOf(platform);
  if (row == nullptr || Cell(*row, 4) == "-") {
    return {};
  }
  std::string place(Cell(*row, 4));
  Replace(place, "{id}", url::PercentEncode(post_id));
  Replace(place, "{url}", post_url);
  return place;
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
    if (const std::string words = ErrorWords(said); !words.empty()) {
      answer.detail += " \"" + words + "\"";
    }
  }
  const bool described = !answer.html.empty() || !answer.title.empty() || !answer.author.empty();
  answer.state = StateOf(platform, exchange.status, described, is_json);
  return answer;
}

net::Task<OembedAnswer> AskOembed(Inquiry& inquiry, std::string platform, std::string post_url) {
  OembedAnswer answer;
  const Row* row = RowOf(platform);
  if (row == nullptr) {
    co_return answer;
  }
  std::string question = Question(*row, post_url);
  if (!inquiry.MayAsk(question)) {
    co_return answer;
  }
  for (int moves = 0; moves <= kMovesMax; ++moves) {
    ExchangePtr exchange = co_await inquiry.Ask(question);
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

}  // namespace ibid::resolve
