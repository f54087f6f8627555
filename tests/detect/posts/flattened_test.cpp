#include "detect/posts/flattened.h"

#include <string>

#include <gtest/gtest.h>

#include "detect/paragraphs.h"

namespace ibid::detect {
namespace {

// Each post as "platform author @account date: text", one a line; " +n" where `at` reaches n bytes
// further back than the text.
std::string Posts(const std::string& text) {
  const Document document = Paragraphs(text);
  std::vector<Mention> found;
  FindFlattenedPosts(document, FindSignatures(document.text, BlocksOf(document)),
                     FindTailPhrases(document.text), {}, found);
  std::string out;
  for (const Mention& mention : found) {
    const auto& post = std::get<EmbedParts>(mention.parts);
    out += (out.empty() ? "" : "\n") + post.platform + " " + post.author + " @" + post.account +
           " " + post.date + ": " + post.text;
  }
  return out;
}

const std::string kProse =
    "The ministry said on Sunday that the exchange of intelligence had begun, and that thousands "
    "of volunteers had come from abroad. Nobody in the capital was asked, officials said later, "
    "although the agreement had been prepared for several months in three countries, and they "
    "added that it would stay in force until the end of the next year, when it is to be renewed "
    "or to be replaced by another one that the parliaments can vote upon.";

TEST(FlattenedTest, TakesTheParagraphBeforeASignatureThatStandsAlone) {
  EXPECT_EQ(Posts(kProse +
                  "\n\nIraq needs air support. #CFRLive\n\n- CFR (@CFR_org) September 25, "
                  "2015\n\n" +
                  kProse),
            "x CFR @CFR_org 2015-09-25: Iraq needs air support. #CFRLive");
  EXPECT_EQ(Posts(kProse +
                  "\n\nThis morning at #UNGA. https://t.co/rN pic.twitter.com/ci\n\n"
                  "Department of State (@StateDept) September 27, 2015\n\n" +
                  kProse),
            "x Department of State @StateDept 2015-09-27: This morning at #UNGA. https://t.co/rN "
            "pic.twitter.com/ci")
      << "no dash at all";
}

TEST(FlattenedTest, TakesWhatStandsBeforeItInItsOwnParagraph) {
  EXPECT_EQ(Posts(kProse + "\n\nA drink— Shay (@ironshay) August 22, 2013\n\n" + kProse),
            "x Shay @ironshay 2013-08-22: A drink");
  EXPECT_EQ(Posts(kProse + "\n\nLine one\nline two — Shay (@ironshay) August 22, 2013"),
            "x Shay @ironshay 2013-08-22: Line one\nline two");
  EXPECT_EQ(Posts(kProse + " He tweeted: Good night. — Shay (@ironshay) August 22, 2013 Then he "
                           "went."),
            "x Shay @ironshay 2013-08-22: Good night.");
}

TEST(FlattenedTest, DoesNotTakeProseForAPostThatShowedAPicture) {
  EXPECT_EQ(Posts(kProse + "\n\n— Shay (@ironshay) August 22, 2013"),
            "x Shay @ironshay 2013-08-22: ");
  EXPECT_EQ(Posts(kProse + "\n\npic.twitter.com/abc\n\n— Shay (@ironshay) August 22, 2013"),
            "x Shay @ironshay 2013-08-22: pic.twitter.com/abc");
}

TEST(FlattenedTest, KeepsThreadsApartAndDoubledSignaturesTogether) {
  EXPECT_EQ(Posts("One 1/2\n\n— A (@a) May 1, 2020\n\nTwo 2/2\n\n— A (@a) May 1, 2020"),
            "x A @a 2020-05-01: One 1/2\nx A @a 2020-05-01: Two 2/2");
  EXPECT_EQ(Posts("One\n\n— A (@a) May 1, 2020\n\n— A (@a) May 1, 2020"), "x A @a 2020-05-01: One");
  EXPECT_EQ(Posts("One\n\nShow this thread\n\n— A (@a) May 1, 2020"), "x A @a 2020-05-01: One");
}

TEST(FlattenedTest, IsNotTakenInByBylinesListsAndProse) {
  EXPECT_EQ(Posts("Maggie Haberman (@maggieNYT) pointed out that it was late."), "");
  EXPECT_EQ(Posts("It was Joe (@joe) on Friday, September 25, 2015 who said so."), "");
  EXPECT_EQ(Posts("The talk by Joe (@joe) September 25, 2015 was long."), "");
  EXPECT_EQ(Posts("A title of a story\n\nBy Jane Doe (@jdoe) September 25, 2015\n\n" + kProse), "");
  EXPECT_EQ(Posts("[headline] A title\n\nJane Doe (@jdoe) September 25, 2015\n\n" + kProse), "");
  EXPECT_EQ(Posts("Our staff:\n\n- Jane Doe (@jdoe) September 25, 2015\n\n- John Roe (@jroe) "
                  "October 1, 2015\n\n- Max Poe (@mpoe) October 2, 2015"),
            "");
}

TEST(FlattenedTest, ReadsOtherPlatforms) {
  EXPECT_EQ(Posts("Hello.\n\n— Ann (@ann.bsky.social) January 1, 2025 at 7:45 AM"),
            "bluesky Ann @ann.bsky.social 2025-01-01: Hello.");
  EXPECT_EQ(Posts(kProse + "\n\nView this post on Instagram\n\nSunset #sea\n\nA post shared by Ann "
                           "Poe (@ann.poe) on Jul 5, 2018 at 7:11am PDT"),
            "instagram Ann Poe @ann.poe 2018-07-05: Sunset #sea");
  EXPECT_EQ(Posts(kProse + "\n\nA photo posted by Ann (@ann) on Jul 5, 2015 at 7:11am PDT"),
            "instagram Ann @ann 2015-07-05: ");
  EXPECT_EQ(Posts("Roads are closed.\n\nPosted by City of X on Saturday, September 26, 2015"),
            "facebook City of X @ 2015-09-26: Roads are closed.");
  EXPECT_EQ(Posts("@scout Scramble your name #fyp ♬ original sound - tiktok"),
            "tiktok  @scout : Scramble your name #fyp");
}

}  // namespace
}  // namespace ibid::detect
