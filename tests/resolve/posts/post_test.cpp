#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

// Ids of 2015-09-25: 17:26:41 and 13:05:09 UTC.
constexpr const char* kId = "647462236058570817";
constexpr const char* kOther = "647396419040202817";

std::string Oembed(const std::string& account, const std::string& id) {
  return "https://publish.x.com/oembed?url=https%3A%2F%2Fx.com%2F" + account + "%2Fstatus%2F" + id +
         "&omit_script=1&dnt=true";
}

std::string Blockquote(const std::string& text, const std::string& name,
                       const std::string& account) {
  return R"(200 {"author_name":")" + name + R"(","html":"<blockquote class=\"twitter-tweet\"><p>)" +
         text + "</p>&mdash; " + name + " (@" + account +
         ") <a href=\\\"https://x.com/u/status/1\\\">September 25, 2015</a></blockquote>\"}";
}

std::string Cdx(const std::string& account, const std::string& prefix) {
  return "https://web.archive.org/cdx/search/cdx?url=twitter.com%2F" + account + "%2Fstatus%2F" +
         prefix +
         "%2A&output=json&fl=timestamp,original,mimetype,statuscode,digest"
         "&filter=!statuscode:%5B345%5D..&limit=500";
}

Reference Lost(std::vector<std::string> links = {}) {
  Reference reference =
      LostPostReference("somebody", "2015-09-25", "rain again, and the harvest is late");
  reference.links = std::move(links);
  return reference;
}

Reference Known() {
  Reference reference = Lost();
  reference.post_id = kId;
  reference.url = "https://x.com/somebody/status/" + reference.post_id;
  return reference;
}

TEST(PostTest, AGivenPostIsComparedWithWhatIsShown) {
  ScriptedWeb web(TestNow());
  Reference reference = Known();
  reference.author = "Some Body";
  reference.date = "2015-09-28";
  Script(web,
         Oembed("somebody", kId) + " -> " +
             Blockquote("rain again, and the harvest is <b>early</b>", "New Name", "somebody"));
  EXPECT_EQ(Show(RunOne(web, reference)),
            "alive: X's oEmbed interface shows the post\n"
            "  title rain again, and the harvest is early\n"
            "  author New Name\n"
            "  site X\n"
            "  published 2015-09-25\n"
            "  post 647462236058570817 @somebody by given\n"
            "  differs text: rain again, and the harvest is late | rain again, and the harvest is "
            "early\n"
            "  differs author: Some Body | New Name (renamed)\n"
            "  differs date: 2015-09-28 | 2015-09-25\n");
  EXPECT_EQ(web.asked().size(), 1U) << "one answer settles it";
}

TEST(PostTest, ADayAwayIsANote) {
  ScriptedWeb web(TestNow());
  Reference reference = Known();
  reference.date = "2015-09-26";
  Script(web, Oembed("somebody", kId) + " -> " +
                  Blockquote("rain again, and the harvest is late", "Some Body", "somebody"));
  const Resolution resolution = RunOne(web, reference);
  EXPECT_TRUE(resolution.post->differences.empty());
  EXPECT_EQ(resolution.reasons.back(),
            "the date shown (2015-09-26) is one day from the post's own (2015-09-25, UTC), as time "
            "zones make it");
}

TEST(PostTest, AMediaLinkOfAnotherAccountOrDateIsNotFollowed) {
  ScriptedWeb web(TestNow());
  Script(web, "https://t.co/aaaaaaaaaa -> 301 https://twitter.com/elsewhere/status/" +
                  std::string(kId) + "/photo/1\n" +
                  "https://t.co/bbbbbbbbbb -> 301 "
                  "https://twitter.com/somebody/status/586265134494666817/photo/1\n" +
                  "https://t.co/cccccccccc -> 301 https://twitter.com/Somebody/status/" + kId +
                  "/video/1\n" + Oembed("Somebody", kId) + " -> 429\n" + Oembed("somebody", kId) +
                  " -> " +
                  Blockquote("rain again, and the harvest is late", "Some Body", "somebody"));
  const Resolution resolution =
      RunOne(web, Lost({"pic.twitter.com/aaaaaaaaaa", "https://pic.twitter.com/bbbbbbbbbb",
                        "https://t.co/cccccccccc"}));
  ASSERT_TRUE(resolution.post.has_value());
  EXPECT_EQ(resolution.post->post_id, kId);
  EXPECT_EQ(resolution.post->found_by, "short_link");
  EXPECT_EQ(ShowHops(resolution),
            "https://t.co/cccccccccc 301 location> https://twitter.com/Somebody/status/" +
                std::string(kId) + "/video/1");
  EXPECT_EQ(resolution.reasons.at(1),
            "the link https://t.co/aaaaaaaaaa inside the post leads to a post of @elsewhere");
  EXPECT_EQ(resolution.reasons.at(2),
            "the link https://t.co/bbbbbbbbbb inside the post leads to a post of another date");
}

TEST(PostTest, TheArchiveIsSearchedUntilATextAgrees) {
  ScriptedWeb web(TestNow());
  const std::string header =
      R"( -> 200 [["timestamp","original","mimetype","statuscode","digest"],)";
  Script(web, Cdx("somebody", "6473") + header +
                  R"(["20150925131502","https://twitter.com/Somebody/status/647396419040202817",)"
                  R"("application/json","200","A"]])" +
                  "\n" + Cdx("somebody", "6474") + header +
                  R"(["20150925191502","https://twitter.com/Somebody/status/647462236058570817",)"
                  R"("application/json","200","B"]])" +
                  "\n");
  const std::string playback = "https://web.archive.org/web/";
  web.Add(playback + "20150925131502id_/https://twitter.com/Somebody/status/" + kOther,
          {200,
           {{"Content-Type", "application/json"}, {"Memento-Datetime", "x"}},
           R"({"text":"rain at last"})",
           Failure::kNone});
  web.Add(playback + "20150925191502id_/https://twitter.com/Somebody/status/" + kId,
          {200,
           {{"Content-Type", "application/json"}, {"Memento-Datetime", "x"}},
           R"({"data":{"text":"rain again, and the harvest is late https://t.co/z"}})",
           Failure::kNone});
  Script(web, Oembed("somebody", kId) + " -> 404\n" +
                  "https://cdn.syndication.twimg.com/tweet-result?id=647462236058570817&lang=en"
                  "&token=1ki294v5bfq -> 404");
  const Resolution resolution = RunOne(web, Lost());
  EXPECT_EQ(Name(resolution.verdict), "deleted") << resolution.reasons.front();
  EXPECT_EQ(resolution.post->found_by, "archive_search");
  EXPECT_EQ(resolution.post->text, "rain again, and the harvest is late https://t.co/z");
  ASSERT_EQ(resolution.snapshots.size(), 1U);
  EXPECT_TRUE(resolution.snapshots[0].valid);
  EXPECT_EQ(web.asked().size(), 6U) << "two lists, two captures, two interfaces";
}

TEST(PostTest, NotFoundIsSaidWithWhatWasTried) {
  ScriptedWeb web(TestNow());
  for (const char* prefix : {"6468", "6469", "6470", "6471", "6472", "6473", "6474", "6475", "6476",
                             "6477", "6478", "6479"}) {
    Script(web, Cdx("somebody", prefix) + " -> 200 []");
  }
  const Resolution resolution = RunOne(web, Lost());
  EXPECT_EQ(Name(resolution.verdict), "unknown");
  EXPECT_EQ(resolution.reasons.front(),
            "the post's address is lost, and it could not be found again");
  EXPECT_EQ(resolution.reasons.back(),
            "the Wayback Machine lists no post of @somebody of that date");
  EXPECT_LE(web.asked().size(), 12U);
}

TEST(PostTest, AThrottledArchiveIsLeftAlone) {
  ScriptedWeb web(TestNow());
  Script(web, Cdx("somebody", "6473") + " -> 429");
  const Resolution resolution = RunOne(web, Lost());
  EXPECT_EQ(Name(resolution.verdict), "unknown");
  EXPECT_EQ(web.asked().size(), 1U);
}

TEST(PostTest, OtherPlatforms) {
  const auto verdict = [](std::string_view lines) {
    ScriptedWeb web(TestNow());
    Script(web, lines);
    Reference reference;
    reference.id = "r1";
    reference.kind = ReferenceKind::kPost;
    reference.platform = "youtube";
    reference.post_id = "m0DvIdeo15A";
    reference.url = "https://www.youtube.com/watch?v=m0DvIdeo15A";
    ResolveOptions options;
    options.third_parties = true;
    const Resolution resolution = RunOne(web, reference, options);
    return std::string(Name(resolution.verdict)) + ": " + resolution.reasons.at(0);
  };
  const std::string oembed =
      "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dm0DvIdeo15A"
      "&format=json -> ";
  const std::string image = "\nhttps://img.youtube.com/vi/m0DvIdeo15A/0.jpg -> ";
  EXPECT_EQ(verdict(oembed + R"(200 {"title":"Rain","provider_name":"YouTube"})"),
            "alive: YouTube's oEmbed interface shows it");
  EXPECT_EQ(verdict(oembed + "401 Unauthorized"),
            "alive: YouTube's oEmbed interface answered 401: it is there and may not be embedded");
  EXPECT_EQ(verdict(oembed + "404 Not Found" + image + "404"),
            "deleted: YouTube's oEmbed interface does not know it (404)");
  EXPECT_EQ(verdict(oembed + "404 Not Found" + image + "200"),
            "unknown: YouTube's oEmbed interface does not know it (404)");
  EXPECT_EQ(verdict(oembed + "429"),
            "blocked: YouTube's oEmbed interface answered 429, which says nothing about the post");
}

}  // namespace
}  // namespace ibid::resolve
