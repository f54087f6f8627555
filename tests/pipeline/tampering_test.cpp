// Articles that show a post as it is, and articles that show it with its words, its author or its
// date changed: made from one another, read, and held against what the platform says.
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "net/task.h"
#include "pipeline/analyse.h"
#include "read/read.h"
#include "resolve/resolve.h"
#include "support/scripted_web.h"
#include "text/dates.h"

namespace ibid::pipeline {
namespace {

// A post, as the platform has it or as an article shows it.
struct Shown {
  std::string text;
  std::string name = "Vera Lind";
  std::string account = "veralind";
  int day = 0;  // Days from the post's own date.
};

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string Html(std::string text) {
  text = Replaced(std::move(text), "&", "&amp;");
  return Replaced(Replaced(std::move(text), "<", "&lt;"), "\n", "<br>");
}

std::string Json(std::string text) {
  text = Replaced(Replaced(std::move(text), "\\", "\\\\"), "\"", "\\\"");
  return Replaced(std::move(text), "\n", "\\n");
}

std::string DayFrom(const char* date, int days) {
  return text::DateOf(*text::StartOf(date) + std::chrono::days(days));
}

std::string InWords(const std::string& iso) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  return std::string(kMonths[std::stoi(iso.substr(5, 2)) - 1]) + " " +
         std::to_string(std::stoi(iso.substr(8, 2))) + ", " + iso.substr(0, 4);
}

// A platform: how an article shows its posts, and what it answers.
struct Form {
  std::string name;
  std::function<std::string(const Shown&)> article;
  std::string asked;  // What the question begins with.
  std::function<std::string(const Shown&)> answer;
  bool shows_author = true;
  bool shows_account = true;
  bool shows_date = true;
};

std::string XArticle(const Shown& post) {
  return "<blockquote class=twitter-tweet><p lang=en dir=ltr>" + Html(post.text) + "</p>&mdash; " +
         Html(post.name) + " (@" + post.account + ") <a href=\"https://twitter.com/" +
         post.account + "/status/647462236058570817\">" + InWords(DayFrom("2015-09-25", post.day)) +
         "</a></blockquote>";
}

std::string XAnswer(const Shown& post) {
  return R"({"author_name":")" + Json(post.name) + R"(","html":")" +
         Json("<blockquote class=\"twitter-tweet\"><p>" + Html(post.text) + "</p>&mdash; " +
              Html(post.name) + " (@" + post.account +
              ") <a href=\"https://x.com/u/status/1\">September 25, 2015</a></blockquote>") +
         "\"}";
}

std::string BlueskyArticle(const Shown& post) {
  return "<blockquote class=bluesky-embed data-bluesky-uri=\"at://did:plc:abcdefghijklmnopqrstuvwx/"
         "app.bsky.feed.post/3mlq7ypojas2d\"><p lang=en>" +
         Html(post.text) + "</p>&mdash; " + Html(post.name) +
         " (<a href=\"https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx\">@" +
         post.account +
         ".example</a>) <a href=\"https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/"
         "3mlq7ypojas2d\">" +
         InWords(DayFrom("2026-05-13", post.day)) + " at 11:43 AM</a></blockquote>";
}

std::string BlueskyAnswer(const Shown& post) {
  return R"({"posts":[{"uri":"at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3mlq7ypojas2d",)"
         R"("author":{"handle":")" +
         post.account + R"(.example","displayName":")" + Json(post.name) +
         R"("},"record":{"createdAt":"2026-05-13T11:43:34Z","text":")" + Json(post.text) + "\"}}]}";
}

std::string InstagramArticle(const Shown& post) {
  return "<blockquote class=instagram-media data-instgrm-captioned data-instgrm-permalink="
         "\"https://www.instagram.com/p/CxmmJFRvOhs/\"><p><a "
         "href=\"https://www.instagram.com/p/CxmmJFRvOhs/\">" +
         Html(post.text) + "</a></p><p>A post shared by " + Html(post.name) + " (@" + post.account +
         ") on <time datetime=\"" + DayFrom("2023-09-25", post.day) + "T05:28:13+00:00\">" +
         InWords(DayFrom("2023-09-25", post.day)) + "</time></p></blockquote>";
}

std::string InstagramAnswer(const Shown& post) {
  return "<div class=Embed><span class=UsernameText>" + post.account +
         "</span><div class=Caption><a class=CaptionUsername>" + post.account + "</a><br>" +
         Html(post.text) + "<div class=CaptionComments>View all 3 comments</div></div></div>";
}

std::string TiktokArticle(const Shown& post) {
  return "<blockquote class=tiktok-embed "
         "cite=\"https://www.tiktok.com/@veralind/video/6718335390845095173\" "
         "data-video-id=6718335390845095173><section><a "
         "href=\"https://www.tiktok.com/@veralind\">@veralind</a><p>" +
         Html(post.text) +
         "</p><a href=\"https://www.tiktok.com/music/a-6\">♬ original sound - Vera "
         "Lind</a></section></blockquote>";
}

std::string TiktokAnswer(const Shown& post) {
  return R"({"title":")" + Json(post.text) + R"(","author_name":")" + Json(post.name) +
         R"(","provider_name":"TikTok"})";
}

std::string FacebookArticle(const Shown& post) {
  return "<div class=fb-post "
         "data-href=\"https://www.facebook.com/veralind/posts/10153231379946729\"><blockquote "
         "cite=\"https://www.facebook.com/veralind/posts/10153231379946729\" "
         "class=fb-xfbml-parse-ignore><p>" +
         Html(post.text) +
         "</p>Posted by <a href=\"https://www.facebook.com/veralind/\">Vera Lind</a> on <a "
         "href=\"https://www.facebook.com/veralind/posts/10153231379946729\">Thursday, August 27, "
         "2015</a></blockquote></div>";
}

std::string FacebookAnswer(const Shown& post) {
  return R"({"provider_name":"Facebook","html":")" +
         Json("<div class=\"fb-post\"><blockquote><p>" + Html(post.text) +
              "</p>Posted by <a>Vera Lind</a></blockquote></div>") +
         "\"}";
}

std::string RedditArticle(const Shown& post) {
  return "<blockquote class=reddit-embed-bq><a "
         "href=\"https://www.reddit.com/r/harbour/comments/7pfpeq/it/\">" +
         Html(post.text) +
         "</a><br> by <a href=\"https://www.reddit.com/user/veralind/\">u/veralind</a> in <a "
         "href=\"https://www.reddit.com/r/harbour/\">harbour</a></blockquote>";
}

std::string RedditAnswer(const Shown& post) {
  return R"([{"data":{"children":[{"data":{"id":"7pfpeq","selftext":"","author":"veralind",)"
         R"("subreddit":"harbour","created_utc":1515500000,"title":")" +
         Json(post.text) + R"("}}]}}])";
}

std::vector<Form> Forms() {
  const auto bare = [](const Shown& post) {
    return Replaced(XArticle(post), "<blockquote class=twitter-tweet>", "<blockquote>");
  };
  const std::string bluesky = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts";
  return {
      {"x", XArticle, "https://publish.x.com/oembed", XAnswer},
      {"x without its class", bare, "https://publish.x.com/oembed", XAnswer},
      {"bluesky", BlueskyArticle, bluesky, BlueskyAnswer},
      {"instagram", InstagramArticle, "https://www.instagram.com/p/CxmmJFRvOhs/embed/",
       InstagramAnswer, false, true, true},
      {"tiktok", TiktokArticle, "https://www.tiktok.com/oembed", TiktokAnswer, false, false, false},
      {"facebook", FacebookArticle, "https://graph.facebook.com/oembed_post", FacebookAnswer, false,
       false, false},
      {"reddit", RedditArticle, "https://www.reddit.com/r/harbour/comments/7pfpeq/.json",
       RedditAnswer, false, false, false},
  };
}

// The first post of the article, resolved against the platform's answer; none where none is found.
std::optional<Resolution> Check(const Form& form, const Shown& article, const Shown& actual) {
  const std::string page =
      "<!doctype html><html lang=en><title>The harbour</title><article><h1>The harbour</h1><p>What "
      "was said of the harbour on that day was short and clear.</p>" +
      form.article(article) + "<p>Nobody at the harbour office answered on Friday.</p></article>";
  Result<Document> document = read::Read(page, {});
  EXPECT_TRUE(document.ok());
  const Article analysed = Analyse(std::move(document).value());
  const auto post = std::find_if(
      analysed.references.begin(), analysed.references.end(),
      [](const Reference& reference) { return reference.kind == ReferenceKind::kPost; });
  if (post == analysed.references.end()) {
    return std::nullopt;
  }
  test::ScriptedWeb web(*text::ParseInstant("2026-11-22T12:00:00Z"));
  web.AddRule([&](const HttpRequest& request) -> std::optional<test::Scripted> {
    if (!request.url.starts_with(form.asked)) {
      return std::nullopt;
    }
    test::Scripted answer;
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    answer.body = form.answer(actual);
    return answer;
  });
  std::optional<Resolution> found;
  const resolve::ResolveOptions options;
  net::Spawn<Resolution>(resolve::Resolve(*post, options, web),
                         [&](Resolution resolution) { found = std::move(resolution); });
  web.Drain();
  return found;
}

struct Sample {
  std::string text;
  std::string from, to;  // One word of it, and another.
};

const std::vector<Sample>& Samples() {
  static const std::vector<Sample> kSamples = {
      {"The harbour wall \"will hold\" & the ferry won't sail before 7 in the morning 🚢. "
       "We checked it twice: https://t.co/ab12CD34ef",
       "morning", "evening"},
      {"Wir haben 14 Briefe bekommen und keinen davon beantwortet. Das war ein Fehler, "
       "für den ich um Verzeihung bitte.",
       "Fehler", "Scherz"},
      {"Le conseil a refusé l'offre à 21 voix contre 3 — et c'est très bien ainsi pour la ville.",
       "refusé", "accepté"},
      {"No es verdad que el puente esté cerrado; lo cruzamos hoy con 40 niños 👧🏽👦🏻 y dos "
       "perros.",
       "cerrado", "abierto"},
      {"Мост закрыт до 15 марта, потом его откроют снова для всех жителей нашего города.", "закрыт",
       "открыт"},
      {"港の壁は今朝7時に検査を受けました。問題は見つかりませんでした。", "今朝", "昨夜"},
      {"@harbour_office no, the nine lanterns were paid for by the chorus, not by the council! "
       "#lanterns",
       "chorus", "mayor"},
      {"In all my years at sea I have not seen a storm like this one\nand I hope never to see one "
       "again, said nobody's grandmother",
       "storm", "party"},
  };
  return kSamples;
}

using Change = std::pair<std::string, std::function<void(Shown&, const Sample&)>>;

std::size_t Middle(const std::string& text) {
  const std::size_t space = text.find(' ', text.size() / 2);
  return space == std::string::npos ? std::string::npos : space;
}

// What an article may do to a post without changing it.
std::vector<Change> Benign() {
  return {
      {"as it is", [](Shown&, const Sample&) {}},
      {"curly quotes",
       [](Shown& s, const Sample&) {
         s.text = Replaced(Replaced(s.text, "\"will", "“will"), "hold\"", "hold”");
         s.text = Replaced(s.text, "'", "’");
       }},
      {"other dashes", [](Shown& s, const Sample&) { s.text = Replaced(s.text, "—", "–"); }},
      {"other spaces",
       [](Shown& s, const Sample&) { s.text = Replaced(s.text, " the ", "\u00A0the  "); }},
      {"line breaks lost", [](Shown& s, const Sample&) { s.text = Replaced(s.text, "\n", " "); }},
      {"escaped twice", [](Shown& s, const Sample&) { s.text = Replaced(s.text, "&", "&amp;"); }},
      {"emoji lost",
       [](Shown& s, const Sample&) {
         for (const char* emoji : {" 🚢", " 👧🏽👦🏻", "👧🏽👦🏻"}) {
           s.text = Replaced(s.text, emoji, "");
         }
       }},
      {"link expanded",
       [](Shown& s, const Sample&) {
         s.text = Replaced(s.text, "https://t.co/ab12CD34ef", "harbour.example/news/wall…");
       }},
      {"link lost",
       [](Shown& s, const Sample&) { s.text = Replaced(s.text, " https://t.co/ab12CD34ef", ""); }},
      {"composed otherwise",
       [](Shown& s, const Sample&) {
         s.text = Replaced(Replaced(s.text, "é", "e\u0301"), "ü", "u\u0308");
       }},
      {"soft hyphens",
       [](Shown& s, const Sample&) { s.text = Replaced(s.text, "ll", "l\u00ADl"); }},
      {"cut with an ellipsis",
       [](Shown& s, const Sample&) {
         if (const std::size_t at = Middle(s.text); at != std::string::npos) {
           s.text = s.text.substr(0, at) + "…";
         }
       }},
      {"the first sentence",
       [](Shown& s, const Sample&) {
         if (const std::size_t at = s.text.find(". "); at != std::string::npos && at > 20) {
           s.text.resize(at + 1);
         }
       }},
      {"the day of the reader", [](Shown& s, const Sample&) { s.day = 1; }},
      {"the day before", [](Shown& s, const Sample&) { s.day = -1; }},
      {"a name with its signs lost or gained",
       [](Shown& s, const Sample&) { s.name = "Vera Lind 🌊"; }},
      {"a handle in capitals", [](Shown& s, const Sample&) { s.account = "VeraLind"; }},
  };
}

struct Tampering {
  std::string name;
  std::string field;  // Which must be said to differ.
  std::function<void(Shown&, const Sample&)> change;
};

std::vector<Tampering> Tamperings() {
  return {
      {"another word", "text",
       [](Shown& s, const Sample& t) { s.text = Replaced(s.text, t.from, t.to); }},
      {"a word left out", "text",
       [](Shown& s, const Sample& t) { s.text = Replaced(s.text, t.from, ""); }},
      {"a word put in", "text",
       [](Shown& s, const Sample& t) { s.text = Replaced(s.text, t.from, t.to + " " + t.from); }},
      {"another number", "text",
       [](Shown& s, const Sample&) {
         const std::size_t at = s.text.find_first_of("0123456789");
         at == std::string::npos ? s.text = "99 " + s.text : s.text.replace(at, 1, "8");
       }},
      {"a sentence put behind", "text",
       [](Shown& s, const Sample&) { s.text += " And I am proud of it."; }},
      {"a sentence put before", "text",
       [](Shown& s, const Sample&) { s.text = "I never said this before. " + s.text; }},
      {"the last words left out", "text",
       [](Shown& s, const Sample& t) {
         const std::size_t at = s.text.find(t.from);
         s.text.resize(at + t.from.size());
       }},
      {"a smile put in", "text", [](Shown& s, const Sample&) { s.text += " 😂"; }},
      {"cut, and another word", "text",
       [](Shown& s, const Sample& t) {
         const std::size_t at = s.text.find(t.from);
         s.text = s.text.substr(0, at) + t.to + "…";
       }},
      {"another text", "text",
       [](Shown& s, const Sample&) {
         s.text = "I resign, and I shall not come back to this town.";
       }},
      {"another name", "author", [](Shown& s, const Sample&) { s.name = "Otto Brand"; }},
      {"a name with a title", "author",
       [](Shown& s, const Sample&) { s.name = "Mayor Vera Lind"; }},
      {"another handle", "account", [](Shown& s, const Sample&) { s.account = "veralind_office"; }},
      {"two days", "date", [](Shown& s, const Sample&) { s.day = 2; }},
      {"a month", "date", [](Shown& s, const Sample&) { s.day = -31; }},
      {"a year", "date", [](Shown& s, const Sample&) { s.day = 365; }},
  };
}

bool Shows(const Form& form, const std::string& field) {
  return field == "author"    ? form.shows_author
         : field == "account" ? form.shows_account
         : field == "date"    ? form.shows_date
                              : true;
}

std::string Told(const Resolution& resolution) {
  std::string told(Name(resolution.verdict));
  for (const std::string& reason : resolution.reasons) {
    told += "\n    " + reason;
  }
  for (const Difference& difference : resolution.post->differences) {
    told += "\n    " + difference.field + ": " + difference.shown + " | " + difference.actual;
  }
  return told;
}

TEST(TamperingTest, WhatIsNoTamperingIsNotSaidToBe) {
  int checked = 0;
  for (const Form& form : Forms()) {
    for (const Sample& sample : Samples()) {
      for (const auto& [name, change] : Benign()) {
        Shown actual{sample.text};
        Shown article = actual;
        change(article, sample);
        if (name.starts_with("a name") && !form.shows_author) {
          continue;
        }
        const auto resolution = Check(form, article, actual);
        ASSERT_TRUE(resolution && resolution->post) << form.name << ", " << name << ": no post";
        EXPECT_TRUE(resolution->post->differences.empty())
            << form.name << ", " << name << ": " << Told(*resolution);
        EXPECT_EQ(Name(resolution->verdict), "alive") << Told(*resolution);
        ++checked;
      }
    }
  }
  std::cout << checked << " articles that show the post as it is\n";
  EXPECT_GT(checked, 500);
}

TEST(TamperingTest, EveryTamperingIsFound) {
  int checked = 0;
  for (const Form& form : Forms()) {
    for (const Sample& sample : Samples()) {
      for (const Tampering& tampering : Tamperings()) {
        if (!Shows(form, tampering.field)) {
          continue;
        }
        Shown actual{sample.text};
        Shown article = actual;
        tampering.change(article, sample);
        const auto resolution = Check(form, article, actual);
        ASSERT_TRUE(resolution && resolution->post) << form.name << ", " << tampering.name;
        const auto& differences = resolution->post->differences;
        EXPECT_TRUE(std::any_of(
            differences.begin(), differences.end(),
            [&](const Difference& difference) { return difference.field == tampering.field; }))
            << form.name << ", " << tampering.name << ", " << sample.text << ": "
            << Told(*resolution);
        ++checked;
      }
    }
  }
  std::cout << checked << " articles that tamper with it\n";
  EXPECT_GT(checked, 500);
}

}  // namespace
}  // namespace ibid::pipeline
