#include "write/html.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "digest/digest.h"
#include "write/sample.h"

namespace ibid::write {
namespace {

std::string Between(std::string_view page, std::string_view begin, std::string_view end) {
  const std::size_t at = page.find(begin);
  if (at == std::string_view::npos) {
    return "absent";
  }
  const std::size_t from = at + begin.size();
  return std::string(page.substr(from, page.find(end, from) - from));
}

// The names of elements in the order they are opened, with a mark where one is closed that is not
// open: "" for a page that nests.
std::string Nesting(std::string_view page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const bool closes = page[at + 1] == '/';
    const std::size_t from = at + (closes ? 2U : 1U);
    const std::string name(page.substr(from, page.find_first_of(" >/", from) - from));
    const std::size_t end = page.find('>', at);
    const bool is_void = name == "meta" || name == "br" || name == "input" || name == "!doctype" ||
                         page[end - 1] == '/' || name == "path";
    if (closes && (open.empty() || open.back() != name) && name != "path") {
      return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
    }
    if (closes && name != "path") {
      open.pop_back();
    } else if (!closes && !is_void) {
      open.push_back(name);
    }
    if (!closes && (name == "script" || name == "style")) {
      at = page.find("</" + name, at + 1) - 1;
    }
  }
  return open.empty() ? "" : open.back() + " stays open";
}

Article Marked(std::string_view text, std::vector<TextSpan> spans) {
  Article article;
  article.document.text = text;
  article.document.zones.resize(1);
  article.document.zones[0].at = {0, static_cast<std::uint32_t>(text.size())};
  for (const TextSpan span : spans) {
    Mention& mention = article.mentions.emplace_back();
    mention.id = "m" + std::to_string(article.mentions.size());
    mention.at = span;
  }
  return article;
}

std::string Body(const Article& article) {
  std::string body =
      Between(Html(article, {}), "<div class=\"text\" id=\"text\" dir=\"auto\">\n", "</div>");
  for (const std::string_view noise : {"<span class=\"m p-whole\"", "</span>"}) {
    for (std::size_t at = body.find(noise); at != std::string::npos; at = body.find(noise)) {
      body.replace(at, noise.size(), noise.front() == '<' && noise[1] == '/' ? "]" : "[");
    }
  }
  return body;
}

TEST(HtmlTest, MarksNestAndCrossAndStillTheElementsNest) {
  EXPECT_EQ(Body(Marked("abcdef", {{1, 5}, {2, 3}})), "<p>a[ id=\"m1\">b[ id=\"m2\">c]de]f</p>\n");
  EXPECT_EQ(Body(Marked("abcdef", {{0, 4}, {2, 6}})),
            "<p>[ id=\"m1\">ab[ id=\"m2\">cd]][>ef]</p>\n");
  EXPECT_EQ(Body(Marked("a<b>", {{0, 4}})), "<p>[ id=\"m1\">a&lt;b&gt;]</p>\n");
}

TEST(HtmlTest, AMarkThatCrossesBlocksIsOpenedAgain) {
  Article article = Marked("ab\n\ncd", {{1, 5}});
  article.document.zones.resize(2);
  article.document.zones[0].at = {0, 2};
  article.document.zones[1].at = {4, 6};
  EXPECT_EQ(Body(article), "<p>a[ id=\"m1\">b]</p>\n<p>[>c]d</p>\n");
}

TEST(HtmlTest, ManyMarksOverOneAnotherStayLinear) {
  const std::string text(20000, 'x');
  std::vector<TextSpan> spans;
  for (std::uint32_t i = 0; i < 10000; ++i) {
    spans.push_back({i, 20000 - i});
  }
  const std::string page = Html(Marked(text, spans), {});
  EXPECT_LT(page.size(), 2'000'000U);
  EXPECT_EQ(Nesting(page), "");
}

TEST(HtmlTest, ThePageNestsAndPointsIntoItself) {
  const std::string page = WriteAs(Format::kHtml, SampleArticle());
  EXPECT_EQ(Nesting(page), "");
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos;
       at = page.find("href=\"#", at + 1)) {
    const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_NE(page.find("id=\"" + id + "\""), std::string::npos) << id;
  }
}

// A link that moved: two hops with the exchanges that say so, and one more exchange.
Article Moved() {
  Article article = Marked("Read https://a.example/ now.", {{5, 23}});
  Reference& reference = article.references.emplace_back();
  reference.id = "r1";
  reference.kind = ReferenceKind::kUrl;
  reference.label = reference.url = "https://a.example/";
  reference.mentions = {"m1"};
  article.mentions[0].refers.reference = "r1";
  Resolution& resolution = article.resolutions.emplace_back();
  resolution.reference = "r1";
  resolution.verdict = Verdict::kMoved;
  resolution.reasons = {"moved for good to https://b.example/?x=1&y=2 (301)"};
  resolution.final_url = "https://b.example/?x=1&y=2";
  resolution.hops.resize(2);
  resolution.hops[0].url = "https://a.example/";
  resolution.hops[0].status = 301;
  resolution.hops[0].evidence = "e1";
  resolution.hops[1].url = resolution.final_url;
  resolution.hops[1].status = 200;
  resolution.hops[1].evidence = "e2";
  resolution.evidence = {"e1", "e2", "e3"};
  article.evidence.resize(3);
  for (std::size_t i = 0; i < 3; ++i) {
    article.evidence[i].id = resolution.evidence[i];
    article.evidence[i].body_sha256 = std::string(64, 'c');
  }
  article.evidence[0].status = 301;
  article.evidence[1].status = 200;
  article.evidence[2].url = "https://archive.example/";
  article.evidence[2].failure = "offline";
  return article;
}

TEST(HtmlTest, AnExchangeIsToldOnce) {
  EXPECT_EQ(Between(Html(Moved(), {}), "<details><summary>Evidence: ", "</details>"),
            "2 hops, 3 exchanges</summary><noscript><ol>\n"
            "<li>start <a href=\"https://a.example/\"></a> <b>301</b> <small>e1, "
            "1 January 1970, 00:00 UTC, sha256 cccccccccccccccc…</small></li>\n"
            "<li>start <a href=\"https://b.example/?x=1&amp;y=2\"></a> <b>200</b> <small>e2, "
            "1 January 1970, 00:00 UTC, sha256 cccccccccccccccc…</small></li>\n</ol>\n"
            "<ul class=\"evidence\">\n<li><a href=\"https://archive.example/\"></a> "
            "<b>offline</b> <small>e3, 1 January 1970, 00:00 UTC</small></li>\n</ul></noscript>");
}

TEST(HtmlTest, AnAddressIsToldOnce) {
  const std::string page = Html(Moved(), {});
  EXPECT_EQ(Between(page, "<p class=\"verdict v-changed\">", "</p>"),
            "<b>→ moved</b> <bdi>moved for good to <a href=\"https://b.example/?x=1&amp;y=2\">"
            "https://b.example/?x=1&amp;y=2</a> (301)</bdi>");
  EXPECT_EQ(page.find("Found at"), std::string::npos);
  EXPECT_NE(page.find("<li><a href=\"#m1\">its address</a>"), std::string::npos);
  Article other = Moved();
  other.resolutions[0].reasons = {"moved"};
  EXPECT_EQ(Between(Html(other, {}), "<p>Found at ", "</p>"),
            "<a href=\"https://b.example/?x=1&amp;y=2\">https://b.example/?x=1&amp;y=2</a>");
}

TEST(HtmlTest, AnErrorPageIsNotTheWork) {
  Article article = Moved();
  article.resolutions[0].title = "A paper";
  EXPECT_EQ(Between(Html(article, {}), "<p>It is ", "</p>"), "<bdi><cite>A paper</cite></bdi>");
  article.resolutions[0].verdict = Verdict::kGone;
  EXPECT_EQ(Between(Html(article, {}), "<p>It is ", "</p>"), "absent");
}

TEST(HtmlTest, ThePolicyNamesExactlyItsOwnStyleAndScript) {
  const std::string page = WriteAs(Format::kHtml, SampleArticle());
  const std::string style = Between(page, "<style>", "</style>");
  const std::string script = Between(page, "<script>", "</script>");
  EXPECT_EQ(Between(page, "Content-Security-Policy\" content=\"", "\""),
            "default-src 'none'; style-src 'sha256-" + digest::Sha256Base64(style) +
                "'; script-src 'sha256-" + digest::Sha256Base64(script) +
                "'; base-uri 'none'; form-action 'none'");
  EXPECT_EQ(digest::Sha256Base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(HtmlTest, AsksForNothing) {
  const std::string page = WriteAs(Format::kHtml, SampleArticle());
  for (const std::string_view what : {"<img", "<link", "<iframe", "<object", "<embed", "<form",
                                      "src=", "@import", "url(h", "style=\"", "onclick", "xlink"}) {
    EXPECT_EQ(page.find(what), std::string::npos) << what;
  }
}

}  // namespace
}  // namespace ibid::write
