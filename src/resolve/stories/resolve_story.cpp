#include "resolve/stories/resolve_story.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "resolve/archives/archived_copy.h"
#include "resolve/pages/judge.h"
#include "resolve/pages/note_page.h"
#include "resolve/stories/outlet_index.h"
#include "resolve/stories/outlet_sitemaps.h"
#include "resolve/stories/story_hunt.h"
#include "resolve/stories/story_search.h"
#include "text/dates.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kCandidatesMax = 5;
constexpr double kWorthALook = 0.2;   // Less is the same day and hardly a word.
constexpr std::size_t kLinksMax = 3;  // Of the article's own, to that outlet.
constexpr std::size_t kWordsAsked = 6;
constexpr int kDaysBefore =
    7;  // What a report is cited as, without its day, is a week old at most.
constexpr int kDaysAfter = 1;

// The questions that are asked one after the other until one story is clear.
class StorySearch {
 public:
  StorySearch(Inquiry& inquiry, StoryHunt& hunt) : inquiry_(inquiry), hunt_(hunt) {
    const IsoDate& date = hunt.reference().date;
    constexpr std::size_t kDay = 10;
    if (const auto at = text::StartOf(date); at && date.size() == kDay) {
      date_ = *at;
    }
  }

  net::Task<bool> Run() {
    bool decided = co_await LookAtArticleLinks();
    if (decided || hunt_.claim().weight() <= 0) {
      co_return decided;
    }
    if (date_) {
      for (const auto step :
           {&StorySearch::AskApi, &StorySearch::AskLastDays, &StorySearch::AskSitemapsIfNothing,
            &StorySearch::AskNearDays, &StorySearch::AskSitemaps, &StorySearch::AskFarDays,
            &StorySearch::AskGdeltToo, &StorySearch::LookAtRest}) {
        decided = co_await (this->*step)();
        if (decided) {
          co_return true;
        }
      }
    }
    co_return false;
  }

 private:
  const std::vector<std::string>& Domains() const { return hunt_.reference().outlet.domains; }

  IsoDate Day(int offset) const { return text::DateOf(*date_ + std::chrono::days(offset)); }

  net::Task<bool> LookAtArticleLinks() {
    std::vector<ListedStory> own;
    for (const std::string& link : inquiry_.options().article_links) {
      const auto url = url::Url::Parse(link);
      for (const std::string& domain : Domains()) {
        if (url && url->is_http() && url->path().size() > 1 && url::SameSite(url->host(), domain) &&
            own.size() < kLinksMax) {
          own.push_back({url->ForRequest(), url->ForRequest(), "", ""});
          break;
        }
      }
    }
    for (const ListedStory& story : own) {
      const bool looked = co_await hunt_.LookAt(story, true);
      if (looked) {
        inquiry_.Say("the article links this outlet: " + story.url);
      }
    }
    co_return hunt_.Decided();
  }

  StoryQuestion Question() const {
    return {Domains(), hunt_.claim().Weightiest(kWordsAsked), Day(-kDaysBefore), Day(kDaysAfter)};
  }

  net::Task<bool> AskApi() {
    std::vector<ListedStory> listed = co_await AskOutletApi(inquiry_, Question());
    hunt_.List(std::move(listed));
    const bool decided = co_await hunt_.LookAtBest();
    co_return decided;
  }

  net::Task<bool> AskDays(std::vector<int> offsets) {
    for (const int offset : offsets) {
      std::vector<ListedStory> day = co_await ListStories(inquiry_, Domains(), Day(offset));
      hunt_.List(std::move(day));
    }
    const bool decided = co_await hunt_.LookAtBest();
    co_return decided;
  }
  net::Task<bool> AskLastDays() {
    std::vector<int> days = {0, -1};
    const bool decided = co_await AskDays(std::move(days));
    co_return decided;
  }
  net::Task<bool> AskNearDays() {
    std::vector<int> days = {1, -2, -3};
    const bool decided = co_await AskDays(std::move(days));
    co_return decided;
  }
  // A day that the text names is not a week off.
  net::Task<bool> AskFarDays() {
    if (hunt_.reference().date_is_own || !hunt_.HasListed()) {
      co_return false;
    }
    std::vector<int> days = {-4, -5, -6, -7};
    const bool decided = co_await AskDays(std::move(days));
    co_return decided;
  }

  net::Task<bool> AskSitemapsIfNothing() {
    if (hunt_.HasListed()) {
      co_return false;
    }
    const bool decided = co_await AskSitemaps();
    co_return decided;
  }
  net::Task<bool> AskSitemaps() {
    for (std::size_t i = sitemaps_asked_; i < Domains().size() && i < kDomainsMax; ++i) {
      std::vector<ListedStory> listed =
          co_await ListFromSitemaps(inquiry_, Domains()[i], Day(-kDaysBefore), Day(kDaysAfter));
      hunt_.List(std::move(listed));
      sitemaps_asked_ = i + 1;
    }
    const bool decided = co_await hunt_.LookAtBest();
    co_return decided;
  }

  net::Task<bool> AskGdeltToo() {
    if (hunt_.HasListed()) {
      co_return false;
    }
    std::vector<ListedStory> listed = co_await AskGdelt(inquiry_, Question());
    hunt_.List(std::move(listed));
    const bool decided = co_await hunt_.LookAtBest();
    co_return decided;
  }

  net::Task<bool> LookAtRest() {
    const bool decided = co_await hunt_.LookAtRest();
    co_return decided;
  }

  static constexpr std::size_t kDomainsMax = 2;

  Inquiry& inquiry_;
  StoryHunt& hunt_;
  std::optional<Instant> date_;
  std::size_t sitemaps_asked_ = 0;
};

std::string Percent(double score) {
  return std::to_string(std::lround(score * 100)) + " %";
}

net::Task<bool> TakeBest(Inquiry& inquiry, const LookedStory& best) {
  Resolution& out = inquiry.out;
  const Judgement judgement = Judge(best.chain);
  out.verdict = judgement.verdict;
  out.hops = best.chain.hops;
  out.final_url = best.chain.final_url;
  out.canonical_url = best.chain.page.canonical_url;
  out.title = best.candidate.title;
  out.author = best.chain.page.author;
  out.site = best.chain.page.site;
  out.published = best.candidate.date;
  std::string found =
      "the story that fits best (" + Percent(best.candidate.score) + "): " +
      (best.candidate.title.empty() ? best.candidate.url : "\"" + best.candidate.title + "\"");
  for (auto reason = best.candidate.reasons.rbegin(); reason != best.candidate.reasons.rend();
       ++reason) {
    inquiry.SayFirst(*reason);
  }
  inquiry.SayFirst(std::move(found));
  NotePage(inquiry, best.chain);
  if (judgement.verdict != Verdict::kAlive) {
    inquiry.Say(judgement.reasons.front());
  }
  if (IsDead(out.verdict) || out.verdict == Verdict::kLegal) {
    co_await AddArchivedCopies(inquiry, best.candidate.url);
  }
  co_return true;
}

void SayThatNoneFits(Inquiry& inquiry, const StoryHunt& hunt) {
  const bool asked = inquiry.out.checked_at.has_value();
  inquiry.out.verdict = asked                          ? Verdict::kUnknown
                        : inquiry.out.evidence.empty() ? Verdict::kNotChecked
                                                       : Verdict::kOffline;
  constexpr std::size_t kDay = 10;
  if (hunt.claim().weight() <= 0) {
    inquiry.SayFirst("the article does not say what the story said: it cannot be told from others");
  } else if (!asked) {
    inquiry.SayFirst(hunt.reference().date.size() < kDay
                         ? "the day of the story is not known, so that it cannot be looked for"
                         : "no index of that outlet's stories could be asked for that date");
  } else if (hunt.looked().empty()) {
    inquiry.SayFirst("no story of that outlet and date was found that fits");
  } else if (hunt.looked().front().candidate.score < StoryHunt::kEnough) {
    inquiry.SayFirst("no story that was found says what this one is said to say");
  } else {
    inquiry.SayFirst("no story fits clearly better than the others");
  }
}

}  // namespace

net::Task<Resolution> ResolveStory(Inquiry& inquiry, Reference reference) {
  if (reference.outlet.domains.empty()) {
    inquiry.out.verdict = Verdict::kNotChecked;
    inquiry.Say("no web address is known of " +
                (reference.agent.empty() ? std::string("this outlet") : reference.agent));
    co_return std::move(inquiry.out);
  }
  StoryHunt hunt(inquiry, std::move(reference));
  StorySearch search(inquiry, hunt);
  const bool decided = co_await search.Run();
  hunt.GroupCopies();
  for (const LookedStory& looked : hunt.looked()) {
    if (inquiry.out.candidates.size() < kCandidatesMax && looked.candidate.score >= kWorthALook) {
      inquiry.out.candidates.push_back(looked.candidate);
    }
  }
  if (decided) {
    co_await TakeBest(inquiry, hunt.looked().front());
  } else {
    SayThatNoneFits(inquiry, hunt);
  }
  co_return std::move(inquiry.out);
}

}  // namespace ibid::resolve
