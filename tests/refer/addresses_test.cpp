// What links and numbers of documents point at.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "refer/refer.h"

namespace ibid::refer {
namespace {

// "kind key url", one reference a line.
std::string References(std::string_view text) {
  Document document;
  document.text = text;
  std::vector<Mention> mentions = detect::Detect(document);
  std::string out;
  for (const Reference& reference : Refer(document, mentions)) {
    out.append(Name(reference.kind)).append(" ").append(reference.key).append(" ");
    out.append(reference.url)
        .append(reference.outlet.known() ? " of " + reference.outlet.name : "");
    out.append("\n");
  }
  return out;
}

TEST(Addresses, AnAtUriIsThePostItNames) {
  EXPECT_EQ(
      References("at://did:plc:abc1/app.bsky.feed.post/3mlq7ypojas2d"),
      "post bluesky:3mlq7ypojas2d https://bsky.app/profile/did:plc:abc1/post/3mlq7ypojas2d\n");
}

TEST(Addresses, NothingIsAskedForWhatIsCutOffOrNoAddressOfTheWeb) {
  EXPECT_EQ(References("t.co/abc… https://ab.org/long-na… mailto:a@b.org https://www.globalres…"),
            "");
}

TEST(Addresses, AShortLinkOfAnOutletSaysWhose) {
  EXPECT_EQ(References("nyti.ms/1abc bit.ly/1abc"),
            "short_url url:https://nyti.ms/1abc http://nyti.ms/1abc of The New York Times\n"
            "short_url url:https://bit.ly/1abc http://bit.ly/1abc\n");
}

TEST(Addresses, NumbersHaveTheirResolvers) {
  EXPECT_EQ(References("PMC3257301 CVE-2014-0160 RFC 9110 Regulation (EU) 2016/679 C-131/12"),
            "document pmcid:pmc3257301 https://pmc.ncbi.nlm.nih.gov/articles/PMC3257301/\n"
            "document cve:cve-2014-0160 https://www.cve.org/CVERecord?id=CVE-2014-0160\n"
            "document rfc:9110 https://www.rfc-editor.org/rfc/rfc9110\n"
            "document celex:32016r0679 "
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679\n"
            "document docket:c-131/12 \n");
}

}  // namespace
}  // namespace ibid::refer
