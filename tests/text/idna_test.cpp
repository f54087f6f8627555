#include "text/idna.h"

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

TEST(IdnaTest, MapsToAscii) {
  EXPECT_EQ(DomainToAscii("Bücher.Example"), "xn--bcher-kva.example");
  EXPECT_EQ(DomainToAscii("faß.example"), "xn--fa-hia.example") << "non-transitional";
  EXPECT_EQ(DomainToAscii("ＥＸＡＭＰＬＥ。org"), "example.org");
  EXPECT_EQ(DomainToAscii("a_b-.example"), "a_b-.example");
  EXPECT_EQ(DomainToAscii("\u1E9E.example"), "xn--zca.example") << "since Unicode 15.1";
  EXPECT_EQ(DomainToAscii("a\u180Eb.example"), "ab.example");
  EXPECT_EQ(DomainToAscii("\u00AD"), std::nullopt) << "nothing is left";
  EXPECT_EQ(DomainToAscii("a\uFFFDb"), std::nullopt);
  EXPECT_EQ(DomainToAscii(""), std::nullopt);
}

TEST(IdnaTest, MapsToUnicodeForPeople) {
  EXPECT_EQ(DomainToUnicode("xn--bcher-kva.example"), "bücher.example");
  EXPECT_EQ(DomainToUnicode("xn--a.example"), "xn--a.example") << "no valid Punycode";
}

}  // namespace
}  // namespace ibid::text
