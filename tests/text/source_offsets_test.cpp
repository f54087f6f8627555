#include "text/source_offsets.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::text {
namespace {

// The offsets of all characters of the decoded text, "0 1 3".
std::string Offsets(std::string_view bytes, std::string_view encoding) {
  const std::string decoded = Decode(bytes, encoding).utf8;
  SourceOffsets offsets(bytes, encoding);
  std::string out;
  for (std::size_t at = 0; at < decoded.size(); at += DecodeAt(decoded, at).size) {
    out += std::to_string(offsets.Of(at)) + " ";
  }
  return out + std::to_string(offsets.Of(decoded.size()));
}

TEST(SourceOffsetsTest, AreThoseOfTheFile) {
  EXPECT_EQ(Offsets("aé€z", "utf-8"), "0 1 3 6 7");
  EXPECT_EQ(Offsets("a\xE9z", "windows-1252"), "0 1 2 3");
  EXPECT_EQ(Offsets("a\x93\xFAz", "shift_jis"), "0 1 3 4");
  EXPECT_EQ(Offsets(std::string_view("a\0\x3D\xD8\x84\xDFz\0", 8), "utf-16le"), "0 2 6 8");
  EXPECT_EQ(Offsets("a\x1B$B\x46|\x1B(Bz", "iso-2022-jp"), "0 1 6 10");
}

TEST(SourceOffsetsTest, ReachOverWhatIsDamaged) {
  EXPECT_EQ(Offsets("a\xFFz", "utf-8"), "0 1 2 3");
  EXPECT_EQ(Offsets("a\xF0\x9F\x98z", "utf-8"), "0 1 4 5");
  EXPECT_EQ(Offsets("a\xE2\x82\xE2\x82\xACz", "utf-8"), "0 1 3 6 7");
  EXPECT_EQ(Offsets(std::string_view("a\0z", 3), "utf-8"), "0 1 2 3");
  EXPECT_EQ(Offsets("\xED\xA0\x80z", "utf-8"), "0 1 2 3 4");
}

TEST(SourceOffsetsTest, HoldForAnyBytes) {
  std::mt19937 random(1);
  for (const std::string_view encoding : {"utf-8", "windows-1252", "koi8-r", "gbk", "gb18030",
                                          "big5", "euc-jp", "shift_jis", "euc-kr"}) {
    for (int round = 0; round < 300; ++round) {
      std::string bytes;
      for (auto i = random() % 40; i > 0; --i) {
        bytes += static_cast<char>(random() % 3 == 0 ? 'a' + random() % 26 : random() % 256);
      }
      const std::string decoded = Decode(bytes, encoding).utf8;
      SourceOffsets offsets(bytes, encoding);
      for (std::size_t at = 0; at < decoded.size(); ++at) {
        if (decoded[at] >= 'a' && decoded[at] <= 'z') {
          const std::size_t from = offsets.Of(at);
          ASSERT_LT(from, bytes.size());
          EXPECT_EQ(bytes[from], decoded[at]) << encoding << " round " << round;
        }
      }
      EXPECT_EQ(offsets.Of(decoded.size()), bytes.size()) << encoding << " round " << round;
    }
  }
}

}  // namespace
}  // namespace ibid::text
