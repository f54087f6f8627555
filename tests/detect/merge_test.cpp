#include "detect/merge.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

Mention Handle(std::uint32_t begin, std::uint32_t end, double confidence) {
  Mention mention;
  mention.kind = MentionKind::kHandle;
  mention.at = {begin, end};
  mention.confidence = confidence;
  mention.parts = TagParts{};
  return mention;
}

Mention Link(std::uint32_t begin, std::uint32_t end, std::string url) {
  Mention mention;
  mention.kind = MentionKind::kLink;
  mention.at = {begin, end};
  LinkParts parts;
  parts.url = std::move(url);
  mention.parts = std::move(parts);
  return mention;
}

// "m1[0,9) m2[0,4)c", c for chrome.
std::string Merged(std::vector<Mention> found, std::vector<Zone> zones = {}) {
  Document document;
  document.text = std::string(100, 'x');
  document.zones = std::move(zones);
  std::string out;
  for (const Mention& m : Merge(document, std::move(found))) {
    out += (out.empty() ? "" : " ") + m.id + "[" + std::to_string(m.at.begin) + "," +
           std::to_string(m.at.end) + ")" + (m.chrome ? "c" : "");
  }
  return out;
}

TEST(MergeTest, SortsByPositionThenLongestFirst) {
  EXPECT_EQ(Merged({Handle(5, 9, 1), Handle(0, 4, 1), Link(0, 9, "a")}), "m1[0,9) m2[0,4) m3[5,9)");
}

TEST(MergeTest, KeepsOneOfTheSameFindButBothLinksAtOnePlace) {
  EXPECT_EQ(Merged({Handle(0, 4, 0.5), Handle(0, 4, 1)}), "m1[0,4)");
  EXPECT_EQ(Merged({Link(3, 3, "a"), Link(3, 3, "b"), Link(3, 3, "a")}), "m1[3,3) m2[3,3)");
}

TEST(MergeTest, DropsTheLessSureOfTwoThatPartlyOverlap) {
  EXPECT_EQ(Merged({Handle(0, 5, 0.9), Handle(3, 8, 0.8)}), "m1[0,5)");
  EXPECT_EQ(Merged({Handle(0, 5, 0.8), Handle(3, 8, 0.9)}), "m1[3,8)");
  EXPECT_EQ(Merged({Handle(0, 9, 0.8), Handle(3, 8, 0.9)}), "m1[0,9) m2[3,8)") << "nested is fine";
  EXPECT_EQ(Merged({Handle(0, 5, 0.8), Link(3, 8, "a")}), "m1[0,5) m2[3,8)") << "other kinds too";
}

TEST(MergeTest, TakesChromeFromTheZone) {
  Zone footer;
  footer.at = {50, 100};
  footer.chrome = true;
  EXPECT_EQ(Merged({Handle(0, 4, 1), Handle(60, 64, 1)}, {footer}), "m1[0,4) m2[60,64)c");
}

}  // namespace
}  // namespace ibid::detect
