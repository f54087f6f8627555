#include "net/name_check.h"

#include <gtest/gtest.h>
#include <netdb.h>

#include "net/curl_loop.h"

namespace ibid::net {
namespace {

TEST(NameCheckTest, OnlyAClearNoMeansThatTheNameDoesNotExist) {
  EXPECT_EQ(ClassifyResolver(EAI_NONAME), Failure::kDns);
  EXPECT_EQ(ClassifyResolver(EAI_AGAIN), Failure::kDnsTemporary);
  EXPECT_EQ(ClassifyResolver(EAI_FAIL), Failure::kDnsTemporary);
  EXPECT_EQ(ClassifyResolver(EAI_MEMORY), Failure::kDnsTemporary);
  EXPECT_EQ(ClassifyResolver(0), Failure::kDnsTemporary) << "it resolves now: try again";
}

TEST(NameCheckTest, AnswersOnTheLoopAndLetsItEnd) {
  const std::unique_ptr<CurlLoop> loop = CurlLoop::Make().value();
  NameCheck names(*loop);
  int answers = 0;
  for (int i = 0; i < 3; ++i) {
    names.Ask("localhost", [&](Failure failure, const std::string&) {
      EXPECT_EQ(failure, Failure::kDnsTemporary);
      ++answers;
    });
  }
  loop->RunUntil([] { return false; });
  EXPECT_EQ(answers, 3);
}

TEST(NameCheckTest, MayGoWhileItAsks) {
  const std::unique_ptr<CurlLoop> loop = CurlLoop::Make().value();
  {
    NameCheck names(*loop);
    for (int i = 0; i < 10; ++i) {
      names.Ask("localhost", [](Failure, const std::string&) { FAIL(); });
    }
  }
  loop->RunUntil([] { return false; });  // Not held for ever.
}

}  // namespace
}  // namespace ibid::net
