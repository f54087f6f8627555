// Holds the program's JSON, its schema and FORMATS.md against one another.
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ibid/exchange.h"
#include "json/value.h"
#include "write/sample.h"

namespace ibid::write {
namespace {

const std::string& Page() {
  static const std::string page = ReadTestFile("../FORMATS.md");
  return page;
}

const json::Value& Schema() {
  static const json::Value schema =
      json::Parse(ReadTestFile("../src/json/ibid-1.schema.json")).value();
  return schema;
}

// What a place of the schema stands for: through $ref, and the object of "null or object".
const json::Value& Meant(const json::Value& place) {
  const json::Value* at = &place;
  for (int steps = 0; steps < 8; ++steps) {
    if ((*at)["$ref"].is_string()) {
      at = &Schema()["$defs"][(*at)["$ref"].string().substr(std::string_view("#/$defs/").size())];
    } else if ((*at)["oneOf"].is_array()) {
      at = &(*at)["oneOf"][1];
    } else {
      break;
    }
  }
  return *at;
}

struct Pair {
  const json::Value* value;
  const json::Value* place;
  std::string name;
};

// Walks a value along the schema; gives the members that the schema does not know, the names that
// no enum has, and notes the places that it came by.
std::vector<std::string> Unknown(const json::Value& root, std::set<const json::Value*>& seen) {
  std::vector<std::string> unknown;
  std::vector<Pair> open = {{&root, &Schema(), ""}};
  while (!open.empty()) {
    const Pair at = open.back();
    open.pop_back();
    const json::Value& place = Meant(*at.place);
    seen.insert(at.place);
    for (const auto& [key, member] : at.value->members()) {
      const json::Value& property = place["properties"][key];
      if (property.is_null()) {
        unknown.push_back(at.name + "." + key);
      } else {
        open.push_back({&member, &property, at.name + "." + key});
      }
    }
    for (const json::Value& item : at.value->items()) {
      open.push_back({&item, &place["items"], at.name + "[]"});
    }
    for (const json::Value& required : place["required"].items()) {
      if (at.value->is_object() && (*at.value)[required.string()].is_null() &&
          !place["properties"][required.string()].is_null()) {
        unknown.push_back(at.name + " lacks " + std::string(required.string()));
      }
    }
    bool allowed = place["enum"].is_null() || !at.value->is_string();
    for (const json::Value& name : place["enum"].items()) {
      allowed = allowed || name.string() == at.value->string();
    }
    if (!allowed) {
      unknown.push_back(at.name + " = " + std::string(at.value->string()));
    }
  }
  return unknown;
}

json::Value SampleChecked() {
  return json::Parse(WriteAs(Format::kJson, SampleArticle())).value();
}

TEST(FormatsTest, TheSchemaKnowsAllThatIsWritten) {
  std::set<const json::Value*> seen;
  EXPECT_EQ(Unknown(SampleChecked(), seen), std::vector<std::string>());
}

TEST(FormatsTest, AllThatTheSchemaKnowsIsWritten) {
  std::set<const json::Value*> seen;
  (void)Unknown(SampleChecked(), seen);
  std::vector<const json::Value*> places = {&Schema()};
  for (const auto& [name, definition] : Schema()["$defs"].members()) {
    places.push_back(&definition);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const auto& [name, property] : (*places[i])["properties"].members()) {
      EXPECT_TRUE(seen.contains(&property)) << name << " is in no output";
      places.push_back(&property);
      places.push_back(&property["items"]);
    }
  }
}

TEST(FormatsTest, ThePageExplainsEveryField) {
  std::vector<const json::Value*> places = {&Schema()};
  for (const auto& [name, definition] : Schema()["$defs"].members()) {
    places.push_back(&definition);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const auto& [name, property] : (*places[i])["properties"].members()) {
      EXPECT_NE(Page().find("`" + name + "`"), std::string::npos) << name;
      places.push_back(&property);
      places.push_back(&property["items"]);
    }
  }
}

// Every name of an enumeration stands on the page and in an enum of the schema.
template <class Enum>
void ExpectNamed(Enum last) {
  const std::string schema = ReadTestFile("../src/json/ibid-1.schema.json");
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const std::string name(Name(static_cast<Enum>(i)));
    EXPECT_NE(Page().find("`" + name + "`"), std::string::npos) << name;
    EXPECT_NE(schema.find("\"" + name + "\""), std::string::npos) << name;
  }
}

TEST(FormatsTest, ThePageExplainsEveryName) {
  ExpectNamed(InputKind::kPdf);
  ExpectNamed(ZoneKind::kOther);
  ExpectNamed(MentionKind::kIdentifier);
  ExpectNamed(EmbedForm::kBareUrl);
  ExpectNamed(SourceType::kNone);
  ExpectNamed(Channel::kDeclinedComment);
  ExpectNamed(Factuality::kEvidentialUnsourced);
  ExpectNamed(NoticeKind::kCorrection);
  ExpectNamed(ReferenceKind::kAgent);
  ExpectNamed(Verdict::kUnknown);
  ExpectNamed(HopVia::kCapture);
  ExpectNamed(Failure::kCancelled);
  ExpectNamed(NodeKind::kSnapshot);
  ExpectNamed(EdgeKind::kSameAs);
}

TEST(FormatsTest, ThePageSaysWhichVerdictsAreDeath) {
  for (int i = 0; i <= static_cast<int>(Verdict::kUnknown); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    const std::size_t row = Page().find("| `" + std::string(Name(verdict)) + "` |");
    ASSERT_NE(row, std::string::npos) << Name(verdict);
    const std::string line = Page().substr(row, Page().find('\n', row) - row);
    EXPECT_EQ(line.ends_with("| yes |"), IsDead(verdict)) << line;
  }
}

TEST(FormatsTest, TheWorkedExampleIsAnArticle) {
  const std::size_t begin = Page().find("```json\n") + 8;
  const std::string example = Page().substr(begin, Page().find("```", begin) - begin);
  const Result<Article> article = json::ReadArticle(example);
  ASSERT_TRUE(article.ok()) << article.error().message;
  EXPECT_FALSE(article->mentions.empty());
  std::set<const json::Value*> seen;
  EXPECT_EQ(Unknown(json::Parse(example).value(), seen), std::vector<std::string>());
}

}  // namespace
}  // namespace ibid::write
