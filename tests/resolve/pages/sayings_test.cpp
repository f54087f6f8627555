#include "resolve/pages/sayings.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

std::string Shown(const std::vector<Saying>& sayings) {
  std::string shown;
  for (const Saying& saying : sayings) {
    shown += (shown.empty() ? "" : ", ") + std::string(saying.is_excuse ? "excuse" : "") +
             (saying.is_excuse ? "" : std::string(Name(saying.verdict)));
  }
  return shown;
}

std::string Said(std::string_view text, std::string_view host = {}) {
  return Shown(SayingsOfText(text, host));
}

TEST(SayingsTest, WordsOfOneSentenceTellTogether) {
  EXPECT_EQ(Said("we are unable to locate the document."), "soft_404");
  EXPECT_EQ(Said("the document is here. nobody is unable to locate."), "");
  EXPECT_EQ(Said("der beitrag wurde leider gelöscht"), "soft_404");
  EXPECT_EQ(Said("stránky, které hledáte, nejsou nalezeny"), "soft_404");
  EXPECT_EQ(Said("この動画は見つかりません"), "soft_404");
  EXPECT_EQ(Said("a bridge was found missing a rail"), "") << "no thing that a site has";
  EXPECT_EQ(Said("der artikel was not found"), "") << "two languages";
}

TEST(SayingsTest, EndingsAreFreeWhereTheTableSaysSo) {
  EXPECT_EQ(Said("strona została usunięta"), "soft_404");
  EXPECT_EQ(Said("на основании решений суда доступ ограничен"), "blocked, legal");
}

TEST(SayingsTest, QuotationsAndAddressesTellNothing) {
  EXPECT_EQ(Said("\u201cthe page was not found\u201d, he read"), "");
  EXPECT_EQ(Said("see https://a.example/page-not-found.was-removed"), "");
}

TEST(SayingsTest, WallsMayTakeTwoSentences) {
  EXPECT_EQ(Said("biz ve iş ortaklarımız çerezleri saklarız."), "consent");
  EXPECT_EQ(Said("please verify something. are you a robot?"), "blocked");
  EXPECT_EQ(Said("a.example\na.example may be for sale", "a.example"), "parked");
}

TEST(SayingsTest, AFewWordsInALongTextAreNoWall) {
  std::string story = "the file is out of reach of a robot that may verify nothing. ";
  for (int i = 0; i < 40; ++i) {
    story += "the harbour master counted nine lanterns on the wall in march. ";
  }
  EXPECT_EQ(Said(story), "");
}

TEST(SayingsTest, OfATitleTheShareIsItsWords) {
  const std::vector<Saying> all = SayingsOfTitle("page not found");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().share, 100);
  const std::vector<Saying> some =
      SayingsOfTitle("why the page was not found by anybody in nineteen years of looking");
  ASSERT_EQ(some.size(), 1U);
  EXPECT_LT(some.front().share, 50);
}

TEST(SayingsTest, AnyBytesWillDo) {
  EXPECT_EQ(Said(""), "");
  EXPECT_EQ(Said("\xff\xfe page \x80 not found"), "soft_404");
  Said(std::string(3000, '\xe3'));
  Said(std::string(3000, '.'));
  Said(std::string(3000, '\n'), "\n");
}

}  // namespace
}  // namespace ibid::resolve
