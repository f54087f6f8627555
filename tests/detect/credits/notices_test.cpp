#include "detect/credits/notices.h"

#include <string>

#include <gtest/gtest.h>

#include "detect/credits/bylines.h"
#include "detect/credits/datelines.h"
#include "detect/links/identifiers.h"
#include "detect/paragraphs.h"

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

TEST(NoticesTest, ReadsTheWaysOfPassingOn) {
  EXPECT_EQ(Notices("Read the original article on The Conversation."),
            "original_source The Conversation");
  EXPECT_EQ(Notices("Read the full story at Politico."), "original_source Politico");
  EXPECT_EQ(Notices("Read the full story at Anna's place in town."), "");
  EXPECT_EQ(Notices("This story was produced in partnership with ProPublica."),
            "original_source ProPublica");
  EXPECT_EQ(Notices("This article was written in collaboration with Der Spiegel and Le Monde."),
            "original_source Der Spiegel and Le Monde");
  EXPECT_EQ(Notices("A version of this article first appeared in The Sample Courier."),
            "first_published The Sample Courier");
  EXPECT_EQ(Notices("Excerpted from The Long Book by Jane Doe."), "original_source The Long Book");
  EXPECT_EQ(Notices("The talks go on. (h/t Mediaite.)"), "original_source Mediaite");
  EXPECT_EQ(Notices("h/t/: The Hill"), "original_source The Hill");
  EXPECT_EQ(Notices("Hat tip to Jane Doe"), "original_source Jane Doe");
  EXPECT_EQ(Notices("Via: Fox News"), "original_source Fox News");
  EXPECT_EQ(Notices("Via side doors the army went in."), "");
  EXPECT_EQ(Notices("© Provided by Business Insider"), "original_source Business Insider");
  EXPECT_EQ(Notices("Information from: Star Tribune, http://www.startribune.com"),
            "original_source Star Tribune");
  EXPECT_EQ(Notices("Reprinted with permission from The Sample Courier."),
            "original_source The Sample Courier");
  EXPECT_EQ(Notices("[headline] Source: Reuters"), "");
}

TEST(NoticesTest, KnowsTheSourceOfAPicture) {
  EXPECT_EQ(Notices("Source: Getty Images"), "");
  EXPECT_EQ(Notices("Photo: Jane Doe/Getty Images"), "");
  EXPECT_EQ(Notices("© Jane Doe/Alamy"), "");
  EXPECT_EQ(Notices("Source: somebody who saw it"), "");
  // In the middle of an article an unknown name stands under a chart.
  const std::string middle =
      "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSource: The Chart Office\n\n";
  EXPECT_EQ(Notices(middle + "Six.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.\n\nEleven."), "");
}

TEST(NoticesTest, ReadsEveryNameOfACredit) {
  EXPECT_EQ(
      Notices("It ended.\n\n(Reporting by Ana Roe in Kabul and Li Wu; additional reporting by "
              "Jo P. Poe in Paris, France; Editing by Al Moe)"),
      "agency_credit Ana Roe / agency_credit Li Wu / agency_credit Jo P. Poe");
  EXPECT_EQ(Notices("It ended.\n\nAssociated Press writers Ana Roe in Kabul and Li Wu in Paris "
                    "contributed to this report."),
            "agency_credit Associated Press / agency_credit Ana Roe / agency_credit Li Wu");
  EXPECT_EQ(Notices("It ended.\n\nCNN's Ana Roe and Jo van der Berg contributed to this report."),
            "agency_credit CNN / agency_credit Ana Roe / agency_credit Jo van der Berg");
  EXPECT_EQ(Notices("Reuters contributed to this story."), "agency_credit Reuters");
  EXPECT_EQ(Notices("Ana Roe contributed reporting."), "agency_credit Ana Roe");
  EXPECT_EQ(Notices("The rain that fell for days contributed to this story."), "");
  EXPECT_EQ(Notices("With files from The Canadian Press"), "agency_credit The Canadian Press");
  EXPECT_EQ(Notices("The talks go on. (AFP/Reuters)"), "agency_credit AFP / agency_credit Reuters");
  EXPECT_EQ(Notices("The talks go on. (RFE/RL)"), "agency_credit RFE/RL");
  EXPECT_EQ(Notices("The talks go on. (AP/Somebody)"), "");
}

TEST(NoticesTest, ReadsCopyrightLines) {
  EXPECT_EQ(Notices("© 2015 The Associated Press. All rights reserved."),
            "copyright The Associated Press 2015");
  EXPECT_EQ(Notices("Copyright 2014-2016 Thomson Reuters"), "copyright Thomson Reuters 2016");
  EXPECT_EQ(Notices("Copyright © Jane Doe, Global Research, 2015"),
            "copyright Jane Doe 2015 / copyright Global Research 2015");
  EXPECT_EQ(Notices("The Copyright Office said that copyright law was old."), "");
  EXPECT_EQ(Notices("© 2022 Sample Media, LLC. All Rights Reserved."),
            "copyright Sample Media 2022");
  EXPECT_EQ(Notices("© Copyright Sample 2022"), "copyright Sample 2022");
  EXPECT_EQ(Notices("Copyright © 2017-2024 All rights reserved"), "copyright 2024");
  EXPECT_EQ(Notices("© 2019 Sample | About us | Terms"), "copyright Sample 2019");
  EXPECT_EQ(Notices("© Sample Media. All rights reserved."), "copyright Sample Media");
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
  EXPECT_EQ(Bylines("Title\n\nBy Jane Doe, Staff Writer | May 1, 2015"), "Jane Doe");
  EXPECT_EQ(Bylines("Title\n\nBy then it was late and nobody knew."), "");
  EXPECT_EQ(Bylines("Title\n\nBy JANE DOE and LI WU, AP White House Correspondents"),
            "JANE DOE / LI WU");
  EXPECT_EQ(Bylines("Title\n\nBy Jane Doe, Reuters"), "Jane Doe / Reuters");
  EXPECT_EQ(Bylines("Title\n\nBy Jane Doe, Washington"), "Jane Doe");
  EXPECT_EQ(Bylines("Title\n\nBy Jane Doe October 10 at 9:00 AM"), "Jane Doe");
  EXPECT_EQ(Bylines("Title\n\nWords by Jane Doe"), "Jane Doe");
  EXPECT_EQ(Bylines("Title\n\nAssociated Press"), "Associated Press");
  EXPECT_EQ(Bylines("Title\n\nAFP in Kabul\n\nText."), "AFP");
  EXPECT_EQ(Bylines("Title\n\nReuters, London"), "Reuters");
  EXPECT_EQ(Bylines("Title\n\nBy Staff and agencies"), "");
  EXPECT_EQ(Bylines("Title\n\nVon Jana Muster und Li Wu"), "Jana Muster / Li Wu");
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
  EXPECT_EQ(Datelines("NATO — which is old — said"), "");
  EXPECT_EQ(Datelines("EXCLUSIVE – The mayor said"), "");
  EXPECT_EQ(Datelines("RYE, N.H. - The mayor said"), "RYE, N.H.|||RYE, N.H. -");
  EXPECT_EQ(Datelines("LONDON (CNN) — The mayor said"), "LONDON||CNN|LONDON (CNN) —");
  EXPECT_EQ(Datelines("LONDON/PARIS, Feb 1 (Reuters) – The"),
            "LONDON/PARIS||Reuters|LONDON/PARIS, Feb 1 (Reuters) –");
  EXPECT_EQ(Datelines("New Delhi [India], February 1 (ANI): The mayor"),
            "New Delhi [India]||Asian News International|New Delhi [India], February 1 (ANI)");
  EXPECT_EQ(Datelines("The Associated Press (AP) - said"), "");
  EXPECT_EQ(Datelines("GET THE LETTER! - You can read it"), "");
  EXPECT_EQ(Datelines("THE HAGUE (AP) — The"), "THE HAGUE||The Associated Press|THE HAGUE (AP) —");
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
