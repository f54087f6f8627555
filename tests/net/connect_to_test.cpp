#include "net/connect_to.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

// "host port target_host target_port", empty parts as "-"; or "no".
std::string Read(std::string_view text) {
  const Result<ConnectTo> to = ParseConnectTo(text);
  if (!to.ok()) {
    return "no";
  }
  std::string out;
  for (const std::string& part :
       {to.value().host, to.value().port, to.value().target_host, to.value().target_port}) {
    out += (out.empty() ? "" : " ") + (part.empty() ? "-" : part);
  }
  return out;
}

TEST(ConnectToTest, Reads) {
  EXPECT_EQ(Read("a.org:443:127.0.0.1:8443"), "a.org 443 127.0.0.1 8443");
  EXPECT_EQ(Read("::127.0.0.1:8443"), "- - 127.0.0.1 8443");
  EXPECT_EQ(Read("[::1]:80:[fe80::1]:"), "[::1] 80 [fe80::1] -");
  EXPECT_EQ(Read("a:b:c:d"), "no");
  EXPECT_EQ(Read("a:1:c"), "no");
  EXPECT_EQ(Read("a:1:c:2:3"), "no");
  EXPECT_EQ(Read("[a:1:c:2"), "no");
  EXPECT_EQ(Read(""), "no");
}

TEST(ConnectToTest, Matches) {
  EXPECT_TRUE(ParseConnectTo("A.org::x:")->Matches("a.org", 80));
  EXPECT_FALSE(ParseConnectTo("a.org:443:x:")->Matches("a.org", 80));
  EXPECT_TRUE(ParseConnectTo(":443:x:")->Matches("b.org", 443));
  EXPECT_FALSE(ParseConnectTo("a.org::x:")->Matches("b.org", 443));
}

}  // namespace
}  // namespace ibid::net
