#include "warc/writer.h"

#include <sstream>

#include <gtest/gtest.h>

#include "digest/digest.h"
#include "warc/http.h"
#include "warc/zip.h"

namespace ibid::warc {
namespace {

Exchange Sample() {
  Exchange e;
  e.id = "e0123456789abcdef";
  e.request.url = "https://a.example:8443/x?y=1";
  e.request.headers = {{"Accept", "text/html"}};
  e.status = 200;
  e.http_version = "2";
  e.headers = {{"content-type", "text/html"},
               {"content-encoding", "gzip"},
               {"content-length", "99"},
               {"set-cookie", "a"}};
  e.body = "<p>hello</p>";
  e.at = Instant(std::chrono::milliseconds(1'443'449'000'250));
  e.elapsed_ms = 17;
  e.remote_address = "192.0.2.7";
  return e;
}

// Line ends as in the examples of the standard, ids and digests left out.
std::string Shown(const NewRecord& record) {
  std::string out;
  std::istringstream lines(Serialize(record));
  for (std::string line; std::getline(lines, line);) {
    line.erase(line.find_last_not_of('\r') + 1);
    if (line.find("urn:uuid") == std::string::npos && line.find("Digest") == std::string::npos) {
      out += line + "\n";
    }
  }
  return out;
}

TEST(WriterTest, KeepsAnExchangeAsThreeRecords) {
  const std::vector<NewRecord> records = RecordsOf(Sample());
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(Shown(records[0]),
            "WARC/1.1\n"
            "WARC-Type: response\n"
            "WARC-Date: 2015-09-28T14:03:20.250Z\n"
            "WARC-Target-URI: https://a.example:8443/x?y=1\n"
            "WARC-Protocol: h2\n"
            "WARC-IP-Address: 192.0.2.7\n"
            "Content-Type: application/http; msgtype=response\n"
            "Content-Length: 149\n"
            "\n"
            "HTTP/1.1 200 OK\n"
            "content-type: text/html\n"
            "X-Orig-content-encoding: gzip\n"
            "Content-Length: 12\n"
            "X-Orig-content-length: 99\n"
            "set-cookie: a\n"
            "\n"
            "<p>hello</p>\n"
            "\n");
  EXPECT_EQ(Shown(records[1]),
            "WARC/1.1\n"
            "WARC-Type: request\n"
            "WARC-Date: 2015-09-28T14:03:20.250Z\n"
            "WARC-Target-URI: https://a.example:8443/x?y=1\n"
            "WARC-IP-Address: 192.0.2.7\n"
            "Content-Type: application/http; msgtype=request\n"
            "Content-Length: 64\n"
            "\n"
            "GET /x?y=1 HTTP/1.1\n"
            "Host: a.example:8443\n"
            "Accept: text/html\n"
            "\n"
            "\n"
            "\n");
  EXPECT_EQ(Shown(records[2]),
            "WARC/1.1\n"
            "WARC-Type: metadata\n"
            "WARC-Date: 2015-09-28T14:03:20.250Z\n"
            "WARC-Target-URI: https://a.example:8443/x?y=1\n"
            "Content-Type: application/warc-fields\n"
            "Content-Length: 51\n"
            "\n"
            "fetchTimeMs: 17\n"
            "ibid-exchange: e0123456789abcdef\n"
            "\n"
            "\n");
}

TEST(WriterTest, DigestsAreOfPayloadAndBlock) {
  const NewRecord response = RecordsOf(Sample())[0];
  const std::string bytes = Serialize(response);
  EXPECT_NE(bytes.find("WARC-Payload-Digest: sha1:" + digest::Sha1Base32("<p>hello</p>") + "\r\n"),
            std::string::npos);
  EXPECT_NE(bytes.find("WARC-Block-Digest: sha1:" + digest::Sha1Base32(response.block) + "\r\n"),
            std::string::npos);
}

TEST(WriterTest, IdsAreMadeOfTheContent) {
  const std::vector<NewRecord> once = RecordsOf(Sample());
  const std::vector<NewRecord> twice = RecordsOf(Sample());
  Exchange other = Sample();
  other.body += "!";
  EXPECT_EQ(once[0].id(), twice[0].id());
  EXPECT_NE(once[0].id(), RecordsOf(other)[0].id());
  EXPECT_NE(once[0].id(), once[1].id());
  EXPECT_EQ(once[0].id().size(),
            std::string("<urn:uuid:01234567-89ab-8def-8123-456789abcdef>").size());
  EXPECT_EQ(once[0].id()[24], '8') << "version 8 of RFC 9562";
}

TEST(WriterTest, AFailureIsARequestWithMetadata) {
  Exchange e = Sample();
  e.status = 0;
  e.headers.clear();
  e.body.clear();
  e.failure = Failure::kDns;
  e.failure_detail = "no such host\r\nWARC/1.1";
  const std::vector<NewRecord> records = RecordsOf(e);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].type, "request");
  EXPECT_EQ(records[1].block,
            "fetchTimeMs: 17\r\nibid-exchange: e0123456789abcdef\r\nibid-failure: dns\r\n"
            "ibid-failure-detail: no such host  WARC/1.1\r\n");
}

TEST(HttpTest, DecodesBodiesAsTheyAreFound) {
  struct Case {
    const char* why;
    Headers headers;
    std::string body;
    const char* expected;  // Body, "!" before one that is not complete, "(note)" behind.
  };
  const std::string zip = GzipMember("hello hello hello");
  const Headers chunked = {{"Transfer-Encoding", "chunked"}};
  const std::vector<Case> cases = {
      {"plain", {}, "hello", "hello"},
      {"chunks", chunked, "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n", "hello"},
      {"chunks with line feeds only", chunked, "3\nhel\n2\nlo\n0\n\n", "hello"},
      {"stored without chunks", chunked, "hello", "hello"},
      {"a body that begins with a digit", chunked, "5 apples\r\n", "5 apples\r\n"},
      {"chunks cut off", chunked, "3\r\nhel\r\n5\r\nlo",
       "!hello(the chunks of the body are damaged or cut off)"},
      {"a chunk of an endless size", chunked, "3\r\nhel\r\nffffffffffffffffff\r\nx",
       "!hel(the chunks of the body are damaged or cut off)"},
      {"gzip", {{"Content-Encoding", "gzip"}}, zip, "hello hello hello"},
      {"gzip in chunks",
       {{"Transfer-Encoding", "chunked"}, {"Content-Encoding", "GZIP"}},
       "5\r\n" + zip.substr(0, 5) + "\r\n" +
           [&] {
             std::string size = "00";
             const auto n = zip.size() - 5;
             size[0] = "0123456789abcdef"[n / 16];
             size[1] = "0123456789abcdef"[n % 16];
             return size;
           }() +
           "\r\n" + zip.substr(5) + "\r\n0\r\n\r\n",
       "hello hello hello"},
      {"stored without gzip", {{"Content-Encoding", "gzip"}}, "hello", "hello"},
      {"gzip cut off",
       {{"Content-Encoding", "gzip"}},
       zip.substr(0, zip.size() - 4),
       "!hello hello hello(the compression of the body is damaged or cut off)"},
      {"twice", {{"Content-Encoding", "gzip, gzip"}}, GzipMember(zip), "hello hello hello"},
      {"zlib",
       {{"Content-Encoding", "deflate"}},
       std::string("\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\x00\x06\x2c\x02\x15", 13),
       "hello"},
      {"raw deflate",
       {{"Content-Encoding", "deflate"}},
       std::string("\xcb\x48\xcd\xc9\xc9\x07\x00", 7),
       "hello"},
      {"brotli",
       {{"Content-Encoding", "br"}},
       "#!x",
       "#!x(the body's content coding is left as it is: br)"},
      {"over the limit", {}, std::string(101, 'x'), "!100 bytes, too large"},
      {"a bomb",
       {{"Content-Encoding", "gzip"}},
       GzipMember(std::string(10'000'000, '\0')),
       "!100 bytes, too large"},
  };
  for (const Case& c : cases) {
    const DecodedBody body = DecodeBody(c.headers, c.body, 100);
    const std::string shown =
        body.too_large ? std::to_string(body.bytes.size()) + " bytes, too large" : body.bytes;
    EXPECT_EQ((body.complete ? "" : "!") + shown + (body.note.empty() ? "" : "(" + body.note + ")"),
              c.expected)
        << c.why;
  }
}

}  // namespace
}  // namespace ibid::warc
