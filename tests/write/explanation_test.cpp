#include "write/explanation.h"

#include <string>

#include <gtest/gtest.h>

#include "write/marked_text.h"
#include "write/rules.h"

namespace ibid::write {
namespace {

Article Said() {
  Article article;
  article.document.source = "note.txt";
  article.document.text = "Rain fell.\n\nAnn Poe of Acme said that it was \x1B[31mwet.";
  article.document.zones = {{ZoneKind::kParagraph, {0, 10}, false, ""},
                            {ZoneKind::kParagraph, {12, 54}, true, "text.comments"}};
  Mention mention;
  mention.id = "m1";
  mention.kind = MentionKind::kAttribution;
  mention.at = {12, 32};
  mention.rule = "attribution.subject";
  mention.confidence = 0.854;
  mention.chrome = true;
  AttributionParts parts;
  parts.source = SourceSpan{{12, 27}, {12, 19}, "Acme"};
  parts.cue = TextSpan{28, 32};
  parts.content = {{33, 54}};
  parts.source_type = SourceType::kPersonNamed;
  parts.named = true;
  mention.parts = parts;
  mention.refers = {"r1", "Ann Poe", {}, "coref.as_written"};
  article.mentions.push_back(mention);
  return article;
}

TEST(ExplanationTest, ShowsWhatFiredWhere) {
  EXPECT_EQ(Explanation(Said(), {}, {80, false}),
            "note.txt\n"
            "\n"
            "m1 attribution  line 3, 85 % sure, attribution.subject: a source, then its cue:\n"
            "    Ann said\n"
            "    Ann Poe of Acme said that it was \uFFFD[31mwet.\n"
            "    SSSSSSSssssssss^cccc ~~~~~~~~~~~~~~~~~~~~~\n"
            "    content ~   \u201Cthat it was \uFFFD[31mwet.\u201D\n"
            "    source s    \u201CAnn Poe of Acme\u201D\n"
            "    its head S  \u201CAnn Poe\u201D\n"
            "    cue c       \u201Csaid\u201D\n"
            "    source type person_named, named\n"
            "    factuality  asserted\n"
            "    refers to   Ann Poe\n"
            "    because     coref.as_written: the words name who it is; nothing else in the\n"
            "                text does\n"
            "    but         it stands outside the article (text.comments)\n");
}

TEST(ExplanationTest, SaysThatThereIsNothing) {
  Article article;
  article.document.source = "-";
  EXPECT_EQ(Explanation(article, {}, {80, true}), "\x1B[1m-\x1B[0m\n  nothing found\n");
}

TEST(MarkedTextTest, WrapsAndShowsTheEndsOfWhatIsLong) {
  EXPECT_EQ(MarkedText("one two three\nfour", {4, 7}, {{{4, 7}, '^'}}, 8, "> "),
            "> one two\n>     ^^^\n> three\n");
  EXPECT_EQ(MarkedText("\u4E2D\u56FD e\u0301!", {0, 6}, {{{0, 6}, '~'}}, 40, ""),
            "\u4E2D\u56FD e\u0301!\n~~~~\n")
      << "wide characters have two columns, marks none";
  const std::string words = MarkedText(std::string(5000, 'x'), {0, 5000}, {}, 40, "");
  EXPECT_LT(words.size(), 1000U);
  EXPECT_NE(words.find("[\u2026]"), std::string::npos);
}

TEST(RulesTest, FamiliesHaveWordsToo) {
  EXPECT_EQ(RuleWords("byline.by"), "a line that begins with By, or its kin in other languages");
  EXPECT_TRUE(RuleWords("embed.x.flattened").starts_with("the words and the signature"));
  EXPECT_TRUE(RuleWords("embed.x.tweet").starts_with("the markup by which pages show posts"));
  EXPECT_TRUE(RuleWords("identifier.doi").starts_with("a number"));
  EXPECT_EQ(RuleWords("cue.said"), "");
  EXPECT_EQ(RuleWords(""), "");
}

}  // namespace
}  // namespace ibid::write
