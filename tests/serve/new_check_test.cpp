#include "serve/new_check.h"

#include <string>

#include <gtest/gtest.h>

#include "serve/wishes.h"

namespace ibid::serve {
namespace {

std::string Line(const Result<cache::CheckInput>& input) {
  if (!input) {
    return (input.error().code == ErrorCode::kUsage ? "400 " : "422 ") + input.error().message;
  }
  return input->kind + "|" + input->source + "|" + input->bytes + "|" + input->input_kind + "|" +
         input->url + "|" + input->date + "|" + input->media_type +
         (input->wishes == "{}" ? "" : "|" + input->wishes);
}

std::string Json(std::string body) {
  Request request;
  request.target = "/api/checks";
  request.content_type = "application/json; charset=utf-8";
  request.body = std::move(body);
  return Line(ReadNewCheck(request, 10));
}

std::string File(const std::string& query, const std::string& type = "text/html; charset=koi8-r") {
  Request request;
  request.target = "/api/checks?" + query;
  request.content_type = type;
  request.body = "<p>";
  return Line(ReadNewCheck(request, 10));
}

TEST(NewCheckTest, ReadsJson) {
  EXPECT_EQ(Json(R"({"url": "HTTP://a.example/é"})"), "url|http://a.example/%C3%A9|||||");
  EXPECT_EQ(
      Json(R"({"text": "Hi", "url": "http://a.example/", "date": "2015-09-28", "kind": "html"})"),
      "text|-|Hi|html|http://a.example/|2015-09-28|");
  EXPECT_EQ(Json(R"({"text": "Hi", "name": "../../etc/note.txt"})"), "text|note.txt|Hi||||");
  EXPECT_EQ(Json(R"({"text": "longer than ten"})"),
            "422 the text is larger than 10 bytes, which is the limit here");
  EXPECT_EQ(Json(R"({"url": "javascript:alert"})"), "422 'url' takes an http or https URL");
  EXPECT_EQ(Json(R"({"url": "file:///etc/passwd"})"), "422 'url' takes an http or https URL");
  EXPECT_EQ(Json(R"({"date": "2015-09-28"})"),
            "422 the body has neither a url nor a text to check");
  EXPECT_EQ(Json(R"({"url": 7})"),
            "422 the body takes url, text, name, date and kind, all strings, and how to check: "
            "offline, no_third_party, no_archive, newer_than");
  EXPECT_EQ(Json("[]"),
            "422 the body is no JSON object such as {\"url\": \"https://example.org/story\"}");
}

TEST(NewCheckTest, ReadsFiles) {
  EXPECT_EQ(File("name=C:%5Cdocs%5Ca.html&kind=html"),
            "file|a.html|<p>|html|||text/html; charset=koi8-r");
  EXPECT_EQ(File("", "application/octet-stream"), "file|-|<p>||||");
  EXPECT_EQ(File("name=a/"), "file|-|<p>||||text/html; charset=koi8-r");
  EXPECT_EQ(File("kind=film"), "400 'kind' is one of text, markdown, html, pdf");
  EXPECT_EQ(File("date=soon"), "400 'date' takes a date such as 2015-09-28");
  EXPECT_EQ(File("name=" + std::string(256, 'a')),
            "400 'name' takes a name of at most 255 bytes without control characters");
}

TEST(NewCheckTest, ReadsHowItIsWished) {
  EXPECT_EQ(Json(R"({"text": "Hi", "offline": true, "no_archive": false, "newer_than": "12h"})"),
            R"(text|-|Hi|||||{"offline":true,"newer_than":"12h"})");
  EXPECT_EQ(File("name=a&no_third_party=true&no_archive=true", "application/octet-stream"),
            R"(file|a|<p>|||||{"no_third_party":true,"no_archive":true})");
  const std::string no =
      "422 offline, no_third_party and no_archive are true or false, newer_than is an age such as "
      "\"12h\"";
  EXPECT_EQ(Json(R"({"text": "Hi", "offline": "true"})"), no);
  EXPECT_EQ(Json(R"({"text": "Hi", "newer_than": 12})"), no);
  EXPECT_EQ(Json(R"({"text": "Hi", "newer_than": "soon"})"),
            "422 'newer_than' takes an age such as 90d, 12h or 30m");
  EXPECT_EQ(File("offline=yes"), "400 'offline' is true or false");
}

// What becomes of wishes when a check is made again with this body.
std::string Again(const std::string& before, std::string body) {
  Request request;
  request.body = std::move(body);
  const Result<std::string> wishes = ReadAgain(request, before);
  return wishes ? *wishes : wishes.error().message;
}

TEST(NewCheckTest, ReadsHowItIsWishedTheNextTime) {
  const std::string before = R"({"offline":true,"newer_than":"1h"})";
  EXPECT_EQ(Again(before, ""), before);
  EXPECT_EQ(Again(before, "{}"), before);
  EXPECT_EQ(Again(before, R"({"offline": false, "no_archive": true, "newer_than": "0s"})"),
            R"({"no_archive":true,"newer_than":"0s"})");
  const std::string no =
      "the body is a JSON object of offline, no_third_party, no_archive, newer_than";
  EXPECT_EQ(Again(before, R"({"url": "http://a.example/"})"), no);
  EXPECT_EQ(Again(before, "[]"), no);
}

TEST(NewCheckTest, WishesMeanWhatTheirFlagsMean) {
  const Wishes wishes =
      WishesOf(R"({"offline":true,"no_third_party":true,"no_archive":true,"newer_than":"2m"})");
  EXPECT_TRUE(wishes.offline && !wishes.third_parties && !wishes.archived_copies);
  EXPECT_EQ(wishes.newer_than, std::chrono::minutes(2));
  for (const char* kept : {"{}", "", "[1]", R"({"offline":1,"newer_than":"x"})"}) {
    const Wishes none = WishesOf(kept);
    EXPECT_TRUE(!none.offline && none.third_parties && none.archived_copies && !none.newer_than)
        << kept;
  }
}

TEST(NewCheckTest, TakesNothingThatAFormSends) {
  EXPECT_TRUE(IsTaken("application/json"));
  for (const char* type :
       {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""}) {
    EXPECT_FALSE(IsTaken(type)) << type;
  }
}

}  // namespace
}  // namespace ibid::serve
