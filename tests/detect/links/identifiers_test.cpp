#include "detect/links/identifiers.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

// The text with each identifier in brackets, and its scheme and value where they say more.
std::string Marked(const std::string& text) {
  Document document;
  document.text = text;
  std::vector<Mention> found;
  FindIdentifiers(document, found);
  std::string out;
  std::size_t at = 0;
  for (const Mention& mention : found) {
    const auto& parts = std::get<IdentifierParts>(mention.parts);
    const std::string written = text.substr(mention.at.begin, mention.at.size());
    out += text.substr(at, mention.at.begin - at) + "[" + written + "|" + parts.scheme;
    out += parts.value == written ? "]" : " " + parts.value + "]";
    at = mention.at.end;
  }
  return out + text.substr(at);
}

TEST(IdentifiersTest, FindsDois) {
  EXPECT_EQ(Marked("doi:10.1000/XYZ.12, (10.1002/(sici)1097(99)12) 10.1000.10/a."),
            "doi:[10.1000/XYZ.12|doi 10.1000/xyz.12], ([10.1002/(sici)1097(99)12|doi]) "
            "[10.1000.10/a|doi].");
  EXPECT_EQ(Marked("https://doi.org/10.1000/a?x=1 https://a.org/doi/10.1000/b/full, "
                   "https://a.org/doi/10.1000/c.pdf#page=2"),
            "https://doi.org/[10.1000/a|doi]?x=1 https://a.org/doi/[10.1000/b|doi]/full, "
            "https://a.org/doi/[10.1000/c|doi].pdf#page=2");
  EXPECT_EQ(Marked("10.100/x 10.1000/ 110.1000/x 10.1000 /x 10./x"),
            "10.100/x 10.1000/ 110.1000/x 10.1000 /x 10./x");
}

TEST(IdentifiersTest, FindsArxivOfBothSchemes) {
  EXPECT_EQ(Marked("arXiv:2101.00001v2 [cs.CL], arXiv: 0704.0001, arxiv.org/pdf/1501.00001.pdf"),
            "[arXiv:2101.00001v2|arxiv 2101.00001v2] [cs.CL], [arXiv: 0704.0001|arxiv 0704.0001], "
            "[arxiv.org/pdf/1501.00001|arxiv 1501.00001].pdf");
  EXPECT_EQ(Marked("arXiv:hep-th/9901001 arXiv:math.GT/0309136v1"),
            "[arXiv:hep-th/9901001|arxiv hep-th/9901001] "
            "[arXiv:math.GT/0309136v1|arxiv math.GT/0309136v1]");
  EXPECT_EQ(Marked("arXiv:2113.00001 arXiv:2101.001 arXiv 2020 arXiv:210100001"),
            "arXiv:2113.00001 arXiv:2101.001 arXiv 2020 arXiv:210100001");
}

TEST(IdentifiersTest, ChecksTheDigitsOfBooksAndJournals) {
  EXPECT_EQ(Marked("ISBN 0-306-40615-2; ISBN-13: 978-0-306-40615-7, ISBN 978 0 306 40615 7"),
            "[ISBN 0-306-40615-2|isbn 0306406152]; "
            "[ISBN-13: 978-0-306-40615-7|isbn 9780306406157], "
            "[ISBN 978 0 306 40615 7|isbn 9780306406157]");
  EXPECT_EQ(Marked("ISBN-10 0-8044-2957-X ISBN 978–0–306–40615–7 isbn9780306406157."),
            "[ISBN-10 0-8044-2957-X|isbn 080442957X] "
            "[ISBN 978–0–306–40615–7|isbn 9780306406157] [isbn9780306406157|isbn 9780306406157].");
  EXPECT_EQ(Marked("ISBN 0-306-40615-2 2 copies"), "[ISBN 0-306-40615-2|isbn 0306406152] 2 copies");
  EXPECT_EQ(Marked("ISBN 0-306-40615-3 ISBN 978-0-306-40615-8 ISBN 12"),
            "ISBN 0-306-40615-3 ISBN 978-0-306-40615-8 ISBN 12");
  EXPECT_EQ(Marked("ISSN 0317-8471, e-ISSN: 2434-561x, ISSN 0317-8472"),
            "[ISSN 0317-8471|issn 0317-8471], [e-ISSN: 2434-561x|issn 2434-561X], ISSN 0317-8472");
}

TEST(IdentifiersTest, FindsOtherRecords) {
  EXPECT_EQ(Marked("PMID: 12345678; pubmed.ncbi.nlm.nih.gov/1234567/ PMCID: PMC3257301 PMC12345"),
            "[PMID: 12345678|pmid 12345678]; [pubmed.ncbi.nlm.nih.gov/1234567|pmid 1234567]/ "
            "[PMCID: PMC3257301|pmcid PMC3257301] [PMC12345|pmcid]");
  EXPECT_EQ(
      Marked("RFC 9110, rfc2616 and RFC-822; Bristol RFC 2015 and RFC 0"),
      "[RFC 9110|rfc 9110], [rfc2616|rfc 2616] and [RFC-822|rfc 822]; Bristol RFC 2015 and RFC 0");
  EXPECT_EQ(Marked("CVE-2014-0160 (cve 2021-44228), CVE-14-1"),
            "[CVE-2014-0160|cve] ([cve 2021-44228|cve CVE-2021-44228]), CVE-14-1");
}

TEST(IdentifiersTest, FindsDockets) {
  EXPECT_EQ(Marked("1:15-cv-01234-ABC-DE, 15-CR-123. 2:2020cv1"),
            "[1:15-cv-01234-ABC-DE|docket 1:15-cv-01234], [15-CR-123|docket 15-cr-123]. 2:2020cv1");
  EXPECT_EQ(
      Marked("Case No. 1:20-cv-03010, No. 22-451 and Docket No. 20-12; No. 10-15 seeds, no. 1"),
      "[Case No. 1:20-cv-03010|docket 1:20-cv-03010], [No. 22-451|docket 22-451] and "
      "[Docket No. 20-12|docket 20-12]; No. 10-15 seeds, no. 1");
  EXPECT_EQ(Marked("Case C-131/12, T‑201/04 R; ECLI:EU:C:2014:317. C-4/2020 AC-12/34"),
            "Case [C-131/12|docket], [T‑201/04 R|docket T-201/04 R]; [ECLI:EU:C:2014:317|ecli]. "
            "C-4/2020 AC-12/34");
  EXPECT_EQ(Marked("application no. 5029/71"), "[application no. 5029/71|docket 5029/71]");
}

TEST(IdentifiersTest, FindsResolutionsAndActs) {
  EXPECT_EQ(Marked("S/RES/2254 (2015), A/RES/70/1. A/HRC/31/CRP.1, A/B/C"),
            "[S/RES/2254 (2015)|resolution], [A/RES/70/1|resolution]. [A/HRC/31/CRP.1|resolution], "
            "A/B/C");
  EXPECT_EQ(Marked("Security Council resolution 2231 (2015), UNSCR 1701, UN Resolution 2758"),
            "[Security Council resolution 2231 (2015)|resolution S/RES/2231 (2015)], "
            "[UNSCR 1701|resolution S/RES/1701], [UN Resolution 2758|resolution UN 2758]");
  EXPECT_EQ(Marked("Regulation (EU) 2016/679, Regulation (EC) No 1049/2001, Directive 95/46/EC"),
            "[Regulation (EU) 2016/679|celex 32016R0679], "
            "[Regulation (EC) No 1049/2001|celex 32001R1049], "
            "[Directive 95/46/EC|celex 31995L0046]");
  EXPECT_EQ(Marked("Verordnung (EU) 2016/679; Directiva 2002/58/CE; Regulation 12/13"),
            "[Verordnung (EU) 2016/679|celex 32016R0679]; [Directiva 2002/58/CE|celex 32002L0058]; "
            "Regulation 12/13");
  EXPECT_EQ(Marked("H.R. 1234, H.R.1 and S.J. Res. 7, Pub. L. No. 117-58, Executive Order 13769"),
            "[H.R. 1234|bill], [H.R.1|bill H.R. 1] and [S.J. Res. 7|bill S.J.Res. 7], "
            "[Pub. L. No. 117-58|law Pub. L. 117-58], [Executive Order 13769|law E.O. 13769]");
  EXPECT_EQ(Marked("the H.R. department, S. Res, Public Law school"),
            "the H.R. department, S. Res, Public Law school");
}

TEST(IdentifiersTest, StaysLinearOnOneEndlessLine) {
  for (const std::string piece : {"10.1000/", "ISBN 9", "No. 1", "arXiv:a", "1:15-cv-", "S/RES/",
                                  "ECLI:EU:", "Regulation (", "H. ", "C-1/", "PMC"}) {
    std::string line;
    while (line.size() < (1U << 20U)) {
      line += piece;
    }
    Marked(line);
  }
}

}  // namespace
}  // namespace ibid::detect
