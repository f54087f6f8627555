#include "write/findings.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "write/sample.h"

namespace ibid::write {
namespace {

// Statements of these voices, "?" before one that has no name.
Findings Voices(Article& article, const std::vector<std::string>& agents) {
  article.document.text = std::string(100, 'x');
  for (const std::string& agent : agents) {
    const bool unnamed = agent.starts_with("?");
    const std::string number = std::to_string(article.mentions.size() + 1);
    Mention& mention = article.mentions.emplace_back();
    mention.id = "m" + number;
    mention.kind = MentionKind::kAttribution;
    mention.at = {static_cast<std::uint32_t>(article.mentions.size()), 50};
    mention.refers.reference = "r" + number;
    auto& said = mention.parts.emplace<AttributionParts>();
    said.named = !unnamed;
    said.source_type = unnamed ? SourceType::kUnnamedPerson : SourceType::kPersonNamed;
    Reference& reference = article.references.emplace_back();
    reference.id = "r" + number;
    reference.kind = ReferenceKind::kStatement;
    reference.agent = unnamed ? agent.substr(1) : agent;
    reference.mentions.push_back(mention.id);
  }
  return Find(article);
}

TEST(FindingsTest, WhatOneVoiceSaysIsOneSource) {
  Article article;
  const Findings findings = Voices(article, {"A. Writer", "?an official", "a. writer"});
  ASSERT_EQ(findings.sources.size(), 2U);
  EXPECT_EQ(findings.sources[0].mentions.size(), 2U);
  EXPECT_EQ(findings.source_of.at("r3"), 0U);
  EXPECT_EQ(LabelOf(findings.sources[0]), "A. Writer");
  EXPECT_TRUE(findings.sources[1].unnamed);
  EXPECT_EQ(findings.summary,
            std::vector<std::string>({"3 attributions to 2 sources, 1 of them unnamed"}));
}

TEST(FindingsTest, AVoiceThatIsNamedOnceIsNamed) {
  Article article;
  const Findings findings = Voices(article, {"?the minister", "the minister"});
  ASSERT_EQ(findings.sources.size(), 1U);
  EXPECT_FALSE(findings.sources[0].unnamed);
}

TEST(FindingsTest, WhereNoArchiveWasAskedNoneFailedToAnswer) {
  for (const std::string reason :
       {"not asked: web.archive.org (only hosts that the article names are asked)",
        "the Wayback Machine was not asked: this run is offline"}) {
    Article article = SampleArticle();
    for (Resolution& resolution : article.resolutions) {
      if (IsDead(resolution.verdict) && resolution.snapshots.empty()) {
        resolution.reasons.push_back(reason);
      }
    }
    const std::vector<Concern> concerns = Find(article).concerns;
    EXPECT_TRUE(std::any_of(concerns.begin(), concerns.end(), [](const Concern& concern) {
      return concern.words == "deleted, and no archive was asked";
    })) << reason;
  }
}

TEST(FindingsTest, TheWorstComesFirst) {
  const Article article = SampleArticle();
  const Findings findings = Find(article);
  ASSERT_FALSE(findings.concerns.empty());
  for (std::size_t i = 1; i < findings.concerns.size(); ++i) {
    EXPECT_GE(findings.concerns[i - 1].weight, findings.concerns[i].weight);
  }
  EXPECT_EQ(findings.concerns.front().words, "is not shown as it is: text");
}

}  // namespace
}  // namespace ibid::write
