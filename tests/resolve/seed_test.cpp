#include "resolve/seed.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "resolve/show.h"
#include "support/site_script.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

class SeedTest : public ::testing::Test {
 protected:
  SeedTest() { EXPECT_GT(test::LoadSites(IBID_TESTS "/web/sites/seed", web_), 30); }
  ScriptedWeb web_{TestNow()};
};

TEST_F(SeedTest, EverythingIsFoundAgain) {
  const std::vector<Reference> references = SeedReferences();
  const auto resolutions = RunAll(web_, references, SeedOptions());
  EXPECT_EQ(ShowSeed(references, resolutions), SeedExpected());
}

TEST_F(SeedTest, TheOrderOfAnswersDoesNotMatter) {
  const std::vector<Reference> references = SeedReferences();
  const auto resolutions = RunAll(web_, references, SeedOptions(), ScriptedWeb::Order::kReversed);
  EXPECT_EQ(ShowSeed(references, resolutions), SeedExpected());
}

TEST_F(SeedTest, AsksTheArchiveSparingly) {
  RunAll(web_, SeedReferences(), SeedOptions());
  const auto at_archive = std::count_if(
      web_.asked().begin(), web_.asked().end(),
      [](const std::string& url) { return url.starts_with("https://web.archive.org/"); });
  EXPECT_LE(at_archive, 11);
  const std::set<std::string> different(web_.asked().begin(), web_.asked().end());
  EXPECT_LE(different.size(), 36U);
}

TEST_F(SeedTest, AllAreUnderWayAtOnce) {
  std::vector<std::size_t> finished;
  std::vector<Resolution> results;
  const ResolveOptions options = SeedOptions();
  net::Spawn<std::vector<Resolution>>(
      ResolveAll(SeedReferences(), options, web_,
                 [&](std::size_t index, const Resolution&) { finished.push_back(index); }),
      [&](std::vector<Resolution> all) { results = std::move(all); });
  EXPECT_EQ(finished, std::vector<std::size_t>{8}) << "the statement, which nobody is asked about";
  web_.Drain();
  EXPECT_EQ(results.size(), SeedReferences().size());
  EXPECT_EQ(finished.size(), results.size());
  EXPECT_EQ(web_.waiting_max(), 8U);
}

TEST_F(SeedTest, WithoutThirdPartiesOnlyNamedHostsAreAsked) {
  ResolveOptions options = SeedOptions();
  options.third_parties = false;
  RunAll(web_, SeedReferences(), options);
  for (const std::string& url : web_.asked()) {
    EXPECT_FALSE(url.starts_with("https://web.archive.org/")) << url;
    EXPECT_FALSE(url.starts_with("https://cdn.syndication.twimg.com/")) << url;
  }
}

}  // namespace
}  // namespace ibid::resolve
