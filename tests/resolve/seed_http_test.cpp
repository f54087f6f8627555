#include <algorithm>
#include <memory>

#include <gtest/gtest.h>

#include "net/curl_loop.h"
#include "net/curl_transport.h"
#include "net/live_web.h"
#include "resolve/seed.h"
#include "resolve/show.h"
#include "support/web_process.h"

namespace ibid::resolve {
namespace {

// The seed once more, over libcurl, TLS and the test web's sockets.
TEST(SeedHttpTest, TheSameOverRealHttp) {
  test::WebProcess process = test::WebProcess::OfFolder(IBID_TESTS "/web/sites/seed");
  ASSERT_TRUE(process.running());
  auto loop = net::CurlLoop::Make(TestNow());
  ASSERT_TRUE(loop.ok());
  net::TransportOptions transport_options;
  transport_options.ca_file = process.ca_file();
  for (const std::string& detour : process.connect_to()) {
    transport_options.connect_to.push_back(*net::ParseConnectTo(detour));
  }
  net::CurlTransport transport(**loop, std::move(transport_options));
  net::LiveWeb web(**loop, transport, nullptr, {});

  const std::vector<Reference> references = SeedReferences();
  const ResolveOptions options = SeedOptions();
  std::vector<Resolution> resolutions;
  net::Spawn<std::vector<Resolution>>(
      ResolveAll(references, options, web),
      [&](std::vector<Resolution> all) { resolutions = std::move(all); });
  (*loop)->RunUntil([&] { return !resolutions.empty(); });

  EXPECT_EQ(ShowSeed(references, resolutions), SeedExpected());
  const auto log = process.Log();
  EXPECT_LE(log.size(), 48U);
  EXPECT_TRUE(std::none_of(log.begin(), log.end(), [](const auto& asked) {
    return asked.line.find("\"rule\": null") != std::string::npos;
  })) << process.LogText();
}

}  // namespace
}  // namespace ibid::resolve
