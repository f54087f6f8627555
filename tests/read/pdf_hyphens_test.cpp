#include "read/pdf_hyphens.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace ibid::read {
namespace {

// What becomes of two lines, in a document that also has the words of `rest`.
std::string Joined(const std::string& before, const std::string& after,
                   const std::string& rest = "") {
  pdf::Contents contents;
  contents.pages.emplace_back();
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t end = std::min(rest.find(' ', at), rest.size());
    contents.pages[0].words.push_back({rest.substr(at, end - at), {}, 1000, false, true});
    at = end + 1;
  }
  const LineJoint joint = Hyphens(contents).Join(before, after);
  std::string out = before.substr(0, before.size() - joint.dropped);
  out += joint.between;
  out += after;
  return out;
}

TEST(PdfHyphensTest, PutsDividedWordsTogether) {
  EXPECT_EQ(Joined("investi-", "gation"), "investigation");
  EXPECT_EQ(Joined("\u201Cinvesti-", "gation,"), "\u201Cinvestigation,");
  EXPECT_EQ(Joined("gr\u00F6\u00DF-", "ere"), "gr\u00F6\u00DFere");
  EXPECT_EQ(Joined("in-", "cluding", "in the in- cluding"), "including")
      << "no word, the half of one";
  EXPECT_EQ(Joined("soft\u00AD", "ly"), "softly");
  EXPECT_EQ(Joined("hard\u2010", "ly", "hard ly"), "hardly") << "U+2010 is a divider's";
}

TEST(PdfHyphensTest, KeepsAHyphenThatIsTheWordsOwn) {
  EXPECT_EQ(Joined("well-", "known", "a well-known man"), "well-known");
  EXPECT_EQ(Joined("well-", "known", "It is known, well."), "well-known");
  EXPECT_EQ(Joined("well-", "known", "known well wellknown"), "wellknown") << "as it is elsewhere";
  EXPECT_EQ(Joined("Jean-", "Claude"), "Jean-Claude");
  EXPECT_EQ(Joined("2015-", "16"), "2015-16");
  EXPECT_EQ(Joined("COVID-", "19"), "COVID-19");
}

TEST(PdfHyphensTest, LeavesTheRest) {
  EXPECT_EQ(Joined("two", "words"), "two words");
  EXPECT_EQ(Joined("a -", "b"), "a - b");
  EXPECT_EQ(Joined("-", "b"), "- b");
  EXPECT_EQ(Joined("http://e.org/part-", "two.html"), "http://e.org/part-\ntwo.html");
  EXPECT_EQ(Joined("e.org/a", "b"), "e.org/a\nb");
}

}  // namespace
}  // namespace ibid::read
