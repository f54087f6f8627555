// Lists of works, whole (data/works.*): a page that moved, one that is gone with a copy, a post;
// and what is attributed.
#include <string>

#include <gtest/gtest.h>

#include "write/sample.h"

namespace ibid::write {
namespace {

Article Works() {
  return json::ReadArticle(ReadTestFile("write/data/works.json")).value();
}

struct Kept {
  Format format;
  const char* file;
};

TEST(WorksTest, ListsToKeep) {
  for (const Kept& kept :
       {Kept{Format::kBibtex, "works.bib"}, Kept{Format::kCslJson, "works.csl.json"},
        Kept{Format::kRobustLinks, "works.links.html"}, Kept{Format::kPwid, "works.pwid"},
        Kept{Format::kClaimreview, "works.claims.json"}}) {
    EXPECT_EQ(WriteAs(kept.format, Works()), ReadTestFile(std::string("write/data/") + kept.file));
  }
}

TEST(WorksTest, MarkdownIsATicket) {
  const std::string ticket = WriteAs(Format::kMarkdown, Works());
  for (const char* line :
       {"# The bridge\n", "- 2 links, 1 failing\n",
        "- [ ] **\\[3\\] There**: gone; there is an archived copy of 3 May 2024\n",
        "- **\\[4\\] The Town (@\u2060town), 1 May 2024** ✓ alive\n",
        "  - leads to <https://a.example/new>\n",
        "  - archived 3 May 2024: <https://web.archive.org/web/20240503000000/https://b.example/"
        "gone?x=1>\n"}) {
    EXPECT_NE(ticket.find(line), std::string::npos) << line << "in\n" << ticket;
  }
}

}  // namespace
}  // namespace ibid::write
