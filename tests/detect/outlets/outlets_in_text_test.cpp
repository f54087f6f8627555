#include "detect/outlets/outlets_in_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/tokens.h"

namespace ibid::detect {
namespace {

std::string NamesIn(const std::string& text) {
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  std::vector<OutletInText> found;
  OutletFinder(text, tokens).Find({0, static_cast<std::uint32_t>(tokens.size())}, found);
  std::string names;
  for (const OutletInText& outlet : found) {
    names += (names.empty() ? "" : ", ") + std::string(outlet.outlet->name);
  }
  return names;
}

TEST(OutletsInTextTest, TakesTheLongestName) {
  EXPECT_EQ(NamesIn("as The New York Times and Reuters reported"), "The New York Times, Reuters");
}

TEST(OutletsInTextTest, LeavesPeopleAndLongerNamesAlone) {
  EXPECT_EQ(NamesIn("Michael Bloomberg spoke. Later Bloomberg said it was late"), "");
  EXPECT_EQ(NamesIn("as Bloomberg reported, Mike Bloomberg ran"), "Bloomberg");
  EXPECT_EQ(NamesIn("Michael Bloomberg spoke, Bloomberg News reported"), "Bloomberg");
  EXPECT_EQ(NamesIn("Mr. Fox said, Steve Bell said"), "");
  EXPECT_EQ(NamesIn("the Republic of Turkey and the Republic said"), "The Arizona Republic");
  EXPECT_EQ(NamesIn("in Times Square, at the Sun Theatre"), "");
}

TEST(OutletsInTextTest, TellsCommonWordsByTheirArticleAndPlace) {
  EXPECT_EQ(NamesIn("The Hill reported it, Hill said"), "The Hill");
  EXPECT_EQ(NamesIn("Time reported it"), "");
  EXPECT_EQ(NamesIn("a poll by Time reported it"), "Time");
  EXPECT_EQ(NamesIn("TIME reported it"), "Time");
  EXPECT_EQ(NamesIn("the hill was steep and independent people said so"), "");
  EXPECT_EQ(NamesIn("Коммерсантъ wrote, El País wrote, Süddeutsche Zeitung wrote"),
            "Kommersant, El País, Süddeutsche Zeitung");
}

TEST(OutletsInTextTest, KnowsOutletsByTheirHosts) {
  EXPECT_EQ(NamesIn("as Cleveland.com reported and nj.com wrote"),
            "The Plain Dealer, The Star-Ledger");
  EXPECT_EQ(NamesIn("as foxnews.com reported"), "Fox News");
  EXPECT_EQ(NamesIn("as example.com and somebody.smith wrote in the U.S. of a.m. hours"), "");
  EXPECT_EQ(NamesIn("Madrid's Metro posted pictures"), "");
}

TEST(OutletsInTextTest, StaysLinearWhereNoSpacePartsTheWords) {
  std::string line;
  while (line.size() < 2'000'000) {
    line += "New.New,";
  }
  EXPECT_EQ(NamesIn(line), "");
}

}  // namespace
}  // namespace ibid::detect
