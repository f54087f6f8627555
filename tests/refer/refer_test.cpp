#include "refer/refer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"

// Text in, one line for each mention that points at something:
//   The Times -> r1 story The New York Times
// Paragraphs are set apart by an empty line.
namespace ibid::refer {
namespace {

Document Article(std::string_view text) {
  Document document;
  document.text = text;
  document.metadata.published.value = "2015-09-28";
  document.metadata.title.value = "A title";
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    Zone zone;
    zone.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    document.zones.push_back(zone);
    begin = end + 2;
  }
  return document;
}

std::string_view Written(const Document& document, const Mention& mention) {
  const auto* said = std::get_if<AttributionParts>(&mention.parts);
  return said != nullptr && said->source ? document.Text(said->source->at)
                                         : document.Text(mention.at);
}

std::string Line(const Document& document, const Mention& mention,
                 const std::vector<Reference>& references) {
  std::string line(Written(document, mention));
  line.append(" -> ");
  for (const Reference& reference : references) {
    if (reference.id == mention.refers.reference) {
      line.append(reference.id).append(" ").append(Name(reference.kind)).append(" ");
    }
  }
  line.append(mention.refers.name);
  for (const Referral::Candidate& candidate : mention.refers.candidates) {
    line.append(" | ").append(candidate.name);
  }
  return line.append("\n");
}

// What the sources of the text are taken for.
std::string Sources(std::string_view text) {
  const Document document = Article(text);
  std::vector<Mention> mentions = detect::Detect(document);
  const std::vector<Reference> references = Refer(document, mentions);
  std::string out;
  for (const Mention& mention : mentions) {
    if (mention.kind == MentionKind::kAttribution) {
      out += Line(document, mention, references);
    }
  }
  return out;
}

TEST(Refer, ShortFormOfAnOutletIsTheOneNamedBefore) {
  EXPECT_EQ(Sources("Troops left on Monday, The New York Times reports.\n\n"
                    "They came back, The Times writes."),
            "The New York Times -> r1 story The New York Times\n"
            "The Times -> r1 story The New York Times\n");
}

TEST(Refer, AnOutletAndADateAreOneStory) {
  EXPECT_EQ(Sources("Reuters reported that it rained. Reuters said that it stopped."),
            "Reuters -> r1 story Reuters\nReuters -> r1 story Reuters\n");
}

TEST(Refer, WhatItWritesNextIsTheDatedStory) {
  EXPECT_EQ(Sources("The New York Times reported on September 23, 2013, that links rot.\n\n"
                    "Half of them no longer worked, The Times writes."),
            "The New York Times -> r1 story The New York Times\n"
            "The Times -> r1 story The New York Times\n");
}

TEST(Refer, ASurnameIsTheFullNameWhereverThatStands) {
  EXPECT_EQ(Sources("Lavrov said the talks had failed.\n\n"
                    "Foreign Minister Sergei Lavrov said he would return."),
            "Lavrov -> r1 statement Sergei Lavrov\n"
            "Foreign Minister Sergei Lavrov -> r2 statement Sergei Lavrov\n");
}

TEST(Refer, ABodyIsOneUnderItsCountryOrItsShortName) {
  EXPECT_EQ(Sources("The Iraqi Defense Ministry said the jets had come.\n\n"
                    "The ministry said they were new.\n\n"
                    "Iraq's Defense Ministry announced that they would fly."),
            "The Iraqi Defense Ministry -> r1 statement Iraqi Defense Ministry\n"
            "The ministry -> r2 statement Iraqi Defense Ministry\n"
            "Iraq's Defense Ministry -> r3 statement Iraqi Defense Ministry\n");
}

TEST(Refer, TheOfficialIsTheOneBefore) {
  EXPECT_EQ(Sources("A senior Treasury official said the rules were ready.\n\n"
                    "\"They will change nothing,\" the official explained."),
            "A senior Treasury official -> r1 statement A senior Treasury official\n"
            "the official -> r2 statement A senior Treasury official\n");
}

TEST(Refer, NothingIsGuessedAcrossMoreThanThreeParagraphs) {
  const std::string filler = "Nobody was hurt in the long and quiet night by the river bank.\n\n";
  EXPECT_EQ(Sources("The Iraqi Defense Ministry said the jets had come to the base.\n\n" + filler +
                    filler + filler + filler + "The ministry said they were new."),
            "The Iraqi Defense Ministry -> r1 statement Iraqi Defense Ministry\n"
            "The ministry -> r2 statement The ministry\n");
}

TEST(Refer, APronounIsTheSourceBefore) {
  EXPECT_EQ(Sources("Maria Lopez said the plan was dead. She added that nobody mourned it."),
            "Maria Lopez -> r1 statement Maria Lopez\n"
            "She -> r2 statement Maria Lopez\n");
}

TEST(Refer, APronounWithNobodyBeforeItStaysOne) {
  EXPECT_EQ(Sources("He said the plan was dead."), "He -> He\n");
}

// ---- Whom "she" means ---------------------------------------------------------------------------

TEST(Refer, APronounAgreesWithTheGivenNameOrTheTitle) {
  EXPECT_EQ(Sources("Maria Lopez said the plan was dead. Peter Grant said it was not.\n\n"
                    "She added that nobody mourned it."),
            "Maria Lopez -> r1 statement Maria Lopez\n"
            "Peter Grant -> r2 statement Peter Grant\n"
            "She -> r3 statement Maria Lopez\n");
  EXPECT_EQ(Sources("A spokeswoman for the bank said it was safe. Mr. Ochoa said it was not.\n\n"
                    "She said the doors were open."),
            "A spokeswoman for the bank -> r1 statement A spokeswoman for the bank\n"
            "Mr. Ochoa -> r2 statement Ochoa\n"
            "She -> r3 statement A spokeswoman for the bank\n");
}

TEST(Refer, WhatAPronounHasShownIsRemembered) {
  EXPECT_EQ(Sources("Robin Ochoa said it rained. She said it snowed. Peter Moss said it froze.\n\n"
                    "She said it thawed. He said it did not."),
            "Robin Ochoa -> r1 statement Robin Ochoa\n"
            "She -> r2 statement Robin Ochoa\n"
            "Peter Moss -> r3 statement Peter Moss\n"
            "She -> r4 statement Robin Ochoa\n"
            "He -> r5 statement Peter Moss\n");
}

TEST(Refer, SomebodyNamedBetweenMakesAPronounAmbiguous) {
  EXPECT_EQ(Sources("Peter Grant said the plan was dead. John Moss left the room at once. "
                    "He said nobody mourned it."),
            "Peter Grant -> r1 statement Peter Grant\n"
            "He -> He | John Moss | Peter Grant\n");
  EXPECT_EQ(Sources("Peter Grant said the plan was dead. Maria Lopez left the room at once. "
                    "She said nobody mourned it."),
            "Peter Grant -> r1 statement Peter Grant\n"
            "She -> r2 statement Maria Lopez\n");
  EXPECT_EQ(Sources("Peter Grant said John Moss had left the room. He said nobody mourned it."),
            "Peter Grant -> r1 statement Peter Grant\n"
            "He -> r2 statement Peter Grant\n");
}

TEST(Refer, APronounReachesThreeParagraphsBackAndNoFurther) {
  const std::string filler = "Nobody was hurt in the long and quiet night by the river bank.\n\n";
  EXPECT_EQ(Sources("Maria Lopez said the plan of the council was dead at last.\n\n" + filler +
                    filler + filler + "She added that nobody in the town mourned it."),
            "Maria Lopez -> r1 statement Maria Lopez\nShe -> She\n");
}

TEST(Refer, BodiesAreItAndGroupsAreThey) {
  EXPECT_EQ(Sources("The Iraqi army said the jets had come. Two diplomats said they had not.\n\n"
                    "They said the base was empty. A report by the bank says nobody saw them. "
                    "It shows that the base was sold."),
            "The Iraqi army -> r1 statement The Iraqi army\n"
            "Two diplomats -> r2 statement Two diplomats\n"
            "They -> r3 statement Two diplomats\n"
            "A report by the bank -> r4 statement A report by the bank\n"
            "It -> r5 statement A report by the bank\n");
}

// ---- Whom a surname means -----------------------------------------------------------------------

TEST(Refer, ASurnameOfTwoIsAmbiguousUnlessItsTitleTells) {
  EXPECT_EQ(Sources("Anna Bell said it rained. Peter Bell said it snowed. Bell said it froze.\n\n"
                    "Ms. Bell said it thawed."),
            "Anna Bell -> r1 statement Anna Bell\n"
            "Peter Bell -> r2 statement Peter Bell\n"
            "Bell -> r3 statement Bell | Peter Bell | Anna Bell\n"
            "Ms. Bell -> r4 statement Anna Bell\n");
}

// ---- "The official", "both officials", "the same report" ----------------------------------------

TEST(Refer, WhatPointsBackMayHaveItsOwnAttributes) {
  EXPECT_EQ(Sources("Sergei Lavrov, the Russian foreign minister, said the talks had failed.\n\n"
                    "The foreign minister said he would return."),
            "Sergei Lavrov, the Russian foreign minister, -> r1 statement Sergei Lavrov\n"
            "The foreign minister -> r2 statement Sergei Lavrov\n");
  EXPECT_EQ(Sources("A report by the central bank says prices fell.\n\n"
                    "The same report says wages rose."),
            "A report by the central bank -> r1 statement A report by the central bank\n"
            "The same report -> r2 statement A report by the central bank\n");
}

TEST(Refer, BothOfficialsAreTheTwoBefore) {
  EXPECT_EQ(Sources("A Treasury official said the rules were ready. A Pentagon official said they "
                    "were not.\n\nBoth officials said the talks would go on."),
            "A Treasury official -> r1 statement A Treasury official\n"
            "A Pentagon official -> r2 statement A Pentagon official\n"
            "Both officials -> r3 statement A Treasury official and A Pentagon official\n");
  EXPECT_EQ(Sources("Two Treasury officials said the rules were ready.\n\n"
                    "The officials said the talks would go on."),
            "Two Treasury officials -> r1 statement Two Treasury officials\n"
            "The officials -> r2 statement Two Treasury officials\n");
}

TEST(Refer, TwoOfOneKindInOneParagraphAreAmbiguous) {
  EXPECT_EQ(
      Sources("A Treasury official said the rules were ready. A Pentagon official said they "
              "were not.\n\nThe official said the talks would go on."),
      "A Treasury official -> r1 statement A Treasury official\n"
      "A Pentagon official -> r2 statement A Pentagon official\n"
      "The official -> r3 statement The official | A Pentagon official | A Treasury official\n");
}

// ---- "The paper", "the agency" ------------------------------------------------------------------

TEST(Refer, ThePaperAfterTwoPapersIsAmbiguous) {
  EXPECT_EQ(Sources("The Guardian reported that rents rose. The Washington Post reported that they "
                    "fell.\n\nThe paper said nobody had moved."),
            "The Guardian -> r1 story The Guardian\n"
            "The Washington Post -> r2 story The Washington Post\n"
            "The paper -> r3 story The paper | The Washington Post | The Guardian\n");
}

TEST(Refer, APaperIsNoAgencyAndNoNetwork) {
  EXPECT_EQ(Sources("The Guardian reported that rents rose. CNN reported that they fell. Reuters "
                    "said nobody knew.\n\nThe paper said nobody had moved. The network said "
                    "many had. The agency said it was cold."),
            "The Guardian -> r1 story The Guardian\n"
            "CNN -> r2 story CNN\n"
            "Reuters -> r3 story Reuters\n"
            "The paper -> r1 story The Guardian\n"
            "The network -> r2 story CNN\n"
            "The agency -> r3 story Reuters\n");
}

TEST(Refer, WhoWasSpokenToMayBeThePaper) {
  EXPECT_EQ(Sources("Maria Lopez told The Guardian that rents rose.\n\n"
                    "The paper reported that she had moved."),
            "Maria Lopez -> r1 statement Maria Lopez\n"
            "The paper -> r2 story The Guardian\n");
}

TEST(Refer, TwoTimesInOneParagraphAreAmbiguous) {
  EXPECT_EQ(Sources("The New York Times reported that rents rose. The Los Angeles Times reported "
                    "that they fell.\n\nThe Times said nobody had moved."),
            "The New York Times -> r1 story The New York Times\n"
            "The Los Angeles Times -> r2 story Los Angeles Times\n"
            "The Times -> r3 story The Times | Los Angeles Times | The New York Times\n");
}

// ---- How sure
// ------------------------------------------------------------------------------------

TEST(Refer, EveryDecisionSaysHowSureItIs) {
  const std::string filler = "Nobody was hurt in the long and quiet night by the river bank.\n\n";
  const Document document =
      Article("Maria Lopez said the plan of the council was dead at last.\n\n" + filler +
              "She added that nobody in the town mourned it.");
  std::vector<Mention> mentions = detect::Detect(document);
  Refer(document, mentions);
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_GT(mentions[0].refers.confidence, 0.9);
  EXPECT_LT(mentions[1].refers.confidence, 0.7);  // Two paragraphs back.
  EXPECT_GT(mentions[1].refers.confidence, 0.5);
}

TEST(Refer, NoBodyOfTheTextIsForgotten) {
  const Document document = Article("Maria Lopez said it rained. Peter Grant said it snowed.");
  std::vector<Mention> mentions = detect::Detect(document);
  const std::vector<Reference> references = Refer(document, mentions);
  for (const Reference& reference : references) {
    EXPECT_FALSE(reference.key.empty());
    EXPECT_FALSE(reference.mentions.empty());
    EXPECT_EQ(reference.date, "2015-09-28");
    EXPECT_FALSE(reference.date_is_own);
  }
}

}  // namespace
}  // namespace ibid::refer
