#include "graph/build.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "graph/collector.h"
#include "json/record.h"

namespace ibid::graph {
namespace {

// The notation: a line a node, "work story:x (story, 2024-04-12) ? unknown", then a line an edge,
// "a -cites-> b 0.95 [mentions; evidence]".
std::string Drawn(const CitationGraph& graph) {
  std::string out;
  for (const Node& node : graph.nodes) {
    out.append(Name(node.kind)).append(" ").append(node.id).append(" (").append(node.type);
    out.append(node.date.empty() ? "" : ", ").append(node.date).append(")");
    out.append(node.verdict.empty() ? "" : " ").append(node.verdict).append("\n");
  }
  for (const Edge& edge : graph.edges) {
    out.append(edge.from).append(" -").append(Name(edge.kind)).append("-> ").append(edge.to);
    out.append(" ").append(std::to_string(edge.confidence).substr(0, 4)).append(" [");
    std::string_view comma;
    for (const std::string& mention : edge.mentions) {
      out.append(comma).append(mention.substr(mention.rfind('#') + 1));
      comma = " ";
    }
    out.append(edge.evidence.empty() ? "" : ";");
    for (const std::string& evidence : edge.evidence) {
      out.append(" ").append(evidence);
    }
    out.append("]\n");
  }
  return out;
}

std::string File(const std::string& name) {
  std::ifstream file(IBID_TESTS "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// An article at https://a.example/1 with these references and their mentions.
Article ArticleWith(std::string_view mentions, std::string_view references,
                    std::string_view resolutions = "") {
  std::string json = R"({"schema":"ibid/1","document":{"text":"0123456789",)"
                     R"("metadata":{"url":{"value":"https://a.example/1"}}},"mentions":[)";
  json.append(mentions).append(R"(],"references":[)").append(references);
  json.append(R"(],"resolutions":[)").append(resolutions).append("]}");
  Result<Article> article = json::ReadArticle(json);
  EXPECT_TRUE(article.ok()) << article.error().message;
  return std::move(article.value());
}

void ExpectSound(const CitationGraph& graph) {
  std::set<std::string> ids;
  for (const Node& node : graph.nodes) {
    EXPECT_TRUE(ids.insert(node.id).second) << "twice: " << node.id;
  }
  for (const Edge& edge : graph.edges) {
    EXPECT_TRUE(ids.contains(edge.from)) << edge.from;
    EXPECT_TRUE(ids.contains(edge.to)) << edge.to;
    EXPECT_FALSE(edge.mentions.empty() && edge.evidence.empty()) << "no reason for " << edge.to;
  }
}

// The later one is the copy, whatever cites what.
TEST(BuildTest, TheSameTextIsRepublished) {
  const auto edges = [](std::string_view published, std::string_view own) {
    std::string json = R"({"schema":"ibid/1","document":{"text":"0123456789","metadata":{"url":)"
                       R"({"value":"https://a.example/1"},"published":{"value":")";
    json.append(own).append(R"("}}},"mentions":[{"id":"m1","kind":"link","at":[0,1],)");
    json += R"("url":"https://b.example/2","rule":"link.html","confidence":1,"reference":"r1"}],)"
            R"("references":[{"id":"r1","kind":"url","key":"url:https://b.example/2",)"
            R"("mentions":["m1"],"url":"https://b.example/2"}],"resolutions":[{"reference":"r1",)"
            R"("verdict":"alive","reasons":["x"],"final_url":"https://b.example/2","published":")";
    json.append(published);
    json += R"(","overlap":{"of_article":0.9,"of_page":0.8},"evidence":["e1"]}]})";
    std::string out;
    for (const Edge& edge : Build(json::ReadArticle(json).value()).edges) {
      out += edge.kind == EdgeKind::kRepublishes ? edge.from + " -> " + edge.to : "";
    }
    return out;
  };
  EXPECT_EQ(edges("2015-09-27", "2015-09-28"),
            "url:https://a.example/1 -> url:https://b.example/2");
  EXPECT_EQ(edges("2015-09-29", "2015-09-28"),
            "url:https://b.example/2 -> url:https://a.example/1");
}

// "label|type|date" of the node that one link, answered so, leads to.
std::string Called(std::string_view label, std::string_view answer) {
  const Article article = ArticleWith(
      R"({"id":"m1","kind":"link","at":[0,4],"confidence":1})",
      std::string(
          R"({"id":"r1","kind":"url","key":"k","url":"https://b.example/2","mentions":["m1"],"label":")") +
          std::string(label) + "\"}",
      R"({"reference":"r1","final_url":"https://b.example/2",)" + std::string(answer) + "}");
  for (const Node& node : Build(article).nodes) {
    if (node.kind == NodeKind::kWork) {
      return node.label + "|" + node.type + "|" + node.date;
    }
  }
  return "";
}

TEST(BuildTest, AWorkIsCalledByWhatSaysMost) {
  const std::string url = "https://b.example/2";
  EXPECT_EQ(Called(url, R"("verdict":"alive","title":"zebras","published":"2024-01-02")"),
            "zebras|page|2024-01-02")
      << "words, though an address comes before them";
  EXPECT_EQ(Called(url, R"("verdict":"gone","title":"410 Gone","published":"2024-01-02")"),
            url + "|page|")
      << "what answers is not the work";
  EXPECT_EQ(Called("a study", R"("verdict":"gone","title":"410 Gone")"), "a study|page|");
  EXPECT_EQ(Called(url, R"("verdict":"login","title":"Log in")"), url + "|page|");
  EXPECT_EQ(Called(url, R"("verdict":"paywall","title":"Zebras")"), "Zebras|page|");
}

TEST(BuildTest, TheMoreTellingTypeAndNameAreKeptInAnyOrder) {
  const auto kept = [](bool turned) {
    Collector collector;
    Node author;
    author.id = "agent:ann bell";
    author.kind = NodeKind::kAgent;
    author.type = "agent";
    author.label = "https://b.example/ann";
    Node speaker = author;
    speaker.type = "person";
    speaker.label = "zoe";
    collector.Add(turned ? speaker : author);
    collector.Add(turned ? author : speaker);
    const CitationGraph graph = std::move(collector).Finish();
    return graph.nodes.at(0).type + " " + graph.nodes.at(0).label;
  };
  EXPECT_EQ(kept(false), "person zoe");
  EXPECT_EQ(kept(true), "person zoe");
}

// Nodes of one letter, articles in upper case; edges as "Ab bC CA": the first cites the second.
std::string CirclesOf(std::string_view edges) {
  Collector collector;
  for (std::size_t at = 0; at + 1 < edges.size(); at += 3) {
    const std::string from(1, edges[at]);
    const std::string to(1, edges[at + 1]);
    for (const std::string& id : {from, to}) {
      Node node;
      node.id = id;
      node.kind = id < "a" ? NodeKind::kArticle : NodeKind::kWork;
      collector.Add(node);
    }
    collector.Add(Edge{from, to, EdgeKind::kCites, {"m"}, {}, 1});
  }
  std::string out;
  for (const std::vector<std::string>& circle : std::move(collector).Finish().circles) {
    out += out.empty() ? "" : " ";
    for (const std::string& node : circle) {
      out += node;
    }
  }
  return out;
}

TEST(BuildTest, FindsTheShortestCircleOfEachSet) {
  EXPECT_EQ(CirclesOf("Ab bc"), "");
  EXPECT_EQ(CirclesOf("Ab bA"), "Ab");
  EXPECT_EQ(CirclesOf("bc cb Ab"), "") << "no article is in it";
  EXPECT_EQ(CirclesOf("Ab bC CA Cd dC"), "AbC") << "one set, one circle";
  EXPECT_EQ(CirclesOf("AB BC CA AC"), "AC") << "the shortest";
  EXPECT_EQ(CirclesOf("AB BA CD DC BC"), "AB CD") << "two sets";
  EXPECT_EQ(CirclesOf("xA AB By yB"), "By") << "from its article, not from what leads there";
}

TEST(BuildTest, AChainOfAnyLengthIsNoTroubleForTheStack) {
  Collector collector;
  constexpr int kLength = 200'000;
  for (int i = 0; i <= kLength; ++i) {
    Node node;
    node.id = std::to_string(i);
    node.kind = i == 0 ? NodeKind::kArticle : NodeKind::kWork;
    collector.Add(node);
    collector.Add(
        Edge{std::to_string(i), std::to_string((i + 1) % kLength), EdgeKind::kCites, {"m"}, {}, 1});
  }
  const CitationGraph graph = std::move(collector).Finish();
  ASSERT_EQ(graph.circles.size(), 1U);
  EXPECT_EQ(graph.circles[0].size(), static_cast<std::size_t>(kLength));
}

TEST(BuildTest, APageThatLinksBackMakesACircle) {
  const CitationGraph graph = Build(ArticleWith(
      R"({"id":"m1","kind":"link","at":[0,3],"confidence":0.9})",
      R"({"id":"r1","kind":"short_url","key":"k","url":"https://s.example/1","mentions":["m1"]})",
      R"({"reference":"r1","verdict":"alive","reasons":["x"],"final_url":"https://b.example/2",
          "hops":[{"url":"https://s.example/1","evidence":"e1"},
                  {"url":"https://b.example/2","via":"location","evidence":"e2"}],
          "links_back":"https://a.example/1?utm_source=b","evidence":["e1","e2"]})"));
  ExpectSound(graph);
  ASSERT_EQ(graph.circles.size(), 1U);
  EXPECT_EQ(graph.circles[0],
            std::vector<std::string>(
                {"url:https://a.example/1", "url:https://s.example/1", "url:https://b.example/2"}));
}

TEST(BuildTest, DrawsACheckedArticle) {
  const Article article = json::ReadArticle(File("json/data/checked.json")).value();
  const CitationGraph graph = Build(article);
  ExpectSound(graph);
  EXPECT_EQ(Drawn(graph), File("graph/data/checked.graph"));
}

TEST(BuildTest, WorksWithoutResolutions) {
  EXPECT_EQ(Drawn(Build(ArticleWith(
                R"({"id":"m1","kind":"link","at":[0,3],"confidence":0.9})",
                R"({"id":"r1","kind":"url","key":"k","url":"http://www.b.example/x/?utm_source=y",
                    "mentions":["m1"]})"))),
            "article url:https://a.example/1 (article)\n"
            "work url:https://b.example/x (page)\n"
            "url:https://a.example/1 -cites-> url:https://b.example/x 0.90 [m1]\n");
}

TEST(BuildTest, AStoryHasAnOutletAndNoCertainPage) {
  const std::string drawn = Drawn(Build(ArticleWith(
      R"({"id":"m1","kind":"attribution","at":[0,3],"named":true,"confidence":0.9})",
      R"({"id":"r1","kind":"story","key":"story:n","agent":"The Times","mentions":["m1"]})",
      R"({"reference":"r1","verdict":"unknown",
          "candidates":[{"url":"https://t.example/1","score":0.6}],"evidence":["e1"]})")));
  EXPECT_EQ(drawn,
            "agent agent:the times (outlet)\n"
            "work story:n (story) unknown\n"
            "article url:https://a.example/1 (article)\n"
            "story:n -published_by-> agent:the times 0.90 [m1]\n"
            "url:https://a.example/1 -attributes_to-> agent:the times 0.90 [m1]\n"
            "url:https://a.example/1 -cites-> story:n 0.90 [m1]\n");
}

TEST(BuildTest, AChosenCandidateIsTheStoryWithItsScore) {
  const std::string drawn = Drawn(Build(ArticleWith(
      R"({"id":"m1","kind":"attribution","at":[0,3],"named":true,"confidence":0.9})",
      R"({"id":"r1","kind":"story","key":"story:n","agent":"The Times","mentions":["m1"]})",
      R"({"reference":"r1","verdict":"alive","final_url":"https://t.example/1",
          "candidates":[{"url":"https://t.example/1","title":"T","score":0.8,"evidence":"e2"},
                        {"url":"https://t.example/2","score":0.3}],"evidence":["e1"]})")));
  EXPECT_NE(drawn.find("story:n -same_as-> url:https://t.example/1 0.80 [; e1 e2]\n"),
            std::string::npos)
      << drawn;
  EXPECT_EQ(drawn.find("t.example/2"), std::string::npos);
}

TEST(BuildTest, SourcesWithoutANameStayInTheirArticle) {
  const std::string_view mention =
      R"({"id":"m1","kind":"attribution","at":[0,3],"named":false,
          "source_type":"unnamed_person","confidence":0.9})";
  const std::string_view reference =
      R"({"id":"r1","kind":"statement","key":"s","agent":"an official","mentions":["m1"]})";
  EXPECT_EQ(Drawn(Build(ArticleWith(mention, reference))),
            "agent agent:an official@url:https://a.example/1 (unnamed)\n"
            "article url:https://a.example/1 (article)\n"
            "url:https://a.example/1 -attributes_to-> agent:an official@url:https://a.example/1 "
            "0.90 [m1]\n");
}

TEST(BuildTest, AReferenceToTheArticleItselfIsNoEdge) {
  EXPECT_EQ(
      Drawn(Build(ArticleWith(R"({"id":"m1","kind":"link","at":[0,3],"confidence":0.9})",
                              R"({"id":"r1","kind":"url","key":"k","url":"https://a.example/1#top",
                    "mentions":["m1"]})"))),
      "article url:https://a.example/1 (article)\n");
}

TEST(BuildTest, RedirectLoopsAndMissingMentionsDoNoHarm) {
  const CitationGraph graph = Build(ArticleWith(
      "", R"({"id":"r1","kind":"short_url","key":"k","url":"https://t.co/a","mentions":["m9"]})",
      R"({"reference":"r1","verdict":"unknown","hops":[
          {"url":"https://t.co/a","via":"start","status":301,"evidence":"e1"},
          {"url":"https://t.co/b","via":"location","status":301,"evidence":"e2"},
          {"url":"https://t.co/a","via":"location","status":301,"evidence":"e1"}]})"));
  ExpectSound(graph);
  EXPECT_EQ(graph.edges.size(), 2U);
}

TEST(MergeTest, MeetsInWhatBothCite) {
  const CitationGraph a = Build(ArticleWith(
      R"({"id":"m1","kind":"link","at":[0,3],"confidence":0.9})",
      R"({"id":"r1","kind":"url","key":"k","url":"https://b.example/x","mentions":["m1"]})"));
  CitationGraph b = a;
  b.nodes[0].id = "url:https://c.example/2";
  b.edges[0].from = "url:https://c.example/2";
  b.edges[0].mentions[0] = "url:https://c.example/2#m7";
  const std::string both =
      "article url:https://a.example/1 (article)\n"
      "work url:https://b.example/x (page)\n"
      "article url:https://c.example/2 (article)\n"
      "url:https://a.example/1 -cites-> url:https://b.example/x 0.90 [m1]\n"
      "url:https://c.example/2 -cites-> url:https://b.example/x 0.90 [m7]\n";
  EXPECT_EQ(Drawn(Merge({a, b})), both);
  EXPECT_EQ(Drawn(Merge({b, a, b})), both) << "neither order nor repetition counts";
}

TEST(MergeTest, APageThatIsAnArticleElsewhereIsAnArticle) {
  const CitationGraph a = Build(ArticleWith(
      R"({"id":"m1","kind":"link","at":[0,3],"confidence":0.9})",
      R"({"id":"r1","kind":"url","key":"k","url":"https://b.example/x","mentions":["m1"]})",
      R"({"reference":"r1","verdict":"gone"})"));
  CitationGraph b;
  b.nodes.resize(1);
  b.nodes[0].id = "url:https://b.example/x";
  b.nodes[0].kind = NodeKind::kArticle;
  b.nodes[0].type = "article";
  const std::string drawn = Drawn(Merge({a, b}));
  EXPECT_NE(drawn.find("article url:https://b.example/x (article) gone\n"), std::string::npos)
      << drawn;
  EXPECT_EQ(Drawn(Merge({b, a})), drawn);
}

}  // namespace
}  // namespace ibid::graph
