#include "write/findings.h"

#include <algorithm>
#include <map>

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

// What the paragraphs, a line each, rest on alone: "1: 1 2" is voice 1, by lines. Each word of a
// paragraph is a mention: of voice "A", of somebody without a name "?A", of a page "+a".
std::string SingleSources(const std::vector<std::vector<std::string>>& paragraphs) {
  Article article;
  std::map<std::string, std::string> known;
  for (const std::vector<std::string>& words : paragraphs) {
    const auto begin = static_cast<std::uint32_t>(article.document.text.size());
    for (const std::string& word : words) {
      const auto at = static_cast<std::uint32_t>(article.document.text.size());
      article.document.text += word + " ";
      Mention& mention = article.mentions.emplace_back();
      mention.id = "m" + std::to_string(article.mentions.size());
      mention.at = {at, static_cast<std::uint32_t>(at + word.size())};
      mention.kind = word[0] == '+' ? MentionKind::kLink : MentionKind::kAttribution;
      if (word[0] != '+') {
        auto& said = mention.parts.emplace<AttributionParts>();
        said.named = word[0] != '?';
        said.source_type = said.named ? SourceType::kOutlet : SourceType::kUnnamedPerson;
      }
      std::string& id = known[word];
      if (id.empty()) {
        id = "r" + std::to_string(known.size());
        Reference& reference = article.references.emplace_back();
        reference.id = id;
        reference.kind = word[0] == '+' ? ReferenceKind::kUrl : ReferenceKind::kStatement;
        reference.agent = word[0] == '+' ? "" : word;
        reference.url = word[0] == '+' ? "https://" + word.substr(1) + ".example/1" : "";
        reference.outlet = word == "A" ? Outlet{"A", {"a.example"}, ""} : Outlet{};
      }
      mention.refers.reference = id;
      for (Reference& reference : article.references) {
        if (reference.id == id) {
          reference.mentions.push_back(mention.id);
        }
      }
    }
    const auto end = static_cast<std::uint32_t>(article.document.text.size() - 1);
    article.document.zones.push_back({ZoneKind::kParagraph, {begin, end}, false, ""});
    article.document.text += "\n";
  }
  std::string out;
  for (const Concern& concern : Find(article).concerns) {
    if (concern.words.starts_with("the only source")) {
      out += (out.empty() ? "" : "; ") + std::to_string(concern.source) + " " + concern.words;
    }
  }
  return out;
}

TEST(FindingsTest, WhatParagraphsRestOnAlone) {
  EXPECT_EQ(SingleSources({{"A"}, {"A", "A"}}), "") << "two may well have one source";
  EXPECT_EQ(SingleSources({{"A"}, {"A", "A"}, {"B"}, {"A"}}),
            "0 the only source of 3 paragraphs (lines 1, 2 and 4)");
  EXPECT_EQ(SingleSources({{"?A"}, {"?A"}}), "0 the only source of 2 paragraphs (lines 1 and 2)");
  EXPECT_EQ(SingleSources({{"A"}, {"A", "B"}, {"A", "+b"}, {"A"}}), "") << "others stand beside it";
  EXPECT_EQ(SingleSources({{"A"}, {"A", "+a"}, {"A"}}),
            "1 the only source of 3 paragraphs (lines 1, 2 and 3)")
      << "a link to the outlet's own site is no other source";
  EXPECT_EQ(SingleSources({{"A"}, {"A"}, {"A"}, {"A"}, {"A"}, {"A"}, {"A"}, {"A"}}),
            "0 the only source of 8 paragraphs (lines 1, 2, 3, 4, 5, 6, ...)");
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
