#include "resolve/posts/syndication.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "json/value.h"
#include "resolve/entities.h"
#include "resolve/posts/post_answer.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using State = SyndicationAnswer::State;

constexpr int kRadix = 36;
constexpr std::size_t kDetailMax = 160;

char Digit(int value) {
  return "0123456789abcdefghijklmnopqrstuvwxyz"[value];
}

int ValueOf(char digit) {
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

// Adds one unit in the last place; true where the carry runs over into the integer.
bool RoundUp(std::string& digits) {
  while (!digits.empty()) {
    const int value = ValueOf(digits.back());
    digits.pop_back();
    if (value + 1 < kRadix) {
      digits += Digit(value + 1);
      return false;
    }
  }
  return true;
}

// The digits after the point: as many as tell `value` from its neighbours.
std::string FractionDigits(double value, double& integer) {
  double fraction = value - integer;
  double delta = 0.5 * (std::nextafter(value, std::numeric_limits<double>::infinity()) - value);
  delta = std::max(delta, std::numeric_limits<double>::denorm_min());
  std::string digits;
  while (fraction >= delta) {
    fraction *= kRadix;
    delta *= kRadix;
    const int digit = static_cast<int>(fraction);
    digits += Digit(digit);
    fraction -= digit;
    if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) != 0)) && fraction + delta > 1) {
      integer += RoundUp(digits) ? 1 : 0;
      break;
    }
  }
  return digits;
}

void ReadPost(const json::Value& post, SyndicationAnswer& answer) {
  answer.state = State::kShown;
  answer.text = DecodeEntities(post["text"].string());
  answer.cut = post["note_tweet"].is_object();
  answer.account = post["user"]["screen_name"].string();
  answer.author = text::FoldSpace(post["user"]["name"].string());
  answer.at = text::ParseInstant(post["created_at"].string());
  PostAnswer shown;
  for (const json::Value& item : post["mediaDetails"].items()) {
    AddMedia(item["media_url_https"].string(), shown);
  }
  answer.media = std::move(shown.media);
}

}  // namespace

std::string SyndicationToken(std::string_view post_id) {
  double id = 0;
  if (std::from_chars(post_id.data(), post_id.data() + post_id.size(), id).ec != std::errc()) {
    return {};
  }
  const double value = (id / 1e15) * std::numbers::pi;
  double integer = std::floor(value);
  const std::string fraction = FractionDigits(value, integer);
  std::string token;
  for (; integer >= 1; integer = std::floor(integer / kRadix)) {
    token.insert(token.begin(), Digit(static_cast<int>(std::fmod(integer, kRadix))));
  }
  token += fraction;
  std::erase(token, '0');
  return token;
}

SyndicationAnswer ReadSyndication(const Exchange& exchange) {
  SyndicationAnswer answer;
  answer.state = State::kUnclear;
  answer.failure = exchange.failure;
  if (exchange.failure != Failure::kNone) {
    answer.detail = Name(exchange.failure);
    return answer;
  }
  answer.detail = std::to_string(exchange.status);
  if (exchange.status == 404) {
    answer.state = State::kMissing;
    return answer;
  }
  const Result<json::Value> body = json::Parse(exchange.body);
  if (exchange.status != 200 || !body.ok() || !body.value().is_object()) {
    return answer;
  }
  const json::Value& said = body.value();
  const std::string_view type = said["__typename"].string();
  if (said.members().empty()) {
    answer.state = State::kEmpty;
  } else if (type == "TweetTombstone") {
    const std::string words = text::FoldSpace(said["tombstone"]["text"]["text"].string());
    answer.state = words.empty() ? State::kRestricted : State::kTombstone;
    answer.detail = text::Shorten(words, kDetailMax);
  } else if (type == "Tweet") {
    ReadPost(said, answer);
    if (answer.account.empty()) {  // Seen where the account is suspended: neither here nor gone.
      answer.state = State::kUnclear;
      answer.detail = "with the post but without its author";
    }
  }
  return answer;
}

net::Task<SyndicationAnswer> AskSyndication(Inquiry& inquiry, std::string post_id) {
  SyndicationAnswer answer;
  const std::string question =
      "https://cdn.syndication.twimg.com/tweet-result?id=" + url::PercentEncode(post_id) +
      "&lang=en&token=" + SyndicationToken(post_id);
  if (!inquiry.MayAsk(question)) {
    co_return answer;
  }
  ExchangePtr exchange = co_await inquiry.Ask(question);
  answer = ReadSyndication(*exchange);
  co_return answer;
}

}  // namespace ibid::resolve
