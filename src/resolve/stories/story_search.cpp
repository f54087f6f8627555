#include "resolve/stories/story_search.h"

#include <algorithm>
#include <utility>

#include "json/value.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kWordsAsked = 6;   // More find nothing: an interface wants all of them.
constexpr std::size_t kGdeltWords = 3;   // Any of them.
constexpr std::size_t kListedMax = 250;  // GDELT's own limit.
constexpr std::size_t kDayLength = 10;
constexpr std::size_t kStampDigits = 14;
constexpr std::string_view kGdeltSince = "2017-01-01";

std::string Digits(IsoDate day) {
  std::erase(day, '-');
  return day;
}

std::string Words(const std::vector<std::string>& words, std::size_t most, std::string_view by) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) {
    out.append(i == 0 ? "" : by).append(words[i]);
  }
  return out;
}

bool Has(const std::vector<std::string>& domains, std::string_view domain) {
  return std::find(domains.begin(), domains.end(), domain) != domains.end();
}

std::string_view KeyFor(const Inquiry& inquiry, const char* service) {
  const auto key = inquiry.options().keys.find(service);
  return key == inquiry.options().keys.end() ? std::string_view() : key->second;
}

void Add(std::vector<ListedStory>& stories, std::string_view url, std::string_view title,
         std::string_view more, std::string_view date) {
  if (!url.empty() && stories.size() < kListedMax) {
    std::string shown = text::FoldSpace(title);
    std::string words = more.empty() ? shown : shown + ' ' + text::FoldSpace(more);
    stories.push_back({std::string(url), std::move(words), IsoDate(date.substr(0, kDayLength)),
                       std::move(shown)});
  }
}

Result<json::Value> Body(const Exchange& exchange) {
  if (exchange.status != 200) {
    return Error{ErrorCode::kFormat, "no answer"};
  }
  return json::Parse(exchange.body);
}

// Null where it may not be asked.
net::Task<ExchangePtr> AskWithKey(Inquiry& inquiry, std::string url, std::string secret) {
  if (!inquiry.MayAsk(url)) {
    co_return nullptr;
  }
  HttpRequest request;
  request.url = std::move(url);
  request.secret_query = std::move(secret);
  ExchangePtr answer = co_await inquiry.AskWith(std::move(request));
  co_return answer;
}

void SayWhatCame(Inquiry& inquiry, const std::string& whom, const Exchange& answer,
                 std::size_t stories) {
  inquiry.Say("asked " + whom + ": " +
              (answer.status == 200 ? std::to_string(stories) + " stories"
               : answer.failure != Failure::kNone
                   ? std::string(Name(answer.failure))
                   : "it answered " + std::to_string(answer.status)));
}

}  // namespace

std::vector<ListedStory> ReadNytSearch(const Exchange& exchange) {
  std::vector<ListedStory> stories;
  const Result<json::Value> body = Body(exchange);
  if (body.ok()) {
    for (const json::Value& doc : body.value()["response"]["docs"].items()) {
      Add(stories, doc["web_url"].string(), doc["headline"]["main"].string(),
          std::string(doc["snippet"].string()) + " " + std::string(doc["lead_paragraph"].string()),
          doc["pub_date"].string());
    }
  }
  return stories;
}

std::vector<ListedStory> ReadGuardianSearch(const Exchange& exchange) {
  std::vector<ListedStory> stories;
  const Result<json::Value> body = Body(exchange);
  if (body.ok()) {
    for (const json::Value& result : body.value()["response"]["results"].items()) {
      Add(stories, result["webUrl"].string(), result["webTitle"].string(), "",
          result["webPublicationDate"].string());
    }
  }
  return stories;
}

std::vector<ListedStory> ReadGdelt(const Exchange& exchange) {
  std::vector<ListedStory> stories;
  const Result<json::Value> body = Body(exchange);  // Its errors are plain text under 200.
  if (body.ok()) {
    for (const json::Value& article : body.value()["articles"].items()) {
      std::string seen(article["seendate"].string());  // "20230918T031500Z"
      std::erase(seen, 'T');
      const auto at = text::ParseInstant(seen.substr(0, kStampDigits));
      Add(stories, article["url"].string(), article["title"].string(), "",
          at ? text::DateOf(*at) : IsoDate());
    }
  }
  return stories;
}

net::Task<std::vector<ListedStory>> AskOutletApi(Inquiry& inquiry, StoryQuestion question) {
  std::vector<ListedStory> stories;
  const std::string words = url::PercentEncode(Words(question.words, kWordsAsked, " "));
  const std::string_view nyt = KeyFor(inquiry, "nyt");
  const std::string_view guardian = KeyFor(inquiry, "guardian");
  if (!nyt.empty() && Has(question.domains, "nytimes.com")) {
    ExchangePtr answer =
        co_await AskWithKey(inquiry,
                            "https://api.nytimes.com/svc/search/v2/articlesearch.json?q=" + words +
                                "&begin_date=" + Digits(question.first) +
                                "&end_date=" + Digits(question.last) + "&page=0",
                            "api-key=" + url::PercentEncode(nyt));
    if (answer != nullptr) {
      stories = ReadNytSearch(*answer);
      SayWhatCame(inquiry, "the New York Times's interface", *answer, stories.size());
    }
  } else if (!guardian.empty() && Has(question.domains, "theguardian.com")) {
    ExchangePtr answer = co_await AskWithKey(
        inquiry,
        "https://content.guardianapis.com/search?q=" + words + "&from-date=" + question.first +
            "&to-date=" + question.last + "&page-size=50&order-by=relevance",
        "api-key=" + url::PercentEncode(guardian));
    if (answer != nullptr) {
      stories = ReadGuardianSearch(*answer);
      SayWhatCame(inquiry, "the Guardian's interface", *answer, stories.size());
    }
  }
  co_return stories;
}

net::Task<std::vector<ListedStory>> AskGdelt(Inquiry& inquiry, StoryQuestion question) {
  std::vector<ListedStory> stories;
  const std::size_t words = std::min(question.words.size(), kGdeltWords);
  if (question.first < kGdeltSince || question.domains.empty() || words == 0) {
    co_return stories;
  }
  // Alternatives stand in parentheses, which a single word must not.
  std::string query = Words(question.words, words, " OR ");
  query = (words > 1 ? "(" + query + ")" : query) + " domainis:" + question.domains.front();
  const std::string where =
      "https://api.gdeltproject.org/api/v2/doc/doc?query=" + url::PercentEncode(query) +
      "&mode=artlist&format=json&maxrecords=250&startdatetime=" + Digits(question.first) +
      "000000&enddatetime=" + Digits(question.last) + "235959&sort=datedesc";
  if (!inquiry.MayAsk(where)) {
    co_return stories;
  }
  ExchangePtr answer = co_await inquiry.Ask(where);
  stories = ReadGdelt(*answer);
  SayWhatCame(inquiry, "GDELT", *answer, stories.size());
  co_return stories;
}

}  // namespace ibid::resolve
