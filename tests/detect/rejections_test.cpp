#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// Each rejected candidate as "rule [words]", a line each.
std::string Rejected(std::string_view text, InputKind kind = InputKind::kText) {
  read::ReadOptions options;
  options.kind = kind;
  const Result<Document> document = read::Read(text, options);
  std::vector<Rejection> rejections;
  const std::vector<Mention> mentions = Detect(*document, &rejections);
  EXPECT_EQ(mentions.size(), Detect(*document).size()) << "asking changes what is found: " << text;
  std::string out;
  for (const Rejection& rejection : rejections) {
    out += std::string(rejection.rule) + " [" + std::string(document->Text(rejection.at)) + "]\n";
  }
  return out;
}

TEST(RejectionsTest, PostsSayWhatIsMissing) {
  EXPECT_EQ(Rejected("Maggie Haberman (@maggieNYT) pointed out that the plan was dead."),
            "rejected.post.no_date [(@maggieNYT)]\n");
  EXPECT_EQ(Rejected("By Ann Bell (@annbell) May 1, 2015"),
            "rejected.post.byline [By Ann Bell (@annbell) May 1, 2015]\n");
  EXPECT_EQ(Rejected("On the day, Ann Bell (@annbell) on May 1, 2015 left the party."),
            "rejected.post.on_date [(@annbell) on May 1, 2015]\n");
  EXPECT_EQ(Rejected("It rained all day. Ann Bell (@annbell) May 1, 2015 was a bad day."),
            "rejected.post.prose_behind [Ann Bell (@annbell) May 1, 2015]\n");
  EXPECT_EQ(Rejected("Rain fell.\n\n\u2014 Ann Bell (@annbell) May 1, 2015\n"), "") << "a post";
}

TEST(RejectionsTest, LinksSayWhatTheyLack) {
  EXPECT_EQ(Rejected("It is at intranet.corpx/page today."),
            "rejected.link.suffix [intranet.corpx]\n");
  EXPECT_EQ(Rejected("Nobody was killed.At least so they hope, and/or hoped."),
            "rejected.link.full_stop [killed.At]\n");
  EXPECT_EQ(Rejected("Write to ann@press.example.org now."),
            "rejected.link.inside [press.example.org]\n")
      << "its sign is no handle that lacks something";
  EXPECT_EQ(Rejected("It is http:// and ends there."), "rejected.link.no_host [http://]\n");
  EXPECT_EQ(Rejected("A picture (pic.twitter.com) is there."),
            "rejected.link.no_code [pic.twitter.com]\n");
  EXPECT_EQ(Rejected("See https://example.org/a.b/c and example.org/d."), "");
}

TEST(RejectionsTest, TagsSayWhyNot) {
  EXPECT_EQ(Rejected("They are #1 and have a#b; it is $usd here."),
            "rejected.tag.no_letter [#1]\nrejected.tag.glued [#b]\nrejected.tag.lower_case "
            "[$usd]\n");
  EXPECT_EQ(Rejected("See @abcdefghijklmnopqrstuvwxyz now."),
            "rejected.tag.long [@abcdefghijklmnopqrstuvwxyz]\n");
}

TEST(RejectionsTest, CuesSayWhatTheirFrameLacks) {
  EXPECT_EQ(Rejected("It was announced on Monday that taxes would rise."),
            "rejected.attribution.no_agent [announced]\n");
  EXPECT_EQ(Rejected("The building announced that it was late."),
            "rejected.attribution.mute_source [announced]\n");
  EXPECT_EQ(Rejected("The minister confirmed."), "rejected.attribution.no_content [confirmed]\n");
  EXPECT_EQ(Rejected("The minister had to admit it."), "rejected.attribution.infinitive [admit]\n");
  EXPECT_EQ(Rejected("The train left according to plan."),
            "rejected.attribution.manner [according to]\n");
  EXPECT_EQ(Rejected("The minister believes in the plan."),
            "rejected.attribution.mind [believes]\n");
  EXPECT_EQ(Rejected("If the minister confirms it, taxes rise."),
            "rejected.attribution.supposed [confirms]\n");
  EXPECT_EQ(Rejected("A source asked not to be named."),
            "rejected.attribution.anonymity [asked]\n");
  EXPECT_EQ(Rejected("\u201CThe bank announced that it was over,\u201D Ann Bell said."),
            "rejected.attribution.in_quote [announced]\n");
  EXPECT_EQ(Rejected("The minister said that it rained."), "");
  EXPECT_EQ(Rejected("The United States reports a plan to rule Time and the view."), "")
      << "words that are seldom cues are not told of";
}

TEST(RejectionsTest, NobodyIsToldOfMoreThanTheLimit) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) {
    text += "A picture (pic.twitter.com). ";
  }
  Document document;
  document.text = text;
  document.zones = {
      {ZoneKind::kParagraph, {0, static_cast<std::uint32_t>(text.size())}, false, ""}};
  std::vector<Rejection> rejections;
  Detect(document, &rejections);
  EXPECT_EQ(rejections.size(), 10'000U);
}

}  // namespace
}  // namespace ibid::detect
