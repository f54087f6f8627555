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
