#pragma once

#include <string>
#include <vector>

#include "resolve/inquiry.h"
#include "url/url.h"

namespace ibid::resolve {

// A story as an index names it.
struct ListedStory {
  std::string url;
  std::string words;  // The link's words and those of the address.
  IsoDate date;       // Its day, where the index says it.
  std::string title;  // For people; empty where only the address tells of it.
};

// What an outlet published on a day: by its own index of that day (data/outlet_indexes.tsv), else
// by archived addresses that begin with the date. Each address once, in the index's order.
// `domains` are the outlet's.
net::Task<std::vector<ListedStory>> ListStories(Inquiry& inquiry, std::vector<std::string> domains,
                                                IsoDate day);

// Pure: the story links of an index page.
std::vector<ListedStory> StoriesOn(const Exchange& exchange, const std::string& domain);

// The words of an address's path where they are words: of segments that have several.
std::string SlugWords(const url::Url& url);

}  // namespace ibid::resolve
