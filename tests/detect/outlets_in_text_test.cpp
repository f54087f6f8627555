#include "detect/outlets_in_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/tokens.h"

namespace ibid::detect {
namespace {

std::string NamesIn(const std::string& text) {
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  std::vector<OutletInText> found;
  FindOutletNames(text, tokens, {0, static_cast<std::uint32_t>(tokens.size())}, found);
  std::string names;
  for (const OutletInText& outlet : found) {
    names += (names.empty() ? "" : ", ") + std::string(outlet.outlet->name);
  }
  return names;
}

TEST(OutletsInTextTest, TakesTheLongestName) {
  EXPECT_EQ(NamesIn("as The New York Times and Reuters reported"), "The New York Times, Reuters");
}

TEST(OutletsInTextTest, StaysLinearWhereNoSpacePartsTheWords) {
  std::string line;
  while (line.size() < 2'000'000) {
    line += "New.New,";
  }
  EXPECT_EQ(NamesIn(line), "");
}

}  // namespace
}  // namespace ibid::detect
