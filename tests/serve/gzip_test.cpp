#include "serve/gzip.h"

#include <string>

#include <gtest/gtest.h>

#include "serve/problem.h"
#include "serve/stream.h"
#include "warc/zip.h"

namespace ibid::serve {
namespace {

TEST(GzipTest, TakesWhatIsNotRefused) {
  for (const char* yes : {"gzip", "GZIP", "deflate, gzip;q=0.5", "br , x-gzip", "*", "gzip; q=1",
                          "*;q=0.1", "identity;q=0, gzip;Q=0.001"}) {
    EXPECT_TRUE(TakesGzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "identity", "gzip;q=0", "gzip ; q=0.000", "*;q=0", "*, gzip;q=0",
                         "gzipped", ",,;", "gzip;q=0, br"}) {
    EXPECT_FALSE(TakesGzip(no)) << no;
  }
}

TEST(GzipTest, IsTheSameInOtherBytes) {
  const std::string body(20'000, 'a');
  const ResponsePtr plain = ForEncoding(JsonResponse(200, body), false);
  const ResponsePtr small = ForEncoding(JsonResponse(200, body), true);
  EXPECT_EQ(plain->body, body);
  EXPECT_LT(small->body.size(), 200U);
  std::string back;
  std::string_view rest = small->body;
  warc::Inflater inflater(warc::Inflater::Format::kGzip);
  EXPECT_EQ(inflater.Run(rest, back, body.size() + 1), warc::Inflater::State::kEnd);
  EXPECT_EQ(back, body);
  EXPECT_EQ(HeaderOf(*plain, "Vary"), "Accept-Encoding");
  EXPECT_EQ(HeaderOf(*small, "Vary"), "Accept-Encoding");
  EXPECT_EQ(HeaderOf(*plain, "Content-Encoding"), "");
  EXPECT_EQ(HeaderOf(*small, "Content-Encoding"), "gzip");
  EXPECT_NE(HeaderOf(*plain, "ETag"), HeaderOf(*small, "ETag"));
  EXPECT_EQ(HeaderOf(*small, "ETag").back(), '"');
}

TEST(GzipTest, LeavesWhatIsSmallOrGoesOn) {
  const ResponsePtr small = JsonResponse(200, "{}");
  EXPECT_EQ(ForEncoding(small, true), small);
  auto stream = std::make_shared<Response>();
  stream->body = std::string(20'000, 'a');
  stream->stream = std::make_shared<Stream>();
  EXPECT_EQ(ForEncoding(stream, true), ResponsePtr(stream));
}

}  // namespace
}  // namespace ibid::serve
