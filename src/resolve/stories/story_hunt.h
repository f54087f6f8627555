#pragma once

#include <set>
#include <string>
#include <vector>

#include "resolve/inquiry.h"
#include "resolve/pages/hops.h"
#include "resolve/quotes/shingles.h"
#include "resolve/stories/outlet_index.h"
#include "resolve/stories/story_score.h"

namespace ibid::resolve {

// A story that was looked at.
struct LookedStory {
  LookedStory(Chain found, const ListedStory& listed);

  Chain chain;
  StoryText read;
  Shingles shingles;  // Of its running text.
  Candidate candidate;
  bool linked = false;
};

// The stories that one attribution may mean: what indexes list, what was looked at, and how well it
// fits. The more is known of an outlet's other stories, the less do words weigh that all of them
// have; everything is scored anew then.
class StoryHunt {
 public:
  static constexpr double kEnough = 0.55;  // The score that a chosen story has at least.

  // `inquiry` outlives the hunt.
  StoryHunt(Inquiry& inquiry, Reference reference);

  const Reference& reference() const { return reference_; }
  const Claim& claim() const { return claim_; }
  const std::vector<LookedStory>& looked() const { return looked_; }  // Best first.

  // Takes note of what an index lists; each address once.
  void List(std::vector<ListedStory> stories);
  bool HasListed() const { return listed_count_ > 0; }

  // Fetches one and scores it; false where it is known already, or no address.
  // `linked`: the article itself links it.
  net::Task<bool> LookAt(ListedStory listed, bool linked);
  // Fetches the best of those that are listed and were not looked at, a few at most, until one is
  // clear. Gives Decided().
  net::Task<bool> LookAtBest();

  // The same with what is left, as far as it is allowed.
  net::Task<bool> LookAtRest();

  // Whether one is good enough, and better than all others that are no copies of it.
  bool Decided();
  // Joins what are nearly the same texts under the best of them.
  void GroupCopies();

 private:
  std::vector<ListedStory> TakeBestListed();
  void ScoreAll();

  Inquiry& inquiry_;
  Reference reference_;
  Claim claim_;
  WordCounts words_listed_;
  WordCounts words_read_;
  std::vector<ListedStory> open_;
  std::size_t listed_count_ = 0;
  std::vector<LookedStory> looked_;
  std::set<std::string> known_;  // Looked at: identity keys.
  std::set<std::string> noted_;  // Listed.
};

}  // namespace ibid::resolve
