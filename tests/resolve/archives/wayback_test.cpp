#include <gtest/gtest.h>

#include "resolve/archives/cdx.h"

namespace ibid::resolve {
namespace {

// The state, and "timestamp status original" of each row.
std::string Read(int status, std::string body, Headers headers = {}) {
  Exchange exchange;
  exchange.status = status;
  exchange.body = std::move(body);
  exchange.headers = std::move(headers);
  const Captures captures = ReadCaptures(exchange);
  const char* const kStates[] = {"answered", "excluded", "throttled",
                                 "failed",   "offline",  "not asked"};
  std::string out = kStates[static_cast<int>(captures.state)];
  for (const Capture& row : captures.rows) {
    out += "; " + row.timestamp + " " + std::to_string(row.status) + " " + row.original;
  }
  return out;
}

TEST(WaybackTest, ReadsTheIndexByTheNamesOfItsColumns) {
  EXPECT_EQ(
      Read(200, R"([["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
 ["org,a)/","19970126045828","http://a.org:80/","text/html","200","Q4YU","1415"],
 ["org,a)/","19971011050034","http://a.org:80/","warc/revisit","-","XAHD","1402"],
 ["org,a)/","19981011050034","http://a.org:80/","text/html","404","XAHD","1402"],
 ["org,a)/","nonsense","http://a.org:80/","text/html","200","XAHD","1402"],
 [],
 ["org%2Ca%29%2F+19980109140106%21"]])"),
      "answered; 19970126045828 200 http://a.org:80/; 19971011050034 0 http://a.org:80/");
  EXPECT_EQ(Read(200, "[]"), "answered");
  EXPECT_EQ(Read(200, "\n"), "answered");
}

TEST(WaybackTest, NeverTakesARefusalForAnEmptyIndex) {
  EXPECT_EQ(Read(403, "",
                 {{"X-Archive-Wayback-Runtime-Error",
                   "org.archive.wayback.exception.AdministrativeAccessControlException: "
                   "Blocked Site Error"}}),
            "excluded");
  EXPECT_EQ(Read(403, "org.archive.util.io.RuntimeIOException: Blocked Site Error"), "excluded");
  EXPECT_EQ(Read(429, ""), "throttled");
  EXPECT_EQ(Read(503, ""), "failed");
  EXPECT_EQ(Read(403, "go away"), "failed");
  EXPECT_EQ(Read(200, "<html>The Internet Archive is down</html>"), "failed");
}

}  // namespace
}  // namespace ibid::resolve
