#include "detect/posts/signature.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

// Each signature as "dash|name|handle|date", own_line marked by "^", a clock by "+".
std::string Read(std::string_view text) {
  std::string out;
  for (const Signature& s : FindSignatures(text, {{0, static_cast<std::uint32_t>(text.size())}})) {
    static constexpr std::string_view kMarks[] = {"0", "D", "H", "?"};
    out += out.empty() ? "" : " / ";
    out += std::string(s.own_line ? "^" : "") +
           std::string(kMarks[static_cast<std::size_t>(s.dash)]) + "|" +
           std::string(Slice(text, s.name)) + "|" + std::string(Slice(text, s.handle)) + "|" +
           s.date + (s.has_time ? "+" : "");
  }
  return out;
}

TEST(SignatureTest, ReadsEveryDash) {
  const std::string want = "|CFR|CFR_org|2015-09-25";
  const std::string tail = " CFR (@CFR_org) September 25, 2015";
  EXPECT_EQ(Read("Text. —" + tail), "D" + want);
  EXPECT_EQ(Read("Text.\n—" + tail), "^D" + want);
  EXPECT_EQ(Read("Text—" + tail), "D" + want) << "the paragraph's end was lost";
  EXPECT_EQ(Read("Text. –" + tail), "D" + want);
  EXPECT_EQ(Read("Text. ―" + tail), "D" + want);
  EXPECT_EQ(Read("Text. -" + tail), "H" + want);
  EXPECT_EQ(Read("Text. --" + tail), "D" + want);
  EXPECT_EQ(Read("Text. &mdash;" + tail), "D" + want);
  EXPECT_EQ(Read("Text. ?" + tail), "?" + want);
  EXPECT_EQ(Read("Text. \uFFFD" + tail), "?" + want);
  EXPECT_EQ(Read("Text. \xC3\xA2\xE2\x82\xAC\xE2\x80\x9D" + tail), "D" + want);
  EXPECT_EQ(Read("Text.\n" + tail), "^0" + want);
  EXPECT_EQ(Read("A text that ends in a link https://t.co/Ab1" + tail), "0" + want);
  EXPECT_EQ(Read("- CFR (@CFR_org) September 25, 2015"), "^H" + want);
}

TEST(SignatureTest, ReadsNamesAsPeopleMakeThem) {
  EXPECT_EQ(Read("x — Donald J. Trump (@realDonaldTrump) April 15, 2019"),
            "D|Donald J. Trump|realDonaldTrump|2019-04-15");
  EXPECT_EQ(Read("x — tall glass 🎄👩‍🚀 (@_orabora) November 19, 2019"),
            "D|tall glass 🎄👩‍🚀|_orabora|2019-11-19");
  EXPECT_EQ(Read("x — Jane (she/her), PhD (@jane) May 1, 2020"),
            "D|Jane (she/her), PhD|jane|2020-05-01");
  EXPECT_EQ(Read("x\n— Jane - the real one (@jane) May 1, 2020"),
            "^D|Jane - the real one|jane|2020-05-01");
  EXPECT_EQ(Read("x — Anne-Marie (@am) May 1, 2020"), "D|Anne-Marie|am|2020-05-01");
  EXPECT_EQ(Read("x — МИД России (@MID_RF) 1 января 2021 г."), "D|МИД России|MID_RF|2021-01-01");
  EXPECT_EQ(Read("x — 太郎さん（@taro）2018年6月6日"), "D|太郎さん|taro|2018-06-06");
}

TEST(SignatureTest, TellsALostDashFromAQuestion) {
  EXPECT_EQ(Read("It was a drink? Ann Poe (@ann) May 1, 2020"), "?|Ann Poe|ann|2020-05-01");
  EXPECT_EQ(Read("It was a drink\uFFFD Ann Poe (@ann) May 1, 2020"), "?|Ann Poe|ann|2020-05-01");
  EXPECT_EQ(Read("It was a drink.? Ann Poe (@ann) May 1, 2020"), "?|Ann Poe|ann|2020-05-01");
  EXPECT_EQ(Read("It was that night in May. Was it a drink? Ann Poe (@ann) May 1, 2020"),
            "0|Ann Poe|ann|2020-05-01")
      << "the question's own mark";
  EXPECT_EQ(Read("Es war in jener Nacht im Mai. Warum denn nicht? Ann Poe (@ann) May 1, 2020"),
            "0|Ann Poe|ann|2020-05-01");
}

TEST(SignatureTest, FindsTheNameWhereTheDashIsLost) {
  const std::string words = "the longest of all the lines that were written on that day ";
  EXPECT_EQ(Read(words + "Ann Poe (@ann) May 1, 2020"), "0|Ann Poe|ann|2020-05-01");
  EXPECT_EQ(Read(words + "about #javascript Ann de la Poe (@ann) May 1, 2020"),
            "0|Ann de la Poe|ann|2020-05-01");
  EXPECT_EQ(Read(words + "is OK. N. K. Poe (@ann) May 1, 2020"), "0|N. K. Poe|ann|2020-05-01");
  EXPECT_EQ(Read(words + "🙉🙉 Ann Poe 🎄 (@ann) May 1, 2020"), "0|Ann Poe 🎄|ann|2020-05-01");
  EXPECT_EQ(Read(words + "to click :) nu.io (@nu) May 1, 2020"), "0|nu.io|nu|2020-05-01");
  EXPECT_EQ(Read("If it exists - drink\nShay Friedman (@shay) May 1, 2020"),
            "^0|Shay Friedman|shay|2020-05-01");
}

TEST(SignatureTest, ReadsBrokenLinesAndClocks) {
  EXPECT_EQ(Read("x\n— Jane\n(@jane)\nMay 1, 2020"), "^D|Jane|jane|2020-05-01");
  EXPECT_EQ(Read("x — Department of\nState (@StateDept) May 1, 2020"),
            "D|Department of\nState|StateDept|2020-05-01");
  EXPECT_EQ(Read("x — Ann (@ann.bsky.social) January 1, 2025 at 7:45 AM"),
            "D|Ann|ann.bsky.social|2025-01-01+");
}

TEST(SignatureTest, WantsADateRightBehindTheHandle) {
  EXPECT_EQ(Read("Maggie Haberman (@maggieNYT) pointed out that"), "");
  EXPECT_EQ(Read("he — Joe (@joe) on Friday, September 25, 2015 said"), "");
  EXPECT_EQ(Read("— Joe (@joe) in 2015"), "");
}

}  // namespace
}  // namespace ibid::detect
