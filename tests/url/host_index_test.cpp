#include "url/host_index.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace ibid::url {
namespace {

// The numbers of the rows that the host belongs to.
std::string RowsOf(std::string_view host, std::initializer_list<std::string_view> table) {
  HostIndex index;
  for (const std::string_view hosts : table) {
    index.Add(hosts);
  }
  std::string out;
  index.AnyRow(host, [&](std::size_t row) {
    out += (out.empty() ? "" : " ") + std::to_string(row);
    return false;
  });
  return out;
}

TEST(HostIndexTest, FindsWhatHostMatchesFinds) {
  const std::initializer_list<std::string_view> table = {
      "x.com|*.twitter.com", "google.*", "*", "*.co.uk", "twitter.com", "a.b.c.d", "*.google.*"};
  EXPECT_EQ(RowsOf("x.com", table), "0 2");
  EXPECT_EQ(RowsOf("www.x.com", table), "0 2");
  EXPECT_EQ(RowsOf("mobile.twitter.com", table), "0 2 4");
  EXPECT_EQ(RowsOf("twitter.com.", table), "0 2 4");
  EXPECT_EQ(RowsOf("news.google.co.uk", table), "2 3 6");
  EXPECT_EQ(RowsOf("www.google.de", table), "1 2 6");
  EXPECT_EQ(RowsOf("a.b.c.d", table), "2 5");
  EXPECT_EQ(RowsOf("z.b.c.d", table), "2");
  EXPECT_EQ(RowsOf("localhost", table), "2");
  EXPECT_EQ(RowsOf("", table), "2");
}

TEST(HostIndexTest, StopsWhereItIsTold) {
  HostIndex index;
  index.Add("*");
  index.Add("x.com");
  int asked = 0;
  EXPECT_TRUE(index.AnyRow("x.com", [&](std::size_t row) {
    ++asked;
    return row == 0;
  }));
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace ibid::url
