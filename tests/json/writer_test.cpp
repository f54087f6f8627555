#include "json/writer.h"

#include <algorithm>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace ibid::json {
namespace {

std::string Sample(Writer::Layout layout) {
  std::string out;
  Writer w(out, layout);
  w.BeginObject();
  w.Field("a", 1);
  w.Key("b");
  w.BeginArray();
  w.Double(0.5);
  w.Null();
  w.BeginObject();
  w.EndObject();
  w.EndArray();
  w.Key("at");
  w.Range(3, 9);
  w.Field("c", true);
  w.FieldUnlessEmpty("d", "");
  w.EndObject();
  return out;
}

std::string Written(std::string_view value) {
  std::string out;
  Writer(out).String(value);
  return out;
}

std::string Written(double value) {
  std::string out;
  Writer(out).Double(value);
  return out;
}

TEST(WriterTest, PutsCommasAndBreaksInTheirPlaces) {
  EXPECT_EQ(Sample(Writer::Layout::kCompact), R"({"a":1,"b":[0.5,null,{}],"at":[3,9],"c":true})");
  EXPECT_EQ(Sample(Writer::Layout::kIndented), R"({
  "a": 1,
  "b": [
    0.5,
    null,
    {}
  ],
  "at": [3, 9],
  "c": true
})");
}

TEST(WriterTest, EscapesWhatCouldBeTakenForSomethingElse) {
  EXPECT_EQ(Written("a\"b\\c\n\t\x1b[31m"), R"("a\"b\\c\n\t\u001b[31m")");
  EXPECT_EQ(Written("</script>"), R"("\u003c/script>")");
  EXPECT_EQ(Written("\u202Eabc\u2028\u009B\u007F"), R"("\u202eabc\u2028\u009b\u007f")");
  EXPECT_EQ(Written("Zürich 🎄"), "\"Zürich 🎄\"");
  EXPECT_EQ(Written("a\xFF\xE2\x82z"), "\"a\uFFFD\uFFFD\uFFFDz\"");
  EXPECT_EQ(Written("\uFFFD"), "\"\uFFFD\"");
}

TEST(WriterTest, WritesNumbersSoThatTheyReadBackTheSame) {
  EXPECT_EQ(Written(0.1), "0.1");
  EXPECT_EQ(Written(1.0), "1");
  EXPECT_EQ(Written(-0.0), "-0.0");
  EXPECT_EQ(Written(123456789012345680000.0), "123456789012345683968.0");
  EXPECT_EQ(Written(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(WriterTest, ASinkGetsTheSameTextInPieces) {
  const std::string word(1000, 'w');
  const auto write = [&](Writer& w) {
    w.BeginArray();
    for (int i = 0; i < 2000; ++i) {
      w.BeginObject();
      w.Field("a", word);
      w.EndObject();
    }
    w.EndArray();
  };
  std::string whole;
  Writer writer(whole);
  write(writer);

  std::string piece;
  std::string together;
  std::size_t pieces = 0;
  Writer streaming(piece, Writer::Layout::kCompact, [&](std::string_view part) {
    together += part;
    ++pieces;
  });
  write(streaming);
  EXPECT_EQ(together + piece, whole);
  EXPECT_GE(pieces, 4U);
}

TEST(WriterTest, ALongStringGoesToTheSinkInPieces) {
  for (const char* part : {"plain words ", "lines\n", "\u00E9\u00FC"}) {
    std::string text;
    while (text.size() < (1U << 21U)) {
      text += part;
    }
    std::string whole;
    Writer(whole).String(text);
    std::string piece;
    std::string together;
    std::size_t longest = 0;
    Writer streaming(piece, Writer::Layout::kCompact, [&](std::string_view handed) {
      together += handed;
      longest = std::max(longest, handed.size());
    });
    streaming.String(text);
    EXPECT_TRUE(together + piece == whole) << part;
    EXPECT_LT(std::max(longest, piece.size()), text.size() / 2) << part;
  }
}

}  // namespace
}  // namespace ibid::json
