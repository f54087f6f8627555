#include "detect/attributions/quotes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

// The quotes of one paragraph, each as "use: its inner words", an unclosed one with "...".
std::string Quotes(std::string_view text) {
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  std::vector<Quote> quotes;
  MatchQuotes(tokens, {0, static_cast<std::uint32_t>(tokens.size())}, quotes);
  std::string out;
  for (const Quote& quote : quotes) {
    out += quote.use == QuoteUse::kSpeech  ? "speech: "
           : quote.use == QuoteUse::kScare ? "scare: "
                                           : "title: ";
    const TokenRange inner = quote.inner();
    out += Slice(text, {tokens[inner.begin].at.begin, tokens[inner.end - 1].at.end});
    out.append(quote.closed ? 0U : 3U, '.').append(1, '\n');
  }
  return out;
}

TEST(Quotes, StraightMarksOpenAndClose) {
  EXPECT_EQ(Quotes("\"We are here,\" he said. \"We stay.\""),
            "speech: We are here,\nspeech: We stay.\n");
}
TEST(Quotes, DirectionalMarksSayWhichWayTheyFace) {
  EXPECT_EQ(Quotes("“We are here,” he said. “We stay.”"),
            "speech: We are here,\nspeech: We stay.\n");
}
TEST(Quotes, AMarkGluedToItsSurroundingsStillFaces) {
  EXPECT_EQ(Quotes("He said more.\"[W]e are here,\" he said, \"we stay.\"Then he left."),
            "speech: [W]e are here,\nspeech: we stay.\n");
}
TEST(Quotes, ApostrophesAreNoQuotes) {
  EXPECT_EQ(Quotes("It's the officials' plan, isn't it?"), "");
}
TEST(Quotes, SingleMarksHoldAtArmsLength) {
  EXPECT_EQ(Quotes("Nicknamed 'flying tanks,' they came."), "scare: flying tanks,\n");
}
TEST(Quotes, WorksAreTitles) {
  EXPECT_EQ(Quotes("He read \"The Old Man and the Sea\" at school."),
            "title: The Old Man and the Sea\n");
}
TEST(Quotes, AnUnclosedOneGoesToTheEndOfItsParagraph) {
  EXPECT_EQ(Quotes("\"We are here. We stay."), "speech: We are here. We stay....\n");
}
TEST(Quotes, ALostClosingMarkEndsAtItsSentence) {
  EXPECT_EQ(Quotes("“We are here. He left. “We stay.”"),
            "speech: We are here. He left....\nspeech: We stay.\n");
  EXPECT_EQ(Quotes("“We are old here, Bell said. “We stay.”"),
            "speech: We are old here,...\nspeech: We stay.\n")
      << "the mark stood before the one who said it";
  EXPECT_EQ(Quotes("\"We are old here, the mayor said on Monday."),
            "speech: We are old here,...\n");
  EXPECT_EQ(Quotes("“We came late, and he said no."), "speech: We came late, and he said no....\n");
}

TEST(Quotes, EveryLanguageHasItsMarks) {
  EXPECT_EQ(Quotes("„Wir sind alle hier“, sagte er. »Wir bleiben auch hier«, sagte sie."),
            "speech: Wir sind alle hier\nspeech: Wir bleiben auch hier\n");
  EXPECT_EQ(Quotes("« Nous sommes tous ici », a-t-il dit. «On reste, oui.», dit-elle."),
            "speech: Nous sommes tous ici\nspeech: On reste, oui.\n");
  EXPECT_EQ(Quotes("Han sade: ”Vi är här nu.” Hon sade: »Vi stannar kvar här.»"),
            "speech: Vi är här nu.\nspeech: Vi stannar kvar här.\n");
  EXPECT_EQ(Quotes("彼は「私たちは『ここ』にいる」と言った。"), "speech: 私たちは『ここ』にいる\n");
  EXPECT_EQ(Quotes("Er nannte sie ‚fliegende Panzer‘ und ‹fliegende Autos›."),
            "scare: fliegende Panzer\nscare: fliegende Autos\n");
}
TEST(Quotes, AQuoteInsideAQuoteIsItsOwn) {
  EXPECT_EQ(Quotes("«Dijo “no volveré” y se fue para siempre», contó."),
            "speech: Dijo “no volveré” y se fue para siempre\n");
  EXPECT_EQ(Quotes("„Er sagte »nein« und ging dann weg“, so Weber."),
            "speech: Er sagte »nein« und ging dann weg\n");
}
TEST(Quotes, AClosingMarkAloneOpensNothing) {
  EXPECT_EQ(Quotes("He left ”at once and never came back."), "");
  EXPECT_EQ(Quotes("Menu »Home »News and more"), "scare: Home\n");
}

}  // namespace
}  // namespace ibid::detect
