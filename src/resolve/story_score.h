#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "resolve/words.h"

// How well a story fits what an article says that an outlet reported. Pure.
namespace ibid::resolve {

// What the article says of the story, as words with weights.
class Claim {
 public:
  // `said` is what the outlet is said to say, `context` the article's own title (it counts half),
  // `outlet` the outlet's name, whose words say nothing.
  Claim(std::string_view said, std::string_view context, std::string_view outlet);

  struct Shared {
    double weight = 0;
    std::vector<std::string> words;  // The heaviest first.
  };
  Shared SharedWith(std::string_view text) const;
  // The part of the text's own words that the claim has too, 0..1.
  double Precision(std::string_view text) const;
  double weight() const { return total_; }

 private:
  struct Word {
    std::string stem;
    double weight = 0;
  };
  std::vector<Word> words_;  // Sorted by stem.
  std::vector<std::string> outlet_;
  double total_ = 0;
};

struct StoryText {
  std::string title;
  std::string lead;  // Description and first paragraphs; empty where the page could not be read.
  std::string slug;
  IsoDate date;
};

struct StoryScore {
  double score = 0;  // 0..1
  std::vector<std::string> reasons;
};

// `date` is the day for which the article says it, or its own.
StoryScore ScoreStory(const Claim& claim, const StoryText& story, const IsoDate& date);

}  // namespace ibid::resolve
