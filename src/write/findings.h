#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ibid/article.h"
#include "write/verdict_words.h"

// An article as a report tells it: its sources in groups, what they add up to, what deserves a
// look. What the text and the HTML report say alike is decided here.
namespace ibid::write {

enum class Group { kPosts, kStories, kPages, kVoices, kCredits };

std::string_view Title(Group group);  // "Posts", "Reports by other outlets", ...
std::string_view Name(Group group);   // "posts", ...: for style sheets.

// One reference with all that is known of it; for people and bodies, all that they are made to say
// in one. Points into the Article, which outlives it.
struct Source {
  std::size_t index = 0;  // In Article::references.
  const Reference* reference = nullptr;
  const Resolution* resolution = nullptr;  // Null where nothing was resolved yet.
  std::vector<const Mention*> mentions;    // In text order.
  std::vector<std::string_view> joined;    // Reference::id of further statements of the same voice.
  Group group = Group::kPages;
  bool unnamed = false;  // Somebody who is made to say something and is not named.

  Verdict verdict() const {
    return resolution != nullptr ? resolution->verdict : Verdict::kNotChecked;
  }
  const Snapshot* BestSnapshot() const;  // The first valid one, or null.
  // The mentions but those that lie inside another one of this source and add no words to it: a
  // quotation inside its attribution, a link inside its post.
  std::vector<const Mention*> OuterMentions() const;
};

// What a reader should look at, worst first.
struct Concern {
  int weight = 0;          // Higher is worse.
  std::size_t source = 0;  // In Findings::sources, or kNoSource.
  std::string words;       // A sentence without full stop.
};

inline constexpr std::size_t kNoSource = static_cast<std::size_t>(-1);

struct Findings {
  std::vector<Source> sources;  // By group, then as first mentioned.
  std::unordered_map<std::string_view, std::size_t> source_of;  // Reference::id -> in `sources`.
  std::vector<std::string> summary;                             // "4 posts, 1 deleted"
  std::vector<Concern> concerns;
  bool resolved = false;  // The web, or the cache, was asked.
};

Findings Find(const Article& article);

// How its outcome is coloured; somebody who is not named is an open question.
Tone ToneOf(const Source& source);
// "The Sample Courier, 20 November 2026, by Ibid": what is known of it, safe to show; may be empty.
std::string AboutLine(const Metadata& metadata);
// What people call it: "Port North (@portnorth), post of 11 April 2024".
std::string LabelOf(const Source& source);
// The words of the article that the mention stands for, safe to show.
std::string WordsOf(const Document& document, const Mention& mention);

}  // namespace ibid::write
