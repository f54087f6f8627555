#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

constexpr const char* kPage =
    "<title>A story of rain</title><h1>A story of rain</h1><p>It rained, and nobody minded.</p>";

// The verdict and the first reason for https://a.example/news/a-story-of-rain over a scripted web.
std::string Verdict(std::string_view lines,
                    std::string url = "https://a.example/news/a-story-of-rain") {
  ScriptedWeb web(TestNow());
  Script(web, lines);
  ResolveOptions options;
  options.third_parties = false;
  const Resolution resolution = RunOne(web, UrlReference(std::move(url)), options);
  return std::string(Name(resolution.verdict)) + ": " + resolution.reasons.at(0);
}

std::string VerdictOn(const std::string& answer) {
  return Verdict("https://a.example/news/a-story-of-rain -> " + answer);
}

TEST(ResolveUrlTest, StatusesAndFailures) {
  EXPECT_EQ(VerdictOn(std::string("200 ") + kPage),
            "alive: the server answered 200 with \"A story of rain\"");
  EXPECT_EQ(VerdictOn("200 Content-Type: application/pdf | %PDF-1.4"),
            "alive: the server answered 200 with application/pdf");
  EXPECT_EQ(VerdictOn("404"), "gone: the server answered 404: not found");
  EXPECT_EQ(VerdictOn("410"), "gone: the server answered 410: gone for good");
  EXPECT_EQ(VerdictOn("451"), "legal: the server answered 451: withheld for legal reasons");
  EXPECT_EQ(VerdictOn("402"), "paywall: the server answered 402: payment required");
  EXPECT_EQ(VerdictOn("403"),
            "blocked: the server answered 403: not for us; this says nothing about whether the "
            "page exists");
  EXPECT_EQ(VerdictOn("999"),
            "blocked: the server answered 999: not for us; this says nothing about whether the "
            "page exists");
  EXPECT_EQ(VerdictOn("429"),
            "blocked: the server answered 429: too many requests; this says nothing about whether "
            "the page exists");
  EXPECT_EQ(VerdictOn("503"),
            "server_error: the server answered 503: its own trouble, which may pass");
  EXPECT_EQ(VerdictOn("400"),
            "unknown: the server answered 400, which does not say whether the page exists");
  EXPECT_EQ(VerdictOn("204"), "unknown: the server answered 204: there is nothing to read");
  EXPECT_EQ(VerdictOn("dns"), "dns_failure: the name a.example does not exist");
  EXPECT_EQ(VerdictOn("dns_temporary"), "unknown: the name a.example could not be looked up");
  EXPECT_EQ(VerdictOn("tls"), "tls_failure: no trustworthy connection to a.example");
  EXPECT_EQ(VerdictOn("timeout"), "timeout: a.example did not answer in time");
  EXPECT_EQ(VerdictOn("too_large"), "too_large: the answer is larger than ibid reads");
  EXPECT_EQ(VerdictOn("refused"), "refused: against ibid's own safety rules");
  EXPECT_EQ(VerdictOn("offline"),
            "offline: not asked: this run is offline and has no stored answer");
}

TEST(ResolveUrlTest, ChallengesAreNoDeaths) {
  EXPECT_EQ(VerdictOn("503 <title>Just a moment...</title>"),
            "blocked: the server answered 503, and Cloudflare asked for a challenge; this says "
            "nothing about whether the page exists");
  EXPECT_EQ(VerdictOn("404 cf-mitigated: challenge | <p>x"),
            "blocked: the server answered 404, and Cloudflare asked for a challenge; this says "
            "nothing about whether the page exists");
  EXPECT_EQ(VerdictOn("200 <title>Pardon Our Interruption</title>"),
            "blocked: a bot check (Imperva) interrupted");
}

TEST(ResolveUrlTest, WhatStandsInFront) {
  EXPECT_EQ(VerdictOn("200 <title>a.example</title><p>This domain is for sale. Make an offer!"),
            "parked: the domain is offered for sale");
  EXPECT_EQ(VerdictOn("200 <title>Before you continue</title><p>We use cookies."),
            "consent: a consent page stands in front of it");
  EXPECT_EQ(Verdict("https://a.example/news/a-story-of-rain -> 302 /login?next=x\n"
                    "https://a.example/login?next=x -> 200 <title>Members</title>"),
            "login: a login stands in front of it");
  EXPECT_EQ(VerdictOn("200 <script type=application/ld+json>{\"isAccessibleForFree\": \"False\"}"
                      "</script><p>Subscribe to read on."),
            "paywall: the page says that it is not free to read");
}

TEST(ResolveUrlTest, Soft404) {
  EXPECT_EQ(
      VerdictOn("200 <title>Page not found - A</title><p>Sorry."),
      "soft_404: the page says that nothing was found and there is little else to read, though the "
      "server answered 200");
  const std::string prose(4000, 'x');
  EXPECT_EQ(
      VerdictOn("200 <title>Seite nicht gefunden</title><meta name=robots "
                "content='NOINDEX,follow'><p>" +
                prose),
      "soft_404: the page says that nothing was found (German) and it asks not to be indexed, "
      "though the server answered 200");
  EXPECT_EQ(VerdictOn("200 <title>Why the error is called 404</title><p>" + prose),
            "alive: the server answered 200 with \"Why the error is called 404\"")
      << "an article about it";
}

TEST(ResolveUrlTest, WhereARedirectLeads) {
  const std::string from = "https://a.example/news/a-story-of-rain -> ";
  const std::string page = std::string(" -> 200 ") + kPage + "\n";
  EXPECT_EQ(Verdict(from +
                    "301 https://a.example/2020/story-of-rain\n"
                    "https://a.example/2020/story-of-rain" +
                    page),
            "moved: moved for good to https://a.example/2020/story-of-rain");
  EXPECT_EQ(Verdict(from +
                    "302 https://a.example/2020/story-of-rain\n"
                    "https://a.example/2020/story-of-rain" +
                    page),
            "alive: there, by way of a temporary redirect to "
            "https://a.example/2020/story-of-rain");
  EXPECT_EQ(Verdict(from + "301 https://www.a.example/\nhttps://www.a.example/" + page),
            "redirected_away: sent to the front page of www.a.example instead");
  EXPECT_EQ(Verdict(from + "302 /news/\nhttps://a.example/news/" + page),
            "redirected_away: sent to a section page instead: https://a.example/news/");
  EXPECT_EQ(Verdict(from + "302 /404.html\nhttps://a.example/404.html" + page),
            "soft_404: it is sent to an error page");
  EXPECT_EQ(Verdict("http://a.example/news/a-story-of-rain -> 301 "
                    "https://www.a.example/news/a-story-of-rain\n"
                    "https://www.a.example/news/a-story-of-rain" +
                        page,
                    "http://a.example/news/a-story-of-rain"),
            "alive: the server answered 200 with \"A story of rain\"");
}

TEST(ResolveUrlTest, LoopsAndOtherEndlessWays) {
  EXPECT_EQ(Verdict("https://a.example/news/a-story-of-rain -> 302 /b\n"
                    "https://a.example/b -> 302 /news/a-story-of-rain"),
            "unknown: the address is sent round in a circle (sites that insist on cookies do so)");
  std::string chain = "https://a.example/0 -> 302 /1\n";
  for (int i = 1; i < 40; ++i) {
    chain += "https://a.example/" + std::to_string(i) + " -> 302 /" + std::to_string(i + 1) + "\n";
  }
  EXPECT_EQ(Verdict(chain, "https://a.example/0"),
            "unknown: sent on more than 20 times; not followed further");
  EXPECT_EQ(VerdictOn("302 file:///etc/passwd"),
            "refused: sent on to something that is no web address: file:///etc/passwd");
  EXPECT_EQ(VerdictOn("302 "), "server_error: the server answered 302 without saying where to go");
}

TEST(ResolveUrlTest, ShortLinksEndAsTheirTargets) {
  ScriptedWeb web(TestNow());
  Script(web, std::string("https://t.co/abc -> 301 http://bit.ly/x\n"
                          "http://bit.ly/x -> 301 https://a.example/rain\n"
                          "https://a.example/rain -> 200 ") +
                  kPage);
  EXPECT_EQ(Show(RunOne(web, UrlReference("https://t.co/abc"))),
            "alive: the server answered 200 with \"A story of rain\"\n"
            "  hops https://t.co/abc 301 location> http://bit.ly/x 301 location> "
            "https://a.example/rain 200\n"
            "  title A story of rain\n"
            "  site a.example\n");
}

TEST(ResolveUrlTest, AWarningIsPassedOnAndItsTargetAsked) {
  ScriptedWeb web(TestNow());
  Script(web, std::string("https://t.co/bad -> 301 https://twitter.com/safety/"
                          "unsafe_link_warning?unsafe_link=https%3A%2F%2Fa.example%2Frain\n"
                          "https://a.example/rain -> 200 ") +
                  kPage);
  const Resolution resolution = RunOne(web, UrlReference("https://t.co/bad"));
  EXPECT_EQ(Name(resolution.verdict), "alive");
  EXPECT_EQ(resolution.reasons.back(), "X warns its readers that this link may be harmful");
  EXPECT_EQ(web.asked(), (std::vector<std::string>{"https://t.co/bad", "https://a.example/rain"}));
}

TEST(ResolveUrlTest, WrappersAreNotAsked) {
  ScriptedWeb web(TestNow());
  Script(web, std::string("https://a.example/rain -> 200 ") + kPage);
  const Resolution resolution =
      RunOne(web, UrlReference("https://www.google.com/url?q=https%3A%2F%2Fa.example%2Frain&sa=D"));
  EXPECT_EQ(web.asked(), (std::vector<std::string>{"https://a.example/rain"}));
  EXPECT_EQ(resolution.hops.size(), 2U);
  EXPECT_EQ(resolution.hops.at(1).via, HopVia::kUnwrapped);
  EXPECT_EQ(Name(resolution.verdict), "alive");
}

TEST(ResolveUrlTest, AWallThatNamesWhereItWouldSendBackIsAsked) {
  EXPECT_EQ(
      Verdict("https://www.youtube.com/@rain -> 302 "
              "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F%40rain\n"
              "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F%40rain"
              " -> 200 <title>Before you continue to YouTube</title>",
              "https://www.youtube.com/@rain"),
      "consent: YouTube's consent page stands in front of it");
}

TEST(ResolveUrlTest, EvidenceIsInTheOrderAskedAndDated) {
  ScriptedWeb web(TestNow());
  Script(web, "https://t.co/abc -> 301 https://a.example/rain\nhttps://a.example/rain -> 404");
  ResolveOptions options;
  options.third_parties = false;
  const Resolution resolution = RunOne(web, UrlReference("https://t.co/abc"), options);
  ASSERT_EQ(resolution.evidence.size(), 2U);
  EXPECT_EQ(resolution.evidence[0], resolution.hops.at(0).evidence);
  EXPECT_EQ(resolution.evidence[1], resolution.hops.at(1).evidence);
  EXPECT_EQ(resolution.checked_at, TestNow());
  EXPECT_EQ(resolution.reasons.back(),
            "not asked: web.archive.org (only hosts that the article names are asked)");
}

}  // namespace
}  // namespace ibid::resolve
