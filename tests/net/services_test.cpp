#include "net/services.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

std::string Rule(const char* host, const char* path) {
  const Service* service = ServiceOf(host, path);
  return service == nullptr ? "none"
                            : service->path + " " + std::to_string(service->width) + " at once, " +
                                  std::to_string(service->per_minute) + " a minute, pause " +
                                  std::to_string(service->pause.count());
}

TEST(ServicesTest, TheFirstRowThatFitsIsTheRule) {
  EXPECT_EQ(Rule("web.archive.org", "/cdx/search/cdx"), "/cdx/ 1 at once, 20 a minute, pause 60");
  EXPECT_EQ(Rule("web.archive.org", "/web/2015/http://x/"), "/ 2 at once, 300 a minute, pause 60");
  EXPECT_EQ(Rule("archive.org", "/details/x"), "none");
  EXPECT_EQ(Rule("example.org", "/"), "none");
}

TEST(ServicesTest, EveryRowMakesSense) {
  EXPECT_GE(Services().size(), 6U);
  for (const Service& service : Services()) {
    EXPECT_NE(service.host.find('.'), std::string::npos);
    EXPECT_EQ(service.path.substr(0, 1), "/") << service.host;
    EXPECT_GE(service.width, 1) << service.host;
    EXPECT_GE(service.per_minute, 0) << service.host;
  }
}

}  // namespace
}  // namespace ibid::net
