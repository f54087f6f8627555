#include "warc/reader.h"

#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "warc/zip.h"

namespace ibid::warc {
namespace {

// One record as a tool would write it; a `length` other than the block's is a lie.
std::string Plain(const std::string& uri, const std::string& block, long long length = -1) {
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + uri + "\r\nContent-Length: " +
         (length < 0 ? std::to_string(block.size()) : std::to_string(length)) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

// "uri=block" for each record, "!" before one that is not complete, then "; problem@offset".
std::string Dump(std::string_view bytes, ReaderLimits limits = {}) {
  const std::unique_ptr<Reader> reader = Reader::Over(bytes, limits);
  std::string out;
  while (const std::optional<Record> r = reader->Next()) {
    out += std::string(out.empty() ? "" : " ") + (r->complete ? "" : "!") +
           std::string(r->target_uri()) + "=" + r->block;
  }
  for (const Reader::Problem& problem : reader->problems()) {
    out += "; " + problem.what + "@" + std::to_string(problem.offset);
  }
  return out;
}

std::string Lf(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

TEST(ReaderTest, ReadsWhatIsSoundAndTellsWhatIsNot) {
  const std::string a = Plain("a:", "one");
  const std::string b = Plain("b:", "two");
  const std::string za = GzipMember(a);
  const std::string zb = GzipMember(b);
  const auto at = [](std::size_t n) { return "@" + std::to_string(n); };
  std::string damaged = za;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {a + b, "a:=one b:=two"},
      {Lf(a + b), "a:=one b:=two"},
      {za + zb, "a:=one b:=two"},
      {GzipMember(a + b), "a:=one b:=two"},
      {GzipMember(a.substr(0, 20)) + GzipMember(a.substr(20) + b), "a:=one b:=two"},
      {za + std::string(512, '\0') + zb, "a:=one b:=two"},
      {za + "junk" + zb, "a:=one b:=two; bytes between gzip members" + at(za.size())},
      {"junk\r\n" + a + "junk\r\n" + b,
       "a:=one b:=two; bytes that belong to no record@0; bytes that belong to no record" +
           at(6 + a.size())},
      {Plain("a:", "one", 2) + b,
       "a:=on b:=two; bytes that belong to no record" + at(a.size() - 5)},
      {Plain("a:", "one", 9) + b,
       "a:=one b:=two; a length that reaches into the next record; cut where that begins@0"},
      {Lf(Plain("a:", "one", 9) + b),
       "a:=one b:=two; a length that reaches into the next record; cut where that begins@0"},
      {a + Plain("b:", "two", 90),
       "a:=one !b:=two\r\n\r\n; a record that ends 83 bytes before the length that it gives" +
           at(a.size())},
      {GzipMember(Plain("a:", "one", 90)) + zb,
       "!a:=one\r\n\r\n b:=two; a record that ends 83 bytes before the length that it gives@0"},
      {"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + b, "b:=two; a record without a valid length@0"},
      {"WARC/1.0\r\nContent-Length: -5\r\n\r\n" + b, "b:=two; a record without a valid length@0"},
      {"WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n" + b,
       "b:=two; a record without a valid length@0"},
      {"WARC/1.0\r\nWARC-Target-URI: <a:\r\n b>\r\nno colon\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
       "a: b=; a line without a colon among a record's fields@0"},
      {za + zb.substr(0, zb.size() / 2), "a:=one; cut off inside a gzip member" + at(za.size()) +
                                             "; a line without a colon among a record's fields" +
                                             at(za.size()) + "; a record without a valid length" +
                                             at(za.size())},
      {damaged + zb,
       "b:=two; damaged gzip data@0; a line without a colon among a record's fields@0; a record "
       "without a valid length@0"},
      {std::string("\x1f\x8b"), ""},
  };
  for (const auto& [bytes, expected] : cases) {
    EXPECT_EQ(Dump(bytes), expected) << bytes;
  }
}

TEST(ReaderTest, ReadsNoMoreOfABlockThanItMay) {
  const std::string a = Plain("a:", std::string(1000, 'x'));
  EXPECT_EQ(Dump(a + Plain("b:", "two"), {10}),
            "!a:=xxxxxxxxxx b:=two; a block of 1000 bytes, of which the first 10 are read@0");
}

TEST(ReaderTest, StopsAGzipMemberThatGrowsWithoutEnd) {
  const std::string bomb = GzipMember(Plain("a:", std::string(std::size_t{100} << 20U, '\0')));
  const std::string file = bomb + GzipMember(Plain("b:", "two"));
  const std::unique_ptr<Reader> reader = Reader::Over(file, {1000});
  EXPECT_EQ(reader->Next()->target_uri(), "a:");
  EXPECT_EQ(reader->Next()->block, "two");
  ASSERT_EQ(reader->problems().size(), 2U);
  EXPECT_EQ(reader->problems()[1].what,
            "a gzip member that grows without end; the rest of it is left out");
}

TEST(ReaderTest, AFileOfRecordsThatSwallowTheNextStaysLinear) {
  std::string file;
  for (int i = 0; i < 20'000; ++i) {
    file += Plain("a:", "one", 1'000'000'000);
  }
  const std::unique_ptr<Reader> reader = Reader::Over(file);
  int records = 0;
  while (reader->Next()) {
    ++records;
  }
  EXPECT_EQ(records, 17) << "16 are repaired, and then one swallows the rest";
}

TEST(ReaderTest, ReadsArc) {
  const std::string arc =
      "filedesc://x.arc 127.0.0.1 20140216050221 text/plain 20\n1 0 Crawler\nURL IP\n\n\n"
      "http://a.example/a b c 192.0.2.1 20140216050222 text/html 4\nbody\n";
  EXPECT_EQ(Dump(arc), "filedesc://x.arc=1 0 Crawler\nURL IP\n\n http://a.example/a b c=body");
  const std::unique_ptr<Reader> reader = Reader::Over(arc);
  EXPECT_EQ(reader->Next()->type, "warcinfo");
  EXPECT_EQ(FormatDate(*reader->Next()->date()), "2014-02-16T05:02:22Z");
}

TEST(ReaderTest, ReadsARecordAgainFromItsPosition) {
  const std::string all = Plain("a:", "one") + Plain("b:", "two") + Plain("c:", "three");
  const std::string path = ::testing::TempDir() + "/ibid-reader-position.warc";
  for (const std::string& bytes :
       {all, GzipMember(all),
        GzipMember(Plain("a:", "one")) + GzipMember(Plain("b:", "two") + Plain("c:", "three"))}) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    ASSERT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
    std::fclose(file);
    const std::unique_ptr<Reader> reader = Reader::Open(path).value();
    int records = 0;
    while (const std::optional<Record> r = reader->Next()) {
      EXPECT_EQ(Reader::Open(path, r->at).value()->Next()->block, r->block);
      ++records;
    }
    EXPECT_EQ(records, 3);
  }
  std::filesystem::remove(path);
}

TEST(ReaderTest, SaysWhyAFileCannotBeOpened) {
  EXPECT_EQ(Reader::Open("/nowhere/x.warc").error().message,
            "/nowhere/x.warc: No such file or directory");
  EXPECT_EQ(Reader::Open("/").error().message, "/: Is a directory");
}

TEST(DateTest, ReadsEveryFormInUse) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"2017-03-06T04:02:06Z", "2017-03-06T04:02:06Z"},
      {"2017-03-06T04:02:06.123456Z", "2017-03-06T04:02:06.123Z"},
      {"2017-03-06T04:02Z", "2017-03-06T04:02:00Z"},
      {"2017-03", "2017-03-01T00:00:00Z"},
      {"2017", "2017-01-01T00:00:00Z"},
      {"20140216050221", "2014-02-16T05:02:21Z"},
      {"201404010000000000", "2014-04-01T00:00:00Z"},
      {"1965-01-01T00:00:00.5Z", "1965-01-01T00:00:00.500Z"},
      {"2017-02-30T00:00:00Z", "none"},
      {"2017-03-06X04:02:06Z", "none"},
      {"2017-03-06T04:02:06+01:00", "none"},
      {"", "none"},
      {"yesterday", "none"},
  };
  for (const auto& [text, expected] : cases) {
    const std::optional<Instant> date = ParseDate(text);
    EXPECT_EQ(date ? FormatDate(*date) : "none", expected) << text;
  }
}

}  // namespace
}  // namespace ibid::warc
