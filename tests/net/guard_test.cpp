#include "net/guard.h"

#include <string>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace ibid::net {
namespace {

// "asked", or why not; "no URL" where it is none.
std::string Judge(const char* text, GuardOptions options = {}) {
  const std::optional<url::Url> url = url::Url::Parse(text);
  return url ? RefuseUrl(*url, options).value_or("asked") : "no URL";
}

bool IsAsked(const char* text) {
  return Judge(text) == "asked";
}

TEST(GuardTest, AsksTheOpenWeb) {
  for (const char* url :
       {"http://example.org/", "https://example.org:8443/a", "http://93.184.216.34/",
        "http://[2606:4700::6810:84e5]/", "http://localhost.example.org/", "http://172.32.0.1/",
        "http://100.128.0.1/"}) {
    EXPECT_EQ(Judge(url), "asked") << url;
  }
}

TEST(GuardTest, RefusesOtherSchemes) {
  EXPECT_EQ(Judge("file:///etc/passwd"), "only http and https are asked, not file:");
  EXPECT_FALSE(IsAsked("gopher://example.org/"));
  EXPECT_FALSE(IsAsked("ftp://example.org/"));
  EXPECT_FALSE(IsAsked("data:text/html,hi"));
}

// A host as a link may write it, and what is said instead of asking it.
struct Trap {
  const char* host;
  const char* refusal;  // Before " and is not asked" or " and not asked".
};

constexpr Trap kTraps[] = {
    {"127.0.0.1", "127.0.0.1 is loopback"},
    {"127.1", "127.0.0.1 is loopback"},
    {"2130706433", "127.0.0.1 is loopback"},
    {"0x7f000001", "127.0.0.1 is loopback"},
    {"0177.0.0.1", "127.0.0.1 is loopback"},
    {"0x7f.1", "127.0.0.1 is loopback"},
    {"127.0.0.1.", "127.0.0.1 is loopback"},
    {"127.8.9.10", "127.8.9.10 is loopback"},
    {"１２７.0.0.1", "127.0.0.1 is loopback"},
    {"%31%32%37.0.0.1", "127.0.0.1 is loopback"},
    {"10.0.0.8", "10.0.0.8 is private"},
    {"0x0a.8", "10.0.0.8 is private"},
    {"192.168.1.1", "192.168.1.1 is private"},
    {"3232235777", "192.168.1.1 is private"},
    {"172.16.0.1", "172.16.0.1 is private"},
    {"172.31.255.255", "172.31.255.255 is private"},
    {"169.254.169.254", "169.254.169.254 is link-local"},
    {"2852039166", "169.254.169.254 is link-local"},
    {"0xA9FEA9FE", "169.254.169.254 is link-local"},
    {"0.0.0.0", "0.0.0.0 is this network"},
    {"0", "0.0.0.0 is this network"},
    {"100.64.0.1", "100.64.0.1 is shared by carriers"},
    {"100.100.100.200", "100.100.100.200 is shared by carriers"},
    {"192.0.0.192", "192.0.0.192 is reserved"},
    {"192.88.99.1", "192.88.99.1 is a 6to4 relay"},
    {"224.0.0.1", "224.0.0.1 is multicast"},
    {"255.255.255.255", "255.255.255.255 is reserved"},
    {"198.18.0.1", "198.18.0.1 is for benchmarks"},
    {"192.0.2.1", "192.0.2.1 is for documentation"},
    {"[::1]", "::1 is loopback"},
    {"[0:0:0:0:0:0:0:1]", "::1 is loopback"},
    {"[::]", ":: is reserved"},
    {"[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is loopback"},
    {"[::ffff:7f00:1]", "::ffff:127.0.0.1 is loopback"},
    {"[::ffff:169.254.169.254]", "::ffff:169.254.169.254 is link-local"},
    {"[64:ff9b::7f00:1]", "64:ff9b::7f00:1 is loopback"},
    {"[64:ff9b::10.0.0.1]", "64:ff9b::a00:1 is private"},
    {"[64:ff9b:1::1]", "64:ff9b:1::1 is a local translation prefix"},
    {"[2002:7f00:1::]", "2002:7f00:1:: is loopback"},
    {"[2002:a9fe:a9fe::1]", "2002:a9fe:a9fe::1 is link-local"},
    {"[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
     "2001:0:4136:e378:8000:63bf:3fff:fdd2 is reserved for protocols"},
    {"[fe80::1]", "fe80::1 is link-local"},
    {"[fec0::1]", "fec0::1 is site-local"},
    {"[fc00::1]", "fc00::1 is private"},
    {"[fd00:ec2::254]", "fd00:ec2::254 is private"},
    {"[ff02::1]", "ff02::1 is multicast"},
    {"[::127.0.0.1]", "::127.0.0.1 is reserved"},
    {"[2001:db8::1]", "2001:db8::1 is for documentation"},
    {"localhost", "localhost means this machine or network"},
    {"a.localhost", "a.localhost means this machine or network"},
    {"LOCALHOST.", "localhost. means this machine or network"},
    {"printer.local", "printer.local means this machine or network"},
    {"metadata.google.internal", "metadata.google.internal means this machine or network"},
    {"router.home.arpa", "router.home.arpa means this machine or network"},
};

TEST(GuardTest, RefusesPrivateAddressesHoweverTheyAreWritten) {
  for (const auto& [host, refusal] : kTraps) {
    for (const std::string& url : {std::string("http://") + host + "/",
                                   std::string("https://user:pw@") + host + ":8443/a"}) {
      EXPECT_EQ(Judge(url.c_str()).substr(0, std::string(refusal).size() + 1),
                std::string(refusal) + " ")
          << url;
      EXPECT_FALSE(IsAsked(url.c_str())) << url;
    }
  }
}

TEST(GuardTest, JudgesTranslatedAddressesByWhatTheyCarry) {
  EXPECT_TRUE(IsAsked("http://[64:ff9b::5db8:d822]/"));
  EXPECT_TRUE(IsAsked("http://[::ffff:93.184.216.34]/"));
}

TEST(GuardTest, RefusesPortsOfOtherServices) {
  EXPECT_EQ(Judge("http://example.org:25/"), "port 25 belongs to another service and is not asked");
  EXPECT_FALSE(IsAsked("http://example.org:6667/"));
  EXPECT_FALSE(IsAsked("http://example.org:22/"));
}

TEST(GuardTest, AllowPrivateAllowsAddressesButNoOtherScheme) {
  const GuardOptions all = {.allow_private = true, .allowed_addresses = {}};
  EXPECT_EQ(Judge("http://127.0.0.1:8080/", all), "asked");
  EXPECT_EQ(Judge("http://localhost/", all), "asked");
  EXPECT_NE(Judge("file:///a", all), "asked");
}

std::string JudgeAddress(const char* text, const GuardOptions& options) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    return RefuseAddress(reinterpret_cast<const sockaddr*>(&v4), options).value_or("asked");
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  inet_pton(AF_INET6, text, &v6.sin6_addr);
  return RefuseAddress(reinterpret_cast<const sockaddr*>(&v6), options).value_or("asked");
}

TEST(GuardTest, ADetourMayGoWhereTheUserSaidButNoUrlMayNameIt) {
  const GuardOptions detour = {.allow_private = false, .allowed_addresses = {"127.0.0.1"}};
  EXPECT_EQ(JudgeAddress("127.0.0.1", detour), "asked");
  EXPECT_EQ(JudgeAddress("127.0.0.2", detour),
            "127.0.0.2 is loopback and not asked; --allow-private allows it");
  EXPECT_EQ(JudgeAddress("::1", detour),
            "::1 is loopback and not asked; --allow-private allows it");
  EXPECT_NE(Judge("http://127.0.0.1/", detour), "asked");
}

TEST(GuardTest, OpensNoOtherKindOfSocket) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_TRUE(RefuseAddress(reinterpret_cast<const sockaddr*>(&local),
                            {.allow_private = true, .allowed_addresses = {}}));
}

}  // namespace
}  // namespace ibid::net
