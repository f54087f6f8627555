#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "support/scripted_web.h"

// The articles of PolNeAR (../shared/data/polnear, read in place) as the stories of a web: each at
// an address of its outlet's own kind for its date, listed where that outlet lists such stories.
namespace ibid::resolve {

struct PolnearStory {
  std::string publisher;  // "nyt", as its metadata has it.
  std::string title;
  IsoDate date;
  std::string text;
  std::string url;
};

// In the order of the metadata; empty where the corpus is not here. `days`: all dates are folded
// into so many days, so that each outlet has many stories a day; 0: as they are.
std::vector<PolnearStory> PolnearStories(int days);

// Serves them: the pages, and what lists them: NYT and USA Today pages of a day, captures in the
// Wayback Machine's index (Breitbart, HuffPost), sitemaps behind robots.txt by month and compressed
// (Washington Post, Politico), numbered sitemaps of WordPress (Western Journalism). Every address
// with a Google-News sitemap holds what is two days old at most. `stories` outlives the web.
void ServeStories(const std::vector<PolnearStory>& stories, test::ScriptedWeb& web);

// An article of somebody else, written by rule from words of the story, which attributes them to
// its outlet; and what the reader should find.
struct Attributed {
  std::string article;  // Plain text with title and date line.
  IsoDate date;
  std::string sentence;  // For people.
};

// Takes a sentence of the story, leaves out adverbs and asides and, of the remaining words that
// are no names, `dropped` per cent, changes words for others of a little list, cuts it, and puts it
// into one of several frames. `seed` chooses all that. Empty where the story has no fit sentence.
Attributed Attribute(const PolnearStory& story, int dropped, std::uint32_t seed);

}  // namespace ibid::resolve
