#include "net/header_line.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

// "name|value", or what is wrong.
std::string Parsed(std::string_view line) {
  const auto header = ParseHeader(line);
  return header ? header->first + "|" + header->second : header.error().message;
}

TEST(HeaderLineTest, OneLineIsOneHeader) {
  EXPECT_EQ(Parsed("Accept-Language: de, en;q=0.5"), "Accept-Language|de, en;q=0.5");
  EXPECT_EQ(Parsed("X-Empty:"), "X-Empty|");
  for (const char* wrong :
       {"", "no colon", ": value", "two words: x", "X-A: 1\r\nX-B: 2", "X\n: 1", "X(): 1"}) {
    EXPECT_EQ(Parsed(wrong), "a header is \"Name: value\" in one line") << wrong;
  }
}

TEST(HeaderLineTest, SecretsAndFramingAreNotForEveryHost) {
  for (const char* secret :
       {"Authorization: Bearer hush", "cookie: a=hush", "Proxy-Authorization: Basic hush"}) {
    const std::string said = Parsed(secret);
    EXPECT_NE(said.find("would go to every host"), std::string::npos) << said;
    EXPECT_EQ(said.find("hush"), std::string::npos) << said;
  }
  EXPECT_EQ(Parsed("Host: a"), "Host is not to be set by hand");
  EXPECT_EQ(Parsed("content-length: 5"), "content-length is not to be set by hand");
}

}  // namespace
}  // namespace ibid::net
