#include "json/value.h"

#include <gtest/gtest.h>

#include "json/writer.h"

namespace ibid::json {
namespace {

// Writes a value out again: what was understood, as JSON.
std::string Back(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBool:
      return value.boolean() ? "true" : "false";
    case Value::Kind::kNumber: {
      std::string out;
      Writer(out).Double(value.number());
      return out;
    }
    case Value::Kind::kString: {
      std::string out;
      Writer(out).String(value.string());
      return out;
    }
    case Value::Kind::kArray: {
      std::string out = "[";
      for (const Value& item : value.items()) {
        out += Back(item) + ";";
      }
      return out + "]";
    }
    case Value::Kind::kObject: {
      std::string out = "{";
      for (const auto& [name, member] : value.members()) {
        out += name + "=" + Back(member) + ";";
      }
      return out + "}";
    }
  }
  return "";
}

std::string Read(std::string_view json, int depth_max = kDepthMax) {
  const Result<Value> value = Parse(json, depth_max);
  return value ? Back(*value) : value.error().message;
}

TEST(ParseTest, ReadsEveryKindOfValue) {
  EXPECT_EQ(Read(R"( {"a": [1, -2.5, "x"], "b": {"c": null}, "d": [true, false, [], {}]} )"),
            R"({a=[1;-2.5;"x";];b={c=null;};d=[true;false;[];{};];})");
  EXPECT_EQ(Read("7"), "7");
  EXPECT_EQ(Read(R"("é\u00e9\ud83c\udf84")"), "\"éé🎄\"");
}

TEST(ParseTest, KeepsBigIntegersWhole) {
  const Value value =
      Parse(R"([1441054876800000123, 9223372036854775807, 9223372036854775808, -9223372036854775809,
                123456789012345678901234567890, 1e3, "42", "4 2"])")
          .value();
  EXPECT_EQ(value[0].integer(), 1441054876800000123);
  EXPECT_EQ(value[1].integer(), INT64_MAX);
  EXPECT_EQ(value[2].string(), "9223372036854775808");
  EXPECT_EQ(value[2].integer(-1), -1);
  EXPECT_EQ(value[3].string(), "-9223372036854775809");
  EXPECT_EQ(value[4].string(), "123456789012345678901234567890");
  EXPECT_EQ(value[5].integer(), 1000);
  EXPECT_EQ(value[6].integer(), 42);
  EXPECT_EQ(value[7].integer(-1), -1);
}

TEST(ParseTest, LookupsThatDoNotFitGiveNull) {
  const Value value = Parse(R"({"a": {"b": 1, "b": 2}})").value();
  EXPECT_EQ(value["a"]["b"].integer(), 1) << "with twins the first counts";
  EXPECT_TRUE(value["a"]["x"]["y"][3]["z"].is_null());
  EXPECT_EQ(value["a"].string("none"), "none");
}

TEST(ParseTest, PutsRightWhatDoesNoHarm) {
  EXPECT_EQ(Read("\xEF\xBB\xBF[1]"), "[1;]");
  EXPECT_EQ(Read("\"a\xFFz\""), "\"a\uFFFDz\"");
  EXPECT_EQ(Read(R"(["\ud83d", "\ud83dx", "\udc00y", "\\ud83d", "\ud83d\ud83d\ude00"])"),
            "[\"\uFFFD\";\"\uFFFDx\";\"\uFFFDy\";\"\\\\ud83d\";\"\uFFFD😀\";]");
}

TEST(ParseTest, SaysWhereItStopsBeingJson) {
  EXPECT_EQ(Read(""), "not JSON: nothing is there");
  EXPECT_FALSE(Parse(std::string_view()));  // Points nowhere.
  EXPECT_EQ(Read("{\"a\": 1,\n \"b\": oops}"), "not JSON from line 2, byte 7 on");
  EXPECT_EQ(Read("[1, 2"), "not JSON: it is cut off after 5 bytes");
  EXPECT_EQ(Read("[1] [2]"), "not JSON from line 1, byte 5 on");
  EXPECT_EQ(Read("[01]"), "not JSON from line 1, byte 3 on");
  EXPECT_EQ(Read("\"a\nb\""), "not JSON from line 1, byte 3 on");
  EXPECT_EQ(Read("<html>"), "not JSON from line 1, byte 1 on");
  EXPECT_EQ(Read("{\"a\":1,}"), "not JSON from line 1, byte 8 on");
  EXPECT_EQ(Read("[1e999]"), "JSON has a number that is out of range");
}

TEST(ParseTest, RefusesWhatIsTooDeep) {
  EXPECT_EQ(Read("[[[1]]]", 3), "[[[1;];];]");
  EXPECT_EQ(Read("[[[[1]]]]", 3), "JSON is nested more than 3 levels deep");
  EXPECT_EQ(Read(std::string(100000, '[') + std::string(100000, ']')),
            "JSON is nested more than 256 levels deep");
}

}  // namespace
}  // namespace ibid::json
