#include "pdf/contents.h"

#include <string>

#include <gtest/gtest.h>

#include "pdf/cover.h"

namespace ibid::pdf {
namespace {

// "state pages: word[begin,end)uri ..." of what was read.
std::string Shown(const Contents& contents) {
  static constexpr std::string_view kStates[] = {"whole", "part", "encrypted", "damaged"};
  std::string out(kStates[static_cast<std::size_t>(contents.state)]);
  for (const Info& info : contents.info) {
    out += " " + info.key + "=" + info.value;
  }
  for (const Page& page : contents.pages) {
    out += " |";
    for (const Word& word : page.words) {
      out += " " + word.text + (word.space_after ? "_" : "");
    }
    for (const Link& link : page.links) {
      for (const Cover& cover : link.covers) {
        out += " " + page.words[cover.word].text.substr(cover.begin, cover.end - cover.begin) +
               "->" + link.uri;
      }
    }
  }
  return out;
}

TEST(ContentsTest, ReadsWhatItWrote) {
  Page page{61200, 79200, {}, {}};
  page.words.push_back({"see", {0, 0, 300, 100}, 1000, false, true});
  page.words.push_back({"h\u00E9re\tor", {400, 0, 700, 100}, 1000, true, false});
  page.links.push_back({"http://e.org/", {{1, 0, 5}}});
  const std::string written = WritePageCount(3) + WriteInfo({"Title", "A \n title"}) +
                              WritePage(page) + WriteEnd(State::kWhole, "");
  EXPECT_EQ(Shown(ReadContents(written)),
            "whole Title=A  title | see_ h\u00E9reor h\u00E9re->http://e.org/");
  EXPECT_EQ(ReadContents(written).page_count, 3U);
  EXPECT_EQ(ReadContents(written).pages[0].words[1].bold, true);
}

// A reader of PDFs that a file has taken over may write anything.
TEST(ContentsTest, TakesAnyBytes) {
  EXPECT_EQ(Shown(ReadContents("")), "part");
  EXPECT_EQ(Shown(ReadContents("p\t1\t1\nw\t0\t0\t9\t9\t10\t0\tcut")), "part |") << "no line end";
  EXPECT_EQ(Shown(ReadContents("w\t0\t0\t9\t9\t10\t0\ta\nc\t0\t0\t1\nl\tx\n")), "part")
      << "no page";
  EXPECT_EQ(Shown(ReadContents("p\nw\nl\tu\nc\t7\t0\t1\nc\t-1\t0\t0\nz\n\n")), "part |")
      << "no word";
  EXPECT_EQ(Shown(ReadContents("p\nw\t1\t1\t1\t1\t1\t0\t\u00E9\nl\tu\nc\t0\t0\t1\nc\t0\t1\t2\n")),
            "part | \u00E9")
      << "a cover that cuts a character";
  EXPECT_EQ(Shown(ReadContents("p\nw\t0\t0\t0\t0\t0\t0\t\xFF\n")), "part | \uFFFD");
  const Contents vast = ReadContents("p\t1\t1\nw\t-88888888\t0\t9\t88888888\t77777777\t0\ta\n");
  EXPECT_EQ(vast.pages[0].words[0].at.left, -kPlaceMax);
  EXPECT_EQ(vast.pages[0].words[0].at.bottom, kPlaceMax);
  EXPECT_EQ(vast.pages[0].words[0].size, kPlaceMax);
  const Contents wild =
      ReadContents("p\t-5\t99999999999\nw\t9\t9\t1\t1\t-7\t9\ta\ne\t9\t\x1B[31mwhy\nn\t4\n");
  EXPECT_EQ(wild.pages[0].words[0].at.width(), 0);
  EXPECT_EQ(wild.pages[0].words[0].size, 1);
  EXPECT_EQ(wild.state, State::kDamaged);
  EXPECT_EQ(wild.why, "[31mwhy");
  EXPECT_EQ(wild.page_count, 0U) << "nothing after the end";
}

TEST(CoverTest, TakesCharactersWhoseMiddleLiesUnderTheArea) {
  const std::vector<Word> words{{"see", {0, 0, 300, 100}, 100, false, true},
                                {"(h\u00E9)", {400, 0, 800, 100}, 100, false, true},
                                {"below", {400, 100, 900, 200}, 100, false, false}};
  const std::vector<std::vector<std::int32_t>> edges{
      {100, 200, 300}, {500, 600, 700, 800}, {500, 600, 700, 800, 900}};
  const std::vector<Cover> covers = WordsUnder({490, 10, 720, 95}, words, edges);
  ASSERT_EQ(covers.size(), 1U);
  EXPECT_EQ(words[1].text.substr(covers[0].begin, covers[0].end - covers[0].begin), "h\u00E9");
}

}  // namespace
}  // namespace ibid::pdf
