#include "resolve/resolve_story.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <set>
#include <utility>
#include <vector>

#include "resolve/archived_copy.h"
#include "resolve/hops.h"
#include "resolve/judge.h"
#include "resolve/outlet_index.h"
#include "resolve/story_score.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kFetchesMax = 5;  // Of the days up to the article's.
constexpr std::size_t kLaterMax = 3;    // Of the day after, and of the article's own links.
constexpr double kEnough = 0.55;
constexpr double kClearlyAhead = 0.1;
constexpr double kWorthAsking = 0.4;  // Of the best listed story's shared words.
constexpr std::size_t kLeadBytesMax = 3000;

// A story that was looked at.
struct Looked {
  Candidate candidate;
  Chain chain;
};

struct Hunt {
  Reference reference;
  Claim claim;
  std::vector<Looked> looked;  // Best first.
  std::set<std::string> known;

  Hunt(Reference of, const ResolveOptions& options)
      : reference(std::move(of)),
        claim(reference.text, options.article_title, reference.outlet.name) {}
};

// "/2015/09/28/" in the address; empty where there is none.
IsoDate DateInAddress(const url::Url& url) {
  const std::optional<text::FoundDate> date = text::FindDate(url.path());
  return date && date->iso.size() == 10 ? date->iso : IsoDate();
}

StoryText Read(const Chain& chain, const std::string& listed_words) {
  StoryText story;
  const auto url = url::Url::Parse(chain.final_url);
  if (url) {
    story.slug = url->Segments().empty() ? std::string() : url->Segments().back();
    story.date = DateInAddress(*url);
  }
  const bool shown = chain.end == Chain::End::kAnswered && chain.last != nullptr &&
                     chain.last->status == 200 && chain.page.readable;
  if (!shown) {
    story.title = listed_words;
    return story;
  }
  story.title = chain.page.title;
  const std::string_view text = chain.page.text;
  story.lead = chain.page.description + "\n";
  story.lead += text.substr(0, text::BoundaryBefore(text, std::min(text.size(), kLeadBytesMax)));
  if (!chain.page.published.empty()) {
    story.date = chain.page.published.substr(0, 10);
  }
  return story;
}

net::Task<bool> LookAt(Inquiry& inquiry, Hunt& hunt, ListedStory listed) {
  const auto url = url::Url::Parse(listed.url);
  if (!url || !hunt.known.insert(url::IdentityKey(*url)).second) {
    co_return false;
  }
  Looked looked;
  looked.chain = co_await Follow(inquiry, listed.url, HopVia::kStart, StopAt::kEnd);
  const StoryText story = Read(looked.chain, listed.words);
  StoryScore score = ScoreStory(hunt.claim, story, hunt.reference.date);
  looked.candidate.url = looked.chain.final_url;
  looked.candidate.title = text::Shorten(text::FoldSpace(story.title), 160);
  looked.candidate.date = story.date;
  looked.candidate.score = score.score;
  looked.candidate.reasons = std::move(score.reasons);
  if (looked.chain.last != nullptr) {
    looked.candidate.evidence = looked.chain.last->id;
  }
  hunt.looked.push_back(std::move(looked));
  std::stable_sort(hunt.looked.begin(), hunt.looked.end(), [](const Looked& a, const Looked& b) {
    return a.candidate.score > b.candidate.score;
  });
  co_return true;
}

bool Decided(const Hunt& hunt) {
  if (hunt.looked.empty() || hunt.looked.front().candidate.score < kEnough) {
    return false;
  }
  return hunt.looked.size() == 1 ||
         hunt.looked[0].candidate.score - hunt.looked[1].candidate.score >= kClearlyAhead;
}

// The listed stories that share most with what is said, best first.
std::vector<ListedStory> Rank(const Hunt& hunt, std::vector<ListedStory> listed,
                              std::size_t at_most) {
  std::vector<std::pair<double, ListedStory>> ranked;
  for (ListedStory& story : listed) {
    const double weight = hunt.claim.SharedWith(story.words).weight;
    if (weight > 0) {
      ranked.emplace_back(weight + hunt.claim.Precision(story.words), std::move(story));
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<ListedStory> best;
  for (auto& [weight, story] : ranked) {
    if (best.size() == at_most || weight < kWorthAsking * ranked.front().first) {
      break;
    }
    best.push_back(std::move(story));
  }
  return best;
}

net::Task<bool> LookAtArticleLinks(Inquiry& inquiry, Hunt& hunt) {
  std::vector<ListedStory> own;
  for (const std::string& link : inquiry.options().article_links) {
    const auto url = url::Url::Parse(link);
    for (const std::string& domain : hunt.reference.outlet.domains) {
      if (url && url->is_http() && url->path().size() > 1 && url::SameSite(url->host(), domain) &&
          own.size() < kLaterMax) {
        own.push_back({url->ForRequest(), url->ForRequest()});
        break;
      }
    }
  }
  for (const ListedStory& story : own) {
    const bool looked = co_await LookAt(inquiry, hunt, story);
    if (looked) {
      inquiry.Say("the article links this outlet: " + story.url);
    }
  }
  co_return Decided(hunt);
}

// Lists the days (offsets from the date) and looks at the best of them together.
net::Task<bool> LookAtDays(Inquiry& inquiry, Hunt& hunt, std::vector<int> offsets,
                           std::size_t at_most) {
  const std::optional<Instant> date = text::StartOf(hunt.reference.date);
  std::vector<ListedStory> listed;
  for (const int offset : offsets) {
    if (!date || hunt.reference.date.size() != 10) {
      break;
    }
    std::vector<ListedStory> day =
        co_await ListStories(inquiry, hunt.reference.outlet.domains.front(),
                             text::DateOf(*date + std::chrono::days(offset)));
    listed.insert(listed.end(), std::make_move_iterator(day.begin()),
                  std::make_move_iterator(day.end()));
  }
  const std::vector<ListedStory> best = Rank(hunt, std::move(listed), at_most);
  for (const ListedStory& story : best) {
    co_await LookAt(inquiry, hunt, story);
  }
  co_return Decided(hunt);
}

std::string Percent(double score) {
  return std::to_string(std::lround(score * 100)) + " %";
}

void GiveCandidates(Inquiry& inquiry, const Hunt& hunt) {
  for (const Looked& looked : hunt.looked) {
    if (inquiry.out.candidates.size() == kFetchesMax) {
      break;
    }
    inquiry.out.candidates.push_back(looked.candidate);
  }
}

net::Task<bool> TakeBest(Inquiry& inquiry, Hunt& hunt) {
  const Looked& best = hunt.looked.front();
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
  if (judgement.verdict != Verdict::kAlive) {
    inquiry.Say(judgement.reasons.front());
  }
  if (IsDead(out.verdict) || out.verdict == Verdict::kLegal) {
    co_await AddArchivedCopies(inquiry, best.candidate.url);
  }
  co_return true;
}

}  // namespace

net::Task<Resolution> ResolveStory(Inquiry& inquiry, Reference reference) {
  if (reference.outlet.domains.empty()) {
    inquiry.out.verdict = Verdict::kNotChecked;
    inquiry.Say("no web address is known of " +
                (reference.agent.empty() ? std::string("this outlet") : reference.agent));
    co_return std::move(inquiry.out);
  }
  Hunt hunt(std::move(reference), inquiry.options());
  bool decided = co_await LookAtArticleLinks(inquiry, hunt);
  const bool has_words = hunt.claim.weight() > 0;
  if (!decided && has_words) {
    std::vector<int> up_to_the_date = {0, -1};
    decided = co_await LookAtDays(inquiry, hunt, std::move(up_to_the_date), kFetchesMax);
  }
  if (!decided && has_words) {
    std::vector<int> the_day_after = {1};
    decided = co_await LookAtDays(inquiry, hunt, std::move(the_day_after), kLaterMax);
  }
  GiveCandidates(inquiry, hunt);
  if (decided) {
    co_await TakeBest(inquiry, hunt);
    co_return std::move(inquiry.out);
  }
  const bool asked = inquiry.out.checked_at.has_value();
  inquiry.out.verdict = asked                          ? Verdict::kUnknown
                        : inquiry.out.evidence.empty() ? Verdict::kNotChecked
                                                       : Verdict::kOffline;
  if (!has_words) {
    inquiry.SayFirst("the article does not say what the story said: it cannot be told from others");
  } else if (!asked) {
    inquiry.SayFirst(hunt.reference.date.size() < 10
                         ? "the day of the story is not known, so that it cannot be looked for"
                         : "no index of that outlet's stories could be asked for that date");
  } else if (hunt.looked.empty()) {
    inquiry.SayFirst("no story of that outlet and date was found that fits");
  } else {
    inquiry.SayFirst("no story fits clearly better than the others");
  }
  co_return std::move(inquiry.out);
}

}  // namespace ibid::resolve
