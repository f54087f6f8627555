#include "refer/outlet_names.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "refer/refer.h"

// Which outlet a name is in an article of some publisher. What is found: "name (type)", joined by
// " / "; candidates behind bars.
namespace ibid::refer {
namespace {

struct From {
  std::string publisher;
  std::string url;
  std::string author;
};

std::string Sources(std::string_view text, const From& from = {}) {
  Document document;
  document.text = text;
  document.metadata.published.value = "2015-09-28";
  document.metadata.publisher.value = from.publisher;
  document.metadata.canonical_url.value = from.url;
  if (!from.author.empty()) {
    document.metadata.authors.push_back({from.author, "byline", {}});
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    Zone zone;
    zone.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    document.zones.push_back(zone);
    begin = end + 2;
  }
  std::vector<Mention> mentions = detect::Detect(document);
  Refer(document, mentions);
  std::string out;
  for (const Mention& mention : mentions) {
    const auto* said = std::get_if<AttributionParts>(&mention.parts);
    if (said == nullptr) {
      continue;
    }
    out += (out.empty() ? "" : " / ") + mention.refers.name + " (" +
           std::string(Name(said->source_type)) + ")";
    for (const Referral::Candidate& candidate : mention.refers.candidates) {
      out += "|" + candidate.name;
    }
  }
  return out;
}

TEST(OutletNames, OwnNameGoesBeforeShortForms) {
  EXPECT_EQ(Sources("The Sun reported that the bridge would close."), "The Sun (outlet)");
  EXPECT_EQ(Sources("The Guardian reported that the bridge would close."), "The Guardian (outlet)");
}

TEST(OutletNames, TheArticleOrThePublisherDecides) {
  EXPECT_EQ(
      Sources("The Baltimore Sun reported that the bridge would close. The Sun said it was old."),
      "The Baltimore Sun (outlet) / The Baltimore Sun (outlet)");
  EXPECT_EQ(Sources("A reader of The Baltimore Sun wept.\n\nThe Sun reported that the bridge would "
                    "close."),
            "The Baltimore Sun (outlet)");
  EXPECT_EQ(Sources("The Guardian reported that the bridge would close.", {"Daily Trust", "", ""}),
            "The Guardian (Nigeria) (outlet)");
  EXPECT_EQ(Sources("ABC reported that the bridge would close.", {"The Age", "", ""}),
            "ABC News (Australia) (outlet)");
  EXPECT_EQ(Sources("ABC reported that the bridge would close.", {"Newsday", "", ""}),
            "ABC News (outlet)");
}

TEST(OutletNames, ThePublishersCountryComesFirst) {
  const std::string text = "The Post reported that the bridge would close.";
  EXPECT_EQ(Sources(text).substr(0, 40), "The Post (outlet)|The Washington Post|Ne");
  EXPECT_EQ(Sources(text, {"Toronto Star", "", ""}).substr(0, 31),
            "The Post (outlet)|National Post");
}

TEST(OutletNames, ThePublisherIsItself) {
  const std::string text = "The Post reported that the bridge would close.";
  EXPECT_EQ(Sources(text, {"The Washington Post", "", ""}), "The Washington Post (self)");
  EXPECT_EQ(Sources(text, {"", "https://www.washingtonpost.com/a/b.html", ""}),
            "The Washington Post (self)");
  EXPECT_EQ(Sources("The Post reported on May 3, 2014, that the bridge would close.",
                    {"The Washington Post", "", ""}),
            "The Washington Post (outlet)");
  EXPECT_EQ(Sources("This newspaper reported that the bridge would close.",
                    {"The Sample Courier", "", ""}),
            "The Sample Courier (self)");
  EXPECT_EQ(Sources("\"It is old,\" the mayor told us. This reporter said it was new.",
                    {"The Sample Courier", "", "Jane Doe"}),
            "the mayor (unnamed_person) / Jane Doe (self)");
}

TEST(OutletNames, ANounMeansWhatItFits) {
  EXPECT_EQ(
      Sources("CNN reported that the bridge would close. The New York Times said it was old. "
              "The network said it was new. The newspaper said it was closed."),
      "CNN (outlet) / The New York Times (outlet) / CNN (outlet) / The New York Times (outlet)");
  EXPECT_TRUE(FitsNoun(detect::OutletKind::kUnknown, "network"));
  EXPECT_TRUE(FitsNoun(detect::OutletKind::kNewspaper, "website"));
  EXPECT_FALSE(FitsNoun(detect::OutletKind::kNewspaper, "Network"));
}

TEST(OutletNames, ANameInsideAPhraseIsFound) {
  EXPECT_EQ(Sources("Britain's ITV television station reported that the bridge would close."),
            "ITV News (outlet)");
}

}  // namespace
}  // namespace ibid::refer
