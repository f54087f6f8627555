#include "resolve/story_score.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr double kStrongWeight = 2;
constexpr double kContextFactor = 0.5;
constexpr double kFull = 24;  // So much shared weight is all that can be hoped for in a long claim.
constexpr std::size_t kWordsNamed = 8;

// Shares of the score: what is told, what the title says, when.
constexpr double kTellsPart = 0.55;
constexpr double kTitlePart = 0.35;
constexpr double kDatePart = 0.10;

double Closeness(std::optional<int> days_before) {
  if (!days_before) {
    return 0;
  }
  switch (*days_before) {
    case 0:
      return 1;
    case 1:
      return 0.9;
    case -1:
      return 0.5;  // A report is seldom cited before it appears; time zones allow it.
    default:
      return *days_before > 1 && *days_before < 7 ? 0.3 : 0;
  }
}

std::string When(int days_before) {
  if (days_before == 0) {
    return "published the same day";
  }
  const int days = std::abs(days_before);
  return "published " + std::to_string(days) + (days == 1 ? " day " : " days ") +
         (days_before > 0 ? "before" : "after");
}

std::string List(const std::vector<std::string>& words) {
  std::string list;
  for (std::size_t i = 0; i < words.size() && i < kWordsNamed; ++i) {
    list += (i == 0 ? "" : ", ") + words[i];
  }
  return list;
}

}  // namespace

Claim::Claim(std::string_view said, std::string_view context, std::string_view outlet) {
  for (ContentWord& word : ContentWords(outlet)) {
    outlet_.push_back(std::move(word.stem));
  }
  std::sort(outlet_.begin(), outlet_.end());
  std::map<std::string, double> weights;
  const auto add = [&](std::string_view text, double factor) {
    for (ContentWord& word : ContentWords(text)) {
      double& weight = weights[std::move(word.stem)];
      weight = std::max(weight, factor * (word.strong ? kStrongWeight : 1));
    }
  };
  add(said, 1);
  add(context, kContextFactor);
  for (const std::string& stem : outlet_) {
    weights.erase(stem);
  }
  for (const auto& [stem, weight] : weights) {
    words_.push_back({stem, weight});
    total_ += weight;
  }
}

Claim::Shared Claim::SharedWith(std::string_view text) const {
  std::vector<Word> found;  // With the word as it stands in `text`, for people.
  Shared shared;
  for (const ContentWord& word : ContentWords(text)) {
    const auto at =
        std::lower_bound(words_.begin(), words_.end(), word.stem,
                         [](const Word& a, const std::string& b) { return a.stem < b; });
    if (at != words_.end() && at->stem == word.stem) {
      found.push_back({word.word, at->weight});
      shared.weight += at->weight;
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Word& a, const Word& b) { return a.weight > b.weight; });
  for (Word& word : found) {
    shared.words.push_back(std::move(word.stem));
  }
  return shared;
}

double Claim::Precision(std::string_view text) const {
  std::size_t all = 0;
  for (const ContentWord& word : ContentWords(text)) {
    all += std::binary_search(outlet_.begin(), outlet_.end(), word.stem) ? 0U : 1U;
  }
  return all == 0 ? 0
                  : static_cast<double>(SharedWith(text).words.size()) / static_cast<double>(all);
}

StoryScore ScoreStory(const Claim& claim, const StoryText& story, const IsoDate& date) {
  StoryScore score;
  const Claim::Shared shared =
      claim.SharedWith(story.title + "\n" + story.slug + "\n" + story.lead);
  const double hoped_for = std::min(claim.weight(), kFull);
  const double tells = hoped_for > 0 ? std::min(1.0, shared.weight / hoped_for) : 0;
  const std::string& heading = story.title.empty() ? story.slug : story.title;
  const double title = claim.Precision(heading);
  const std::optional<int> days = text::DaysBetween(story.date, date);
  score.score = kTellsPart * tells + kTitlePart * title + kDatePart * Closeness(days);
  if (!shared.words.empty()) {
    score.reasons.push_back("words shared: " + List(shared.words));
  } else {
    score.reasons.emplace_back("no words shared");
  }
  if (days) {
    score.reasons.push_back(When(*days));
  }
  if (story.lead.empty()) {
    score.reasons.emplace_back("judged by its title alone");
  }
  return score;
}

}  // namespace ibid::resolve
