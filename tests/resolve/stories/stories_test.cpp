#include <algorithm>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/analyse.h"
#include "read/read.h"
#include "resolve/show.h"
#include "resolve/stories/polnear_stories.h"
#include "url/url.h"

// How often the story behind an attribution is found among real stories: the measure of issue 4,
// "stories".
namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

struct Tally {
  int asked = 0, detected = 0, chosen = 0, first = 0, three = 0, wrong = 0;
  int absent = 0, none = 0;
  std::size_t requests = 0;
};

Article Analysed(const Attributed& attributed) {
  read::ReadOptions options;
  options.kind = InputKind::kText;
  Result<Document> document = read::Read(attributed.article, options);
  document->metadata.published = {attributed.date, "--date", std::nullopt};
  return pipeline::Analyse(std::move(document).value());
}

const Reference* StoryIn(const Article& article) {
  for (const Reference& reference : article.references) {
    if (reference.kind == ReferenceKind::kStory && !reference.outlet.domains.empty()) {
      return &reference;
    }
  }
  return nullptr;
}

bool Same(const std::string& a, const std::string& b) {
  const auto one = url::Url::Parse(a);
  const auto other = url::Url::Parse(b);
  return one && other && url::IdentityKey(*one) == url::IdentityKey(*other);
}

class StoriesMeasure : public ::testing::Test {
 protected:
  // One half of the stories is asked for; the scores were weighed on the other.
  void Run(int days, int dropped) {
    constexpr std::size_t kHalf = 1;
    std::vector<PolnearStory> all = PolnearStories(days);
    if (all.empty()) {
      GTEST_SKIP() << "PolNeAR is not here: ../shared/data/polnear";
    }
    std::vector<std::pair<PolnearStory, Attributed>> there;
    std::vector<std::pair<PolnearStory, Attributed>> gone;
    std::mt19937 random(20161109);
    std::shuffle(all.begin(), all.end(), random);
    std::vector<PolnearStory> served;
    for (PolnearStory& story : all) {
      const bool ours = story.text.size() % 2 == kHalf;
      Attributed attributed =
          ours ? Attribute(story, dropped, static_cast<std::uint32_t>(random())) : Attributed();
      if (!attributed.article.empty() && gone.size() < 50) {
        gone.emplace_back(std::move(story), std::move(attributed));
        continue;
      }
      if (!attributed.article.empty() && there.size() < 150) {
        there.emplace_back(story, std::move(attributed));
      }
      served.push_back(std::move(story));
    }
    ASSERT_GT(served.size(), 850U);
    ServeStories(served, web_);
    for (const auto& [story, attributed] : there) {
      Look(story, attributed, true);
    }
    for (const auto& [story, attributed] : gone) {
      Look(story, attributed, false);
    }
    tally_.requests = web_.asked().size();
    std::cout << tally_.asked << " attributions: story detected in " << tally_.detected
              << ", right story chosen " << tally_.chosen << ", ranked first " << tally_.first
              << ", in the first three " << tally_.three << ", another one chosen " << tally_.wrong
              << "; " << tally_.absent << " absent: none chosen in " << tally_.none << "; "
              << tally_.requests << " requests\n";
  }

  void Look(const PolnearStory& story, const Attributed& attributed, bool there) {
    const Article article = Analysed(attributed);
    const Reference* reference = StoryIn(article);
    (there ? tally_.asked : tally_.absent) += 1;
    if (reference == nullptr) {
      std::cout << "  no story: " << attributed.sentence << "\n";
      tally_.none += there ? 0 : 1;
      return;
    }
    tally_.detected += there ? 1 : 0;
    ResolveOptions options;
    options.article_date = attributed.date;
    options.article_title = article.document.metadata.title.value;
    const Resolution found = RunOne(web_, *reference, options);
    const auto rank = std::find_if(found.candidates.begin(), found.candidates.end(),
                                   [&](const Candidate& c) { return Same(c.url, story.url); }) -
                      found.candidates.begin();
    const bool chosen = Same(found.final_url, story.url);
    const bool listed = rank < static_cast<std::ptrdiff_t>(found.candidates.size());
    if (there) {
      tally_.chosen += chosen ? 1 : 0;
      tally_.first += listed && rank == 0 ? 1 : 0;
      tally_.three += listed && rank < 3 ? 1 : 0;
      tally_.wrong += !chosen && !found.final_url.empty() ? 1 : 0;
    } else {
      tally_.none += found.final_url.empty() ? 1 : 0;
    }
    if (there ? !chosen : !found.final_url.empty()) {
      std::cout << (there ? "  missed " : "  invented ") << story.url << ": " << attributed.sentence
                << "\n";
    }
  }

  ScriptedWeb web_{TestNow()};
  Tally tally_;
};

void ExpectBars(const Tally& tally, int chosen, int three) {
  EXPECT_GE(tally.chosen * 100, tally.asked * chosen);
  EXPECT_GE(tally.three * 100, tally.asked * three);
  EXPECT_GE(tally.none * 100, tally.absent * 90);
}

TEST_F(StoriesMeasure, AtTheirDates) {
  Run(0, 20);
  ExpectBars(tally_, 80, 95);
}

TEST_F(StoriesMeasure, WithHalfOfTheWordsLost) {
  Run(0, 50);
  ExpectBars(tally_, 80, 95);
}

// All of a year's stories of each outlet within eight days: eighteen a day that are about the same
// two candidates, so that most of what an address says fits many. Not all of them are looked at.
TEST_F(StoriesMeasure, InAWeek) {
  Run(8, 20);
  ExpectBars(tally_, 80, 80);
}

}  // namespace
}  // namespace ibid::resolve
