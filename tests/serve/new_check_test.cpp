#include "serve/new_check.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::serve {
namespace {

std::string Line(const Result<cache::CheckInput>& input) {
  if (!input) {
    return (input.error().code == ErrorCode::kUsage ? "400 " : "422 ") + input.error().message;
  }
  return input->kind + "|" + input->source + "|" + input->bytes + "|" + input->input_kind + "|" +
         input->url + "|" + input->date + "|" + input->media_type;
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
            "422 the body takes url, text, name, date and kind, all strings");
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

TEST(NewCheckTest, TakesNothingThatAFormSends) {
  EXPECT_TRUE(IsTaken("application/json"));
  for (const char* type :
       {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""}) {
    EXPECT_FALSE(IsTaken(type)) << type;
  }
}

}  // namespace
}  // namespace ibid::serve
