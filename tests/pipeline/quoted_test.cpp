#include "pipeline/quoted.h"

#include <gtest/gtest.h>

#include "pipeline/analyse.h"
#include "read/read.h"

namespace ibid::pipeline {
namespace {

// "story, expected: words" a line: what is to be looked for where.
std::string Quotes(std::string_view html) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://paper.example/2016/03/11/a";
  const Article article = Analyse(read::Read(html, options).value());
  std::string out;
  for (const resolve::Quoted& quoted : QuotesOf(article)) {
    for (const Reference& reference : article.references) {
      if (reference.id == quoted.reference) {
        out += (reference.url.empty() ? reference.agent : reference.url) +
               (quoted.expected ? ", expected: " : ": ") + quoted.words + "\n";
      }
    }
  }
  return out;
}

TEST(QuotedTest, WhatAnOutletIsMadeToSayIsLookedForInItsStory) {
  EXPECT_EQ(Quotes("<article><h1>Rain and wind</h1><p>The Guardian wrote that the bridge “will not "
                   "be rebuilt before the winter” on Monday.</p></article>"),
            "The Guardian, expected: will not be rebuilt before the winter\n");
}

TEST(QuotedTest, WhatAPersonSaysIsLookedForInWhatIsLinkedBesideIt) {
  EXPECT_EQ(Quotes("<article><h1>Rain and wind</h1><p>“We will not rebuild the bridge,” Mayor Ann "
                   "Lee <a href='https://town.example/minutes/3'>said on Monday</a>.</p><p>See <a "
                   "href='https://town.example/other'>the town's pages</a>.</p></article>"),
            "https://town.example/minutes/3: We will not rebuild the bridge,\n");
}

TEST(QuotedTest, NothingIsLookedForNowhere) {
  EXPECT_EQ(
      Quotes("<article><p>“We will not rebuild the bridge,” Mayor Ann Lee said.</p></article>"),
      "");
}

}  // namespace
}  // namespace ibid::pipeline
