#include "net/exchange_id.h"

#include <set>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

Exchange Sealed(void (*change)(Exchange&)) {
  Exchange exchange;
  exchange.request.url = "http://example.org/";
  exchange.status = 200;
  exchange.body = "hello";
  exchange.at = Instant(std::chrono::milliseconds(1'448'000'000'123));
  change(exchange);
  Seal(exchange);
  return exchange;
}

TEST(ExchangeIdTest, TheSameExchangeHasTheSameIdForEver) {
  const Exchange exchange = Sealed([](Exchange&) {});
  EXPECT_EQ(exchange.body_sha256,
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  // printf 'GET\nhttp://example.org/\n1448000000123\n200\nnone\n2cf24d...\n' | sha256sum
  EXPECT_EQ(exchange.id, "e8b159597a909d6bf");
}

TEST(ExchangeIdTest, AnythingElseHasAnother) {
  const std::set<std::string> ids = {
      Sealed([](Exchange&) {}).id,
      Sealed([](Exchange& e) { e.request.method = "HEAD"; }).id,
      Sealed([](Exchange& e) { e.request.url += "a"; }).id,
      Sealed([](Exchange& e) { e.at += std::chrono::milliseconds(1); }).id,
      Sealed([](Exchange& e) { e.status = 404; }).id,
      Sealed([](Exchange& e) { e.failure = Failure::kTimeout; }).id,
      Sealed([](Exchange& e) { e.body = "hullo"; }).id,
  };
  EXPECT_EQ(ids.size(), 7U);
}

}  // namespace
}  // namespace ibid::net
