#include "json/record.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace ibid::json {
namespace {

constexpr RecordOptions kIndented = {Writer::Layout::kIndented, true};

std::string File(const std::string& name) {
  std::ifstream file(IBID_TESTS "/json/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What reading gives, for a test of what is refused.
std::string Refusal(std::string_view json) {
  const Result<Article> article = ReadArticle(json);
  if (article) {
    return "read";
  }
  return article.error().message;
}

// checked.json has every field that an article can have: reading and writing it loses nothing.
TEST(RecordTest, KeepsEveryFieldOfAnArticle) {
  const std::string written = File("checked.json");
  const Result<Article> article = ReadArticle(written);
  ASSERT_TRUE(article.ok()) << article.error().message;
  EXPECT_EQ(WriteArticle(*article, kIndented) + "\n", written);
  const std::string compact = WriteArticle(*article);
  EXPECT_EQ(compact.find('\n'), std::string::npos) << "one line for NDJSON";
  EXPECT_EQ(WriteArticle(ReadArticle(compact).value()), compact);
}

TEST(RecordTest, CountsPositionsInCodePoints) {
  Article article;
  article.document.text = "é🎄 @a年";
  Mention& handle = article.mentions.emplace_back();
  handle.id = "m1";
  handle.kind = MentionKind::kHandle;
  handle.at = {7, 12};
  handle.parts.emplace<TagParts>().name = "a年";
  const std::string json = WriteArticle(article);
  EXPECT_NE(json.find(R"("kind":"handle","at":[3,6],"name":"a年")"), std::string::npos) << json;
  EXPECT_EQ(ReadArticle(json).value().mentions[0].at, (TextSpan{7, 12}));
}

TEST(RecordTest, ReadsAnArticleWithoutItsText) {
  const Article article = ReadArticle(File("checked.json")).value();
  const std::string json = WriteArticle(article, {Writer::Layout::kCompact, false});
  const Article read = ReadArticle(json).value();
  EXPECT_EQ(read.document.text, "");
  EXPECT_EQ(read.mentions.size(), article.mentions.size());
  EXPECT_EQ(read.mentions[0].at, TextSpan{});
}

TEST(RecordTest, PassesOverWhatItDoesNotKnow) {
  const std::string json = R"({"schema":"ibid/1","new":[1],"document":{"text":"ab","more":{}},
      "mentions":[{"id":"m1","kind":"hologram","at":[0,1]},
                  {"id":"m2","kind":"hashtag","at":[0,2],"name":"b","colour":"red"}],
      "references":[{"id":"r1","key":"k","kind":"url"}],
      "resolutions":[{"reference":"r1","verdict":"evaporated"}]})";
  const Article article = ReadArticle(json).value();
  ASSERT_EQ(article.mentions.size(), 1U);
  EXPECT_EQ(article.mentions[0].id, "m2");
  EXPECT_EQ(article.resolutions[0].verdict, Verdict::kUnknown);
}

TEST(RecordTest, SaysWhatIsWrongWithWhat) {
  const auto with = [](std::string_view rest) {
    std::string json = R"({"schema":"ibid/1","document":{"text":"abc"},)";
    json += rest;
    json += '}';
    return Refusal(json);
  };
  EXPECT_EQ(Refusal("{"), "not JSON: it is cut off after 1 bytes");
  EXPECT_EQ(Refusal("{}"), "schema is not \"ibid/1\": not written by ibid detect");
  EXPECT_EQ(Refusal(R"({"schema":"ibid/1"})"), "document is missing: not an article of ibid/1");
  EXPECT_EQ(Refusal(R"({"schema":"ibid/1","document":{"text":7}})"),
            "document.text is not a string");
  EXPECT_EQ(with(R"("mentions":{})"), "mentions is not an array");
  EXPECT_EQ(with(R"("mentions":[7])"), "mentions[0].kind is missing");
  EXPECT_EQ(with(R"("mentions":[{"id":"m1","kind":"link","at":[1,9]}])"),
            "mentions[0].at ends after the text, which has 3 code points");
  EXPECT_EQ(with(R"("mentions":[{"id":"m1","kind":"link","at":[2,1]}])"),
            "mentions[0].at is not a range like [12, 34]");
  EXPECT_EQ(with(R"("mentions":[{"id":"m1","kind":"handle","at":[0,1]},
                                {"id":"m1","kind":"handle","at":[1,2]}])"),
            "mentions[1].id is another mention's too");
  EXPECT_EQ(with(R"("references":[{"id":"r1","key":"k"}],"resolutions":[{"reference":"r2"}])"),
            "resolutions[0].reference is not the reference in the same place");
  EXPECT_EQ(with(R"("evidence":[{"id":"e1","at":"yesterday"}])"),
            "evidence[0].at is not a time like 2015-09-28T14:03:11Z");
}

TEST(RecordTest, WritesGraphs) {
  CitationGraph graph;
  graph.nodes.resize(2);
  Node& a = graph.nodes[0];
  a.id = "a";
  a.kind = NodeKind::kArticle;
  a.date = "2024-04-12";
  Node& b = graph.nodes[1];
  b.id = "b";
  b.type = "page";
  b.url = "https://b.example/";
  b.verdict = "gone";
  Edge& edge = graph.edges.emplace_back();
  edge.from = "a";
  edge.to = "b";
  edge.mentions.emplace_back("a#m1");
  edge.evidence.emplace_back("e1");
  edge.confidence = 0.5;
  const std::string_view object =
      R"("graph":{"nodes":[{"id":"a","kind":"article","date":"2024-04-12"},)"
      R"({"id":"b","kind":"work","type":"page","url":"https://b.example/","verdict":"gone"}],)"
      R"("edges":[{"from":"a","to":"b","kind":"cites","mentions":["a#m1"],"evidence":["e1"],"confidence":0.5}]}})";
  EXPECT_EQ(WriteGraph(graph), std::string(R"({"schema":"ibid/1",)").append(object));
  const std::string checked = WriteChecked(Article{}, graph);
  EXPECT_TRUE(checked.ends_with(object)) << checked;
  EXPECT_TRUE(ReadArticle(checked).ok()) << "what check wrote can be read as an article";
}

}  // namespace
}  // namespace ibid::json
