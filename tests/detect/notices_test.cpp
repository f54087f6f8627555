#include "detect/notices.h"

#include <string>

#include <gtest/gtest.h>

#include "detect/bylines.h"
#include "detect/datelines.h"
#include "detect/identifiers.h"
#include "paragraphs.h"

namespace ibid::detect {
namespace {

// Notices as "kind name date", joined by " / ".
std::string Notices(const std::string& text) {
  const Document document = Paragraphs(text);
  std::vector<Mention> found;
  FindNotices(document, Cover(), found);
  std::string out;
  for (const Mention& mention : found) {
    const auto& notice = std::get<NoticeParts>(mention.parts);
    out += (out.empty() ? "" : " / ") + std::string(Name(notice.notice)) +
           (notice.name.empty() ? "" : " " + notice.name) +
           (notice.date.empty() ? "" : " " + notice.date);
  }
  return out;
}

std::string Bylines(const std::string& text, const std::string& publisher = "") {
  Document document = Paragraphs(text);
  document.metadata.publisher.value = publisher;
  std::vector<Mention> found;
  FindBylines(document, found);
  std::string out;
  for (const Mention& mention : found) {
    out += (out.empty() ? "" : " / ") + std::get<BylineParts>(mention.parts).name;
  }
  return out;
}

// "place|date|agency|what it spans"
std::string Datelines(const std::string& text) {
  const Document document = Paragraphs(text);
  std::vector<Mention> found;
  FindDatelines(document, found);
  if (found.empty()) {
    return "";
  }
  const auto& d = std::get<DatelineParts>(found[0].parts);
  return d.place + "|" + d.date + "|" + d.agency + "|" + std::string(document.Text(found[0].at));
}

std::string Identifiers(const std::string& text) {
  const Document document = Paragraphs(text);
  std::vector<Mention> found;
  FindIdentifiers(document, found);
  std::string out;
  for (const Mention& mention : found) {
    const auto& id = std::get<IdentifierParts>(mention.parts);
    out += (out.empty() ? "" : " / ") + id.scheme + " " + id.value;
  }
  return out;
}

TEST(NoticesTest, ReadsWhereAnArticleComesFrom) {
  EXPECT_EQ(
      Notices("The original source of this article is Sputnik Copyright © Sputnik, Sputnik, 2015"),
      "original_source Sputnik / copyright Sputnik 2015");
  EXPECT_EQ(Notices("The original source of this article is Centre for Research on Globalization."),
            "original_source Centre for Research on Globalization");
  EXPECT_EQ(Notices("This article was originally published by ProPublica on May 1, 2020."),
            "first_published ProPublica");
  EXPECT_EQ(Notices("This story first appeared in The Atlantic."), "first_published The Atlantic");
  EXPECT_EQ(Notices("Originally published on The Conversation under a licence."),
            "first_published The Conversation");
  EXPECT_EQ(Notices("Republished with permission from Kaiser Health News."),
            "original_source Kaiser Health News");
  EXPECT_EQ(Notices("Dieser Artikel erschien zuerst bei Netzpolitik.org."),
            "first_published Netzpolitik.org");
  EXPECT_EQ(Notices("Source: Reuters"), "agency_credit Reuters");
  EXPECT_EQ(Notices("He says the book was originally published by Random House."), "");
}

TEST(NoticesTest, ReadsCopyrightLines) {
  EXPECT_EQ(Notices("© 2015 The Associated Press. All rights reserved."),
            "copyright The Associated Press 2015");
  EXPECT_EQ(Notices("Copyright 2014-2016 Thomson Reuters"), "copyright Thomson Reuters 2016");
  EXPECT_EQ(Notices("Copyright © Jane Doe, Global Research, 2015"),
            "copyright Jane Doe 2015 / copyright Global Research 2015");
  EXPECT_EQ(Notices("The Copyright Office said that copyright law was old."), "");
}

TEST(NoticesTest, ReadsCreditsAndCorrections) {
  EXPECT_EQ(Notices("The talks go on. (AP)"), "agency_credit AP");
  EXPECT_EQ(Notices("The talks go on. /TASS/"), "agency_credit TASS");
  EXPECT_EQ(Notices("The talks go on. -- Associated Press"), "agency_credit Associated Press");
  EXPECT_EQ(Notices("The talks go on.\n\n(Reporting by Jane Doe in Baghdad; editing by John Roe)"),
            "agency_credit Jane Doe");
  EXPECT_EQ(Notices("Correction: October 2, 2015: An earlier version was wrong."),
            "correction 2015-10-02");
  EXPECT_EQ(Notices("This article has been corrected to say so."), "correction");
}

TEST(BylinesTest, ReadsNames) {
  EXPECT_EQ(Bylines("Title\n\nBy A. Writer and Jane Doe\n\nText."), "A. Writer / Jane Doe");
  EXPECT_EQ(Bylines("[byline] By Sputnik Global Research, September 28, 2015", "Global Research"),
            "Sputnik");
  EXPECT_EQ(Bylines("Title\n\nBy Jane Doe, Staff Writer | May 1, 2015"), "Jane Doe / Staff Writer");
  EXPECT_EQ(Bylines("Title\n\nBy then it was late and nobody knew."), "");
}

TEST(DatelinesTest, ReadsPlacesDatesAndAgencies) {
  EXPECT_EQ(Datelines("BAGHDAD, Sept 28 (Reuters) - Iraq said"),
            "BAGHDAD||Reuters|BAGHDAD, Sept 28 (Reuters) -");
  EXPECT_EQ(Datelines("WASHINGTON (AP) — The"),
            "WASHINGTON||The Associated Press|WASHINGTON (AP) —");
  EXPECT_EQ(Datelines("MOSCOW, September 28, 2015. /TASS/. The"),
            "MOSCOW|2015-09-28|TASS|MOSCOW, September 28, 2015. /TASS/.");
  EXPECT_EQ(Datelines("Berlin (dpa) - Die"), "Berlin||dpa|Berlin (dpa) -");
  EXPECT_EQ(Datelines("KIRKUK, Iraq — The"), "KIRKUK, Iraq|||KIRKUK, Iraq —");
  EXPECT_EQ(Datelines("(Reuters) - The"), "||Reuters|(Reuters) -");
  EXPECT_EQ(Datelines("The United States (US) - said"), "");
  EXPECT_EQ(Datelines("NATO — which is old — said"), "NATO|||NATO —");
}

TEST(IdentifiersTest, ReadsAndChecks) {
  EXPECT_EQ(
      Identifiers("see doi:10.1000/xyz.12, or https://doi.org/10.1016/S0140-6736(15)00001-2."),
      "doi 10.1000/xyz.12 / doi 10.1016/s0140-6736(15)00001-2");
  EXPECT_EQ(Identifiers("arXiv:2101.00001v2 and arXiv:hep-th/9901001"),
            "arxiv 2101.00001v2 / arxiv hep-th/9901001");
  EXPECT_EQ(Identifiers("ISBN 978-0-306-40615-7, ISBN-10: 0-306-40615-2, ISBN 978-0-306-40615-8"),
            "isbn 9780306406157 / isbn 0306406152");
  EXPECT_EQ(Identifiers("PMID: 12345678"), "pmid 12345678");
  EXPECT_EQ(Identifiers("UN Security Council resolution 2254 and S/RES/1441 (2002)"),
            "resolution S/RES/2254 / resolution S/RES/1441 (2002)");
  EXPECT_EQ(Identifiers("No. 1:15-cv-01234 and 10.5/3 per cent, 15-12 votes"),
            "docket 1:15-cv-01234");
}

}  // namespace
}  // namespace ibid::detect
