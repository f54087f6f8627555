#pragma once

#include <string>
#include <vector>

#include "resolve/stories/outlet_index.h"

// Interfaces that search an outlet's stories: the outlet's own, where the user has a key for it,
// and GDELT's, which needs none. What they list are addresses with titles and dates.
namespace ibid::resolve {

// What to search for.
struct StoryQuestion {
  std::vector<std::string> domains;  // The outlet's.
  std::vector<std::string> words;    // The weightiest first.
  IsoDate first, last;               // Days.
};

// The outlet's own interface: api.nytimes.com for nytimes.com, content.guardianapis.com for
// theguardian.com, with ResolveOptions::keys. Empty, and nothing asked, for others and without key.
net::Task<std::vector<ListedStory>> AskOutletApi(Inquiry& inquiry, StoryQuestion question);

// GDELT's DOC 2.0 interface, for days since 2017 (its own statement of what it holds).
net::Task<std::vector<ListedStory>> AskGdelt(Inquiry& inquiry, StoryQuestion question);

// Pure: the lists in one answer of each. What is no such answer lists nothing.
std::vector<ListedStory> ReadNytSearch(const Exchange& exchange);
std::vector<ListedStory> ReadGuardianSearch(const Exchange& exchange);
std::vector<ListedStory> ReadGdelt(const Exchange& exchange);

}  // namespace ibid::resolve
