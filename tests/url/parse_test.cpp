// Holds the parser against the URL standard's own test data (web-platform-tests), of which the
// cases that end in http or https count.
#include "url/parse.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "json/value.h"
#include "text/idna.h"
#include "url/url.h"

namespace ibid::url {
namespace {

json::Value Load(const std::string& name) {
  std::string path = IBID_SHARED "/data/urls/";
  path += name;
  std::ifstream file(path);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto value = json::Parse(bytes);
  return value ? std::move(value).value() : json::Value();
}

bool IsHttp(std::string_view text) {
  return text.starts_with("http:") || text.starts_with("https:");
}

std::string Answer(const json::Value& test) {
  const std::string_view base = test["base"].string();
  const auto url = base.empty() ? Url::Parse(test["input"].string()) : [&] {
    const auto parsed = Url::Parse(base);
    return parsed ? parsed->Resolve(test["input"].string()) : std::nullopt;
  }();
  return url ? url->text() : "failure";
}

TEST(ParseTest, AgreesWithTheStandardsTestData) {
  const json::Value tests = Load("urltestdata.json");
  if (!tests.is_array()) {
    GTEST_SKIP() << "no urltestdata.json under " << IBID_SHARED;
  }
  int http = 0;
  int http_right = 0;
  int all = 0;
  int all_right = 0;
  for (const json::Value& test : tests.items()) {
    if (!test.is_object()) {
      continue;
    }
    const bool fails = test["failure"].boolean();
    const std::string want(fails ? "failure" : test["href"].string());
    const bool counts =
        IsHttp(want) ||
        (fails && (IsHttp(test["input"].string()) || IsHttp(test["base"].string())));
    const std::string have = Answer(test);
    const bool right = have == want;
    all += 1;
    all_right += right ? 1 : 0;
    http += counts ? 1 : 0;
    http_right += counts && right ? 1 : 0;
    if (counts && !right) {
      std::printf("  %s on %s: %s, not %s\n", std::string(test["input"].string()).c_str(),
                  std::string(test["base"].string()).c_str(), have.c_str(), want.c_str());
    }
  }
  std::printf("urltestdata: http and https %d of %d (%.1f %%), all schemes %d of %d\n", http_right,
              http, 100.0 * http_right / http, all_right, all);
  EXPECT_EQ(http_right, http);
}

TEST(ParseTest, MapsDomainsAsTheStandardDoes) {
  const json::Value tests = Load("toascii.json");
  if (!tests.is_array()) {
    GTEST_SKIP() << "no toascii.json under " << IBID_SHARED;
  }
  int total = 0;
  int right = 0;
  for (const json::Value& test : tests.items()) {
    if (!test.is_object()) {
      continue;
    }
    const auto url =
        Url::Parse(std::string("https://").append(test["input"].string()).append("/x"));
    const std::string have(url ? url->host() : "failure");
    const std::string want(test["output"].is_null() ? "failure" : test["output"].string());
    ++total;
    right += have == want ? 1 : 0;
    if (have != want) {
      std::printf("  %s: %s, not %s\n", std::string(test["input"].string()).c_str(), have.c_str(),
                  want.c_str());
    }
  }
  std::printf("toascii: %d of %d (%.1f %%)\n", right, total, 100.0 * right / total);
  EXPECT_EQ(right, total);
}

TEST(ParseTest, EncodesAsTheStandardDoes) {
  const json::Value tests = Load("percent-encoding.json");
  if (!tests.is_array()) {
    GTEST_SKIP() << "no percent-encoding.json under " << IBID_SHARED;
  }
  int total = 0;
  for (const json::Value& test : tests.items()) {
    if (!test.is_object()) {
      continue;
    }
    // The encoding of links is UTF-8 here, whatever the page's was.
    const auto url =
        Url::Parse(std::string("https://example.org/?").append(test["input"].string()));
    ASSERT_TRUE(url.has_value());
    EXPECT_EQ(url->query(), test["output"]["utf-8"].string()) << test["input"].string();
    ++total;
  }
  std::printf("percent-encoding: %d\n", total);
}

}  // namespace
}  // namespace ibid::url
