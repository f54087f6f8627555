#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "resolve/words.h"

// How well a story fits what an article says that an outlet reported. Pure.
namespace ibid::resolve {

// In how many texts of a collection each word stands: what an outlet has in every story tells none
// of them from the others.
class WordCounts {
 public:
  void Add(std::string_view text);
  void Add(const std::vector<ContentWord>& text);
  // 1 for a word that no text has, less the more of them have it; 1 where there are few texts.
  double Rarity(const std::string& stem) const;

 private:
  std::map<std::string, std::size_t, std::less<>> texts_with_;
  std::size_t texts_ = 0;
};

// What the article says of the story, as words with weights.
class Claim {
 public:
  // `said` is what the outlet is said to say, a line for each attribution, `context` the article's
  // own title (it counts half), `outlet` the outlet's name, whose words say nothing.
  Claim(std::string_view said, std::string_view context, std::string_view outlet);

  // From now on words weigh by how rare they are too: among what is listed, and among what was
  // read.
  void Weigh(const WordCounts& listed, const WordCounts& read);

  struct Shared {
    double weight = 0;
    std::vector<std::string> words;  // As they stand in the text, the heaviest first.
  };
  Shared SharedWith(std::string_view text) const;
  Shared SharedWith(const std::vector<ContentWord>& words) const;
  // The part of the text's own words that the claim has too, 0..1.
  double Precision(std::string_view text) const;
  double weight() const { return total_; }
  std::size_t words_said() const;  // Different content words of what is said.
  // Words of what is said as they stand there, the weightiest first.
  std::vector<std::string> Weightiest(std::size_t most) const;

  // How a text tells what the claim says, each 0..1.
  struct Telling {
    double anywhere = 0;  // The part of the claim's weight that the text has.
    double together = 0;  // That one passage for each attribution has.
    double in_order = 0;  // The part of the claim's neighbouring words that are neighbours there.
  };
  Telling ToldBy(const std::vector<ContentWord>& text) const;

 private:
  struct Word {
    std::string stem;
    std::string word;
    double base = 0;
    double weight = 0;
    bool said = false;  // Of what is said; else of the context.
  };
  // The index of the stem in words_, or none.
  std::size_t IndexOf(const std::string& stem) const;
  double Best(const std::vector<std::size_t>& text, const std::vector<bool>& part) const;
  double Together(const std::vector<std::size_t>& text) const;
  double InOrder(const std::vector<std::size_t>& text) const;

  std::vector<Word> words_;                                 // Sorted by stem.
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // Neighbours of what is said; sorted.
  // What is said in one attribution each, as which words of words_ it has: of several, each is told
  // in a passage of its own.
  std::vector<std::vector<bool>> parts_;
  std::vector<std::string> outlet_;
  double total_ = 0;
  double said_ = 0;  // The part of it that is said.
};

// A story as it is scored: once read, many times weighed.
struct StoryText {
  // `text`: description and running text; empty where the page could not be read.
  StoryText(std::string_view title, std::string_view slug, std::string_view text, IsoDate date);

  std::string heading;             // The title; the words of the address where there is none.
  std::vector<ContentWord> words;  // Of title, address and text, in that order.
  bool title_alone = false;        // There is no text.
  IsoDate date;
};

struct StoryScore {
  double score = 0;  // 0..1
  std::vector<std::string> reasons;
};

// How likely a report of `published` is cited for `date`, 0..1; 0 where either is no day.
double DateCloseness(const IsoDate& published, const IsoDate& date);

// `date` is the day for which the article says it, or its own.
StoryScore ScoreStory(const Claim& claim, const StoryText& story, const IsoDate& date);

}  // namespace ibid::resolve
