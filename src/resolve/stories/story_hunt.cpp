#include "resolve/stories/story_hunt.h"

#include <algorithm>
#include <utility>

#include "resolve/stories/address_date.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kFetchesEach = 8;  // Of one round.
constexpr std::size_t kFetchesMax = 30;  // Of all.
constexpr std::size_t kListIsShort = 6;  // So few are all looked at.
constexpr double kNearness = 0.5;        // A day counts less than any word.
constexpr double kWorthAsking = 0.25;    // Of the best listed story's shared words.
constexpr double kClearlyAhead = 0.1;
constexpr double kSure = 0.8;  // So good a score needs less of a lead.
constexpr double kAheadOfSure = 0.05;
constexpr double kSameText =
    0.5;  // The part of the article that stands in a story it is taken from.
constexpr std::size_t kWordsSaidMin = 3;
constexpr std::size_t kTextBytesMax = 60'000;
constexpr std::size_t kDayLength = 10;
constexpr std::size_t kTitleMax = 160;

bool IsShown(const Chain& chain) {
  return chain.end == Chain::End::kAnswered && chain.last != nullptr && chain.last->status == 200 &&
         chain.page.readable;
}

std::string TextOf(const Chain& chain) {
  if (!IsShown(chain)) {
    return {};
  }
  const std::string_view text = chain.page.text;
  return chain.page.description + "\n" +
         std::string(
             text.substr(0, text::BoundaryBefore(text, std::min(text.size(), kTextBytesMax))));
}

IsoDate DateOfStory(const Chain& chain, const ListedStory& listed) {
  if (IsShown(chain) && chain.page.published.size() >= kDayLength) {
    return chain.page.published.substr(0, kDayLength);
  }
  const auto url = url::Url::Parse(chain.final_url);
  const IsoDate date = url ? DateInAddress(url->path()) : IsoDate();
  return date.size() == kDayLength ? date : listed.date;
}

std::string SlugOf(const Chain& chain) {
  const auto url = url::Url::Parse(chain.final_url);
  return url ? SlugWords(*url) : std::string();
}

}  // namespace

LookedStory::LookedStory(Chain found, const ListedStory& listed)
    : chain(std::move(found)),
      read(IsShown(chain) ? chain.page.title : listed.words, SlugOf(chain), TextOf(chain),
           DateOfStory(chain, listed)),
      shingles(RunningText(TextOf(chain))) {
  candidate.url = chain.final_url;
  candidate.title =
      text::Shorten(text::FoldSpace(IsShown(chain) ? chain.page.title : listed.title), kTitleMax);
  candidate.date = read.date;
  if (chain.last != nullptr) {
    candidate.evidence = chain.last->id;
  }
}

StoryHunt::StoryHunt(Inquiry& inquiry, Reference reference)
    : inquiry_(inquiry),
      reference_(std::move(reference)),
      claim_(reference_.text, inquiry.options().article_title, reference_.outlet.name) {}

void StoryHunt::List(std::vector<ListedStory> stories) {
  for (ListedStory& story : stories) {
    const auto url = url::Url::Parse(story.url);
    if (url && noted_.insert(url::IdentityKey(*url)).second) {
      words_listed_.Add(story.words);
      ++listed_count_;
      open_.push_back(std::move(story));
    }
  }
}

// Those that share most with what is said, best first; they are no longer open.
std::vector<ListedStory> StoryHunt::TakeBestListed() {
  claim_.Weigh(words_listed_, words_read_);
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const double weight = claim_.SharedWith(open_[i].words).weight;
    const double near = kNearness * DateCloseness(open_[i].date, reference_.date);
    ranked.emplace_back(near + (weight > 0 ? weight + claim_.Precision(open_[i].words) : 0), i);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const bool is_short = ranked.size() <= kListIsShort;
  std::vector<ListedStory> best;
  std::vector<bool> taken(open_.size());
  for (const auto& [weight, index] : ranked) {
    const bool worth = weight > 0 && weight >= kWorthAsking * ranked.front().first;
    if (best.size() == kFetchesEach || (!worth && !is_short)) {
      break;
    }
    taken[index] = true;
    best.push_back(std::move(open_[index]));
  }
  std::vector<ListedStory> left;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (!taken[i]) {
      left.push_back(std::move(open_[i]));
    }
  }
  open_ = std::move(left);
  return best;
}

net::Task<bool> StoryHunt::LookAt(ListedStory listed, bool linked) {
  const auto url = url::Url::Parse(listed.url);
  if (!url || looked_.size() >= kFetchesMax || !known_.insert(url::IdentityKey(*url)).second) {
    co_return false;
  }
  Chain chain = co_await Follow(inquiry_, listed.url, HopVia::kStart, StopAt::kEnd);
  LookedStory looked(std::move(chain), listed);
  looked.linked = linked;
  words_read_.Add(looked.read.words);
  looked_.push_back(std::move(looked));
  ScoreAll();
  co_return true;
}

net::Task<bool> StoryHunt::LookAtRest() {
  while (!Decided() && !open_.empty() && looked_.size() < kFetchesMax) {
    const std::size_t open = open_.size();
    co_await LookAtBest();
    if (open_.size() == open) {
      break;
    }
  }
  co_return Decided();
}

net::Task<bool> StoryHunt::LookAtBest() {
  const std::vector<ListedStory> best = TakeBestListed();
  for (const ListedStory& story : best) {
    if (claim_.SharedWith(story.words).weight <= 0 && Decided()) {
      break;  // Those that share no word come last.
    }
    co_await LookAt(story, false);
    if (!looked_.empty() && looked_.front().candidate.score >= kSure && Decided()) {
      break;
    }
  }
  co_return Decided();
}

void StoryHunt::ScoreAll() {
  claim_.Weigh(words_listed_, words_read_);
  for (LookedStory& looked : looked_) {
    StoryScore score = ScoreStory(claim_, looked.read, reference_.date);
    looked.candidate.score = score.score;
    looked.candidate.reasons = std::move(score.reasons);
    // Whoever takes over the whole text need not repeat what it says.
    const double shared = inquiry_.options().article_text.PartIn(looked.shingles);
    if (shared >= kSameText && shared > score.score) {
      looked.candidate.score = shared;
      looked.candidate.reasons.insert(looked.candidate.reasons.begin(),
                                      "the article is largely the same text");
    }
  }
  std::stable_sort(looked_.begin(), looked_.end(), [](const LookedStory& a, const LookedStory& b) {
    return a.candidate.score > b.candidate.score;
  });
}

bool StoryHunt::Decided() {
  if (looked_.empty() || looked_.front().candidate.score < kEnough) {
    return false;
  }
  const LookedStory& best = looked_.front();
  const std::size_t said = claim_.words_said();
  if (said > 0 && said < kWordsSaidMin && !best.linked) {
    return false;  // So little fits anywhere.
  }
  for (std::size_t i = 1; i < looked_.size(); ++i) {
    if (!NearCopies(best.shingles, looked_[i].shingles)) {
      const double lead = best.candidate.score - looked_[i].candidate.score;
      return lead >= (best.candidate.score >= kSure ? kAheadOfSure : kClearlyAhead);
    }
  }
  return true;
}

void StoryHunt::GroupCopies() {
  std::vector<LookedStory> groups;
  for (LookedStory& looked : looked_) {
    const auto of = std::find_if(groups.begin(), groups.end(), [&](const LookedStory& first) {
      return NearCopies(first.shingles, looked.shingles);
    });
    if (of == groups.end()) {
      groups.push_back(std::move(looked));
    } else {
      of->candidate.copies.push_back(looked.candidate.url);
    }
  }
  looked_ = std::move(groups);
}

}  // namespace ibid::resolve
