#include "resolve/stories/story_score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr double kStrongWeight = 2;
constexpr double kContextFactor = 0.5;
constexpr std::size_t kWordsNamed = 8;
constexpr std::size_t kTextWordsMax = 6000;
constexpr std::size_t kPassageWords = 45;  // Content words: three to five sentences.
constexpr std::size_t kPartsMax = 8;       // Attributions that are looked for one by one.
constexpr std::size_t kNeighbours = 3;     // So many content words apart are neighbours.
constexpr std::size_t kTextsMin = 4;       // Fewer texts say nothing of how rare a word is.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Shares of the score of a story that was read.
constexpr double kTogetherPart = 0.5;
constexpr double kInOrderPart = 0.25;
constexpr double kAnywherePart = 0.15;
constexpr double kDatePart = 0.10;
// And of one of which only the title is known.
constexpr double kTellsPart = 0.55;
constexpr double kTitlePart = 0.35;
constexpr double kFull = 24;  // So much shared weight is all that can be hoped for in a title.

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
      return *days_before > 1 && *days_before <= 7 ? 0.3 : 0;
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

void WordCounts::Add(std::string_view text) {
  Add(ContentSequence(text, kTextWordsMax));
}

void WordCounts::Add(const std::vector<ContentWord>& text) {
  ++texts_;
  std::set<std::string_view> known;
  for (const ContentWord& word : text) {
    if (known.insert(word.stem).second) {
      ++texts_with_[word.stem];
    }
  }
}

double WordCounts::Rarity(const std::string& stem) const {
  if (texts_ < kTextsMin) {
    return 1;
  }
  const auto found = texts_with_.find(stem);
  const double all = static_cast<double>(texts_);
  const double with = found == texts_with_.end() ? 0 : static_cast<double>(found->second);
  return std::log(1 + all / (1 + with)) / std::log(1 + all);
}

Claim::Claim(std::string_view said, std::string_view context, std::string_view outlet) {
  for (ContentWord& word : ContentWords(outlet)) {
    outlet_.push_back(std::move(word.stem));
  }
  std::sort(outlet_.begin(), outlet_.end());
  const auto is_outlets = [&](const std::string& stem) {
    return std::binary_search(outlet_.begin(), outlet_.end(), stem);
  };
  std::map<std::string, Word> words;
  const std::vector<ContentWord> sequence = ContentSequence(said, kTextWordsMax);
  for (const ContentWord& word : sequence) {
    Word& known = words[word.stem];
    if (known.word.empty()) {
      known.word = word.word;
    }
    known.base = std::max(known.base, word.strong ? kStrongWeight : 1);
    known.said = true;
  }
  for (const ContentWord& word : ContentWords(context)) {
    Word& known = words[word.stem];
    known.base = std::max(known.base, kContextFactor * (word.strong ? kStrongWeight : 1));
  }
  for (auto& [stem, word] : words) {
    if (!is_outlets(stem)) {
      words_.push_back({stem, word.word, word.base, word.base, word.said});
      total_ += word.base;
      said_ += word.said ? word.base : 0;
    }
  }
  while (!said.empty()) {
    // The last part has all the rest.
    const std::size_t end =
        parts_.size() + 1 < kPartsMax ? std::min(said.find('\n'), said.size()) : said.size();
    std::vector<bool> part(words_.size());
    bool any = false;
    for (const ContentWord& word : ContentSequence(said.substr(0, end), kTextWordsMax)) {
      if (const std::size_t at = IndexOf(word.stem); at != kNone) {
        part[at] = true;
        any = true;
      }
    }
    if (any) {
      parts_.push_back(std::move(part));
    }
    said.remove_prefix(std::min(end + 1, said.size()));
  }
  for (std::size_t i = 0; i + 1 < sequence.size(); ++i) {
    const std::size_t one = IndexOf(sequence[i].stem);
    const std::size_t next = IndexOf(sequence[i + 1].stem);
    if (one != kNone && next != kNone && one != next) {
      pairs_.emplace_back(one, next);
    }
  }
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

void Claim::Weigh(const WordCounts& listed, const WordCounts& read) {
  total_ = 0;
  said_ = 0;
  for (Word& word : words_) {
    word.weight = word.base * std::min(listed.Rarity(word.stem), read.Rarity(word.stem));
    total_ += word.weight;
    said_ += word.said ? word.weight : 0;
  }
}

std::size_t Claim::IndexOf(const std::string& stem) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), stem,
                                   [](const Word& a, const std::string& b) { return a.stem < b; });
  return at != words_.end() && at->stem == stem ? static_cast<std::size_t>(at - words_.begin())
                                                : kNone;
}

std::size_t Claim::words_said() const {
  return static_cast<std::size_t>(
      std::count_if(words_.begin(), words_.end(), [](const Word& word) { return word.said; }));
}

std::vector<std::string> Claim::Weightiest(std::size_t most) const {
  std::vector<const Word*> said;
  for (const Word& word : words_) {
    if (word.said) {
      said.push_back(&word);
    }
  }
  std::stable_sort(said.begin(), said.end(),
                   [](const Word* a, const Word* b) { return a->weight > b->weight; });
  std::vector<std::string> out;
  for (const Word* word : said) {
    if (out.size() < most) {
      out.push_back(word->word);
    }
  }
  return out;
}

Claim::Shared Claim::SharedWith(std::string_view text) const {
  return SharedWith(ContentSequence(text, kTextWordsMax));
}

Claim::Shared Claim::SharedWith(const std::vector<ContentWord>& words) const {
  std::vector<std::pair<double, std::string_view>> found;
  std::vector<bool> known(words_.size());
  Shared shared;
  for (const ContentWord& word : words) {
    const std::size_t at = IndexOf(word.stem);
    if (at != kNone && !known[at]) {
      known[at] = true;
      found.emplace_back(words_[at].weight, word.word);
      shared.weight += words_[at].weight;
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [weight, word] : found) {
    shared.words.emplace_back(word);
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

// The heaviest passage: a window over the text, its words counted in and out.
double Claim::Best(const std::vector<std::size_t>& text, const std::vector<bool>& part) const {
  std::vector<std::size_t> inside(words_.size());
  double weight = 0;
  double best = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != kNone && part[text[i]] && inside[text[i]]++ == 0) {
      weight += words_[text[i]].weight;
    }
    if (i >= kPassageWords) {
      const std::size_t out = text[i - kPassageWords];
      if (out != kNone && part[out] && --inside[out] == 0) {
        weight -= words_[out].weight;
      }
    }
    best = std::max(best, weight);
  }
  return best;
}

double Claim::Together(const std::vector<std::size_t>& text) const {
  double all = 0;
  double told = 0;
  for (const std::vector<bool>& part : parts_) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      all += part[i] ? words_[i].weight : 0;
    }
    told += Best(text, part);
  }
  return all > 0 ? told / all : 0;
}

double Claim::InOrder(const std::vector<std::size_t>& text) const {
  std::vector<bool> seen(pairs_.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (std::size_t k = 1; text[i] != kNone && k <= kNeighbours && i + k < text.size(); ++k) {
      const std::pair<std::size_t, std::size_t> pair(text[i], text[i + k]);
      const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), pair);
      if (at != pairs_.end() && *at == pair) {
        seen[static_cast<std::size_t>(at - pairs_.begin())] = true;
      }
    }
  }
  double all = 0;
  double found = 0;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const double weight = words_[pairs_[i].first].weight + words_[pairs_[i].second].weight;
    all += weight;
    found += seen[i] ? weight : 0;
  }
  return all > 0 ? found / all : 0;
}

Claim::Telling Claim::ToldBy(const std::vector<ContentWord>& text) const {
  std::vector<std::size_t> indices;
  indices.reserve(text.size());
  std::vector<bool> known(words_.size());
  double anywhere = 0;
  for (const ContentWord& word : text) {
    const std::size_t at = IndexOf(word.stem);
    indices.push_back(at);
    if (at != kNone && !known[at]) {
      known[at] = true;
      anywhere += words_[at].weight;
    }
  }
  Telling telling;
  telling.anywhere = total_ > 0 ? anywhere / total_ : 0;
  telling.together = said_ > 0 ? Together(indices) : telling.anywhere;
  telling.in_order = InOrder(indices);
  return telling;
}

double DateCloseness(const IsoDate& published, const IsoDate& date) {
  return Closeness(text::DaysBetween(published, date));
}

StoryText::StoryText(std::string_view title, std::string_view slug, std::string_view text,
                     IsoDate on)
    : heading(title.empty() ? slug : title), title_alone(text.empty()), date(std::move(on)) {
  std::string all(title);
  all.append("\n").append(slug).append("\n").append(text);
  words = ContentSequence(all, kTextWordsMax);
}

StoryScore ScoreStory(const Claim& claim, const StoryText& story, const IsoDate& date) {
  StoryScore score;
  const Claim::Shared shared = claim.SharedWith(story.words);
  const std::optional<int> days = text::DaysBetween(story.date, date);
  if (story.title_alone) {
    const double hoped_for = std::min(claim.weight(), kFull);
    const double tells = hoped_for > 0 ? std::min(1.0, shared.weight / hoped_for) : 0;
    score.score = kTellsPart * tells + kTitlePart * claim.Precision(story.heading);
  } else {
    const Claim::Telling telling = claim.ToldBy(story.words);
    score.score = kTogetherPart * telling.together + kInOrderPart * telling.in_order +
                  kAnywherePart * telling.anywhere;
  }
  score.score += kDatePart * Closeness(days);
  score.reasons.push_back(shared.words.empty() ? "no words shared"
                                               : "words shared: " + List(shared.words));
  if (days) {
    score.reasons.push_back(When(*days));
  }
  if (story.title_alone) {
    score.reasons.emplace_back("judged by its title alone");
  }
  return score;
}

}  // namespace ibid::resolve
