#include "resolve/quotes/quote_match.h"

#include <chrono>

#include <gtest/gtest.h>

#include "resolve/quotes/quote_items.h"

namespace ibid::resolve {
namespace {

// "verbatim", "absent", or the difference: "same [quoted → source] same".
std::string Look(std::string_view quote, std::string_view text) {
  const QuoteMatch match = QuotedText(std::string(text)).Find(quote);
  if (match.fit != QuoteFit::kChanged) {
    return std::string(Name(match.fit));
  }
  std::string out;
  for (const DiffStep& step : match.difference) {
    out += step.same + " [" + step.quoted + "|" + step.source + "] ";
  }
  return out;
}

constexpr std::string_view kText =
    "The mayor spoke on Monday.\n“We can’t rebuild the bridge before winter — the U.S. engineers "
    "have told us so,” she said, “and it will cost 1,000 times more.”\nNobody in the town hall "
    "objected to the plan. The president of the council, who had left early, wants ships again.\n";

TEST(QuoteMatchTest, MarksAndPunctuationArePassedOver) {
  EXPECT_EQ(
      Look("We can't rebuild the bridge before winter -- the US engineers have told us so.", kText),
      "verbatim");
  EXPECT_EQ(Look("WE CAN’T REBUILD", kText), "verbatim");
  EXPECT_EQ(Look("it will cost 1000 times more", kText), "verbatim");
  EXPECT_EQ(Look("more.” Nobody in", kText), "verbatim") << "over the end of a paragraph";
}

TEST(QuoteMatchTest, WhatTheQuoteMarksAsItsOwn) {
  EXPECT_EQ(Look("We can’t rebuild the bridge ... and it will cost 1,000 times more", kText),
            "verbatim");
  EXPECT_EQ(Look("We can’t rebuild the bridge […] it will cost", kText), "verbatim");
  EXPECT_EQ(Look("... [T]he U.S. engineers have told us so ...", kText), "verbatim");
  EXPECT_EQ(Look("Nobody in [Springfield] objected to the plan", kText), "verbatim");
  EXPECT_EQ(Look("The president [of the town] wants ships again", kText), "verbatim");
  EXPECT_EQ(Look("Nobody in the town hall object[s] to the plan", kText), "verbatim");
  EXPECT_EQ(Look("We can’t [sic] rebuild the bridge", kText), "verbatim");
  EXPECT_EQ(Look("who had left [too] early", kText), "verbatim");
}

TEST(QuoteMatchTest, ChangesAreShownWordByWord) {
  EXPECT_EQ(Look("We can’t rebuild the bridge before summer", kText),
            "We can’t rebuild the bridge before [summer|winter] ");
  EXPECT_EQ(Look("Nobody in the old town hall objected to the plan", kText),
            "Nobody in the [old|] town hall objected to the plan [|] ");
  EXPECT_EQ(Look("Nobody in the hall objected to the plan", kText),
            "Nobody in the [|town] hall objected to the plan [|] ");
  EXPECT_EQ(Look("We can rebuild the bridge before winter", kText),
            "We [can|can’t] rebuild the bridge before winter [|] ");
}

TEST(QuoteMatchTest, WhatIsNotThere) {
  EXPECT_EQ(Look("Nothing like this was ever seen in any port", kText), "absent");
  EXPECT_EQ(Look("the ships of a mayor of a winter in a port", kText), "absent");
  EXPECT_EQ(Look("anything at all", ""), "absent");
  EXPECT_EQ(Look("", kText), "absent");
  EXPECT_EQ(Look("...", kText), "absent");
  EXPECT_EQ(Look("[all of it]", kText), "absent");
}

TEST(QuoteMatchTest, ScriptsWithoutSpaces) {
  constexpr std::string_view kJapanese = "市長は月曜日に話した。「橋は冬までに直せない」と述べた。";
  EXPECT_EQ(Look("橋は冬までに直せない", kJapanese), "verbatim");
  EXPECT_EQ(Look("橋は夏までに直せない", kJapanese), "橋は [夏|冬] までに直せない [|] ");
  EXPECT_EQ(Look("駅前の空は青く広がる", kJapanese), "absent");
}

TEST(QuoteMatchTest, TooFewWordsTellNothing) {
  EXPECT_FALSE(IsLongEnough("very sad"));
  EXPECT_TRUE(IsLongEnough("very sad indeed"));
  EXPECT_TRUE(IsLongEnough("直せない"));
}

// What a page and an article can do: neither grows beyond its limits.
TEST(QuoteMatchTest, HostileInputEnds) {
  std::string text;
  std::string quote;
  for (int i = 0; i < 200'000; ++i) {
    text += "a b ";
    quote += i % 2 == 0 ? "a ... " : "[b] ";
  }
  const auto begin = std::chrono::steady_clock::now();
  Look(quote, text);
  Look(std::string(100'000, '['), text);
  Look(std::string(100'000, '.'), text);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_LE(QuoteItems(quote, 300).size(), 300U);
}

}  // namespace
}  // namespace ibid::resolve
