#include "serve/target.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::serve {
namespace {

// The value of "a", or what is wrong.
std::string A(std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"a", "b"});
  return parsed ? "[" + std::string(parsed->text("a")) + "]" : parsed.error().message;
}

TEST(QueryTest, DecodesOnceAndRefusesWhatIsOdd) {
  const std::string bytes = "the query is not percent-encoded UTF-8 without control characters";
  EXPECT_EQ(A(""), "[]");
  EXPECT_EQ(A("a=x+y%20z&b=1"), "[x y z]");
  EXPECT_EQ(A("a=%2541"), "[%41]");
  EXPECT_EQ(A("a=%C3%A9&"), "[é]");
  EXPECT_EQ(A("a"), "[]");
  EXPECT_EQ(A("a=="), "[=]");
  for (const char* broken :
       {"a=%", "a=%4", "a=%g1", "a=%ff", "a=%00", "a=%0a", "%0a=1", "a=\xff"}) {
    EXPECT_EQ(A(broken), bytes) << broken;
  }
  EXPECT_EQ(A("c=1"), "the query has no parameter of that name here; there are: a, b");
  EXPECT_EQ(A("a=1&a=2"), "the query has 'a' more than once");
}

TEST(QueryTest, ReadsNumbersInTheirRange) {
  const auto number = [](std::string_view query) {
    const Result<std::int64_t> value = Query::Parse(query, {"n"}).value().number("n", 1, 500, 50);
    return value ? std::to_string(*value) : value.error().message;
  };
  EXPECT_EQ(number(""), "50");
  EXPECT_EQ(number("n=500"), "500");
  for (const char* wrong :
       {"n=", "n=0", "n=501", "n=1x", "n=-1", "n=%2b1", "n=1e2", "n=99999999999999999999"}) {
    EXPECT_EQ(number(wrong), "'n' takes a whole number from 1 to 500") << wrong;
  }
}

}  // namespace
}  // namespace ibid::serve
