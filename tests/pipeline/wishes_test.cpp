#include "pipeline/wishes.h"

#include <chrono>

#include <gtest/gtest.h>

namespace ibid::pipeline {
namespace {

TEST(WishesTest, NarrowWhatARunMayDoAndNeverWidenIt) {
  const WebOptions all = Narrowed({}, {});
  EXPECT_TRUE(!all.offline && all.third_parties && all.archived_copies && !all.newer_than);
  Wishes wishes;
  wishes.offline = true;
  wishes.third_parties = false;
  wishes.archived_copies = false;
  wishes.newer_than = std::chrono::hours(2);
  const WebOptions few = Narrowed({}, wishes);
  EXPECT_TRUE(few.offline && !few.third_parties && !few.archived_copies);
  EXPECT_EQ(few.newer_than, std::chrono::hours(2));
  const WebOptions still = Narrowed(few, {});
  EXPECT_TRUE(still.offline && !still.third_parties && !still.archived_copies);
  EXPECT_EQ(still.newer_than, std::chrono::hours(2));
  wishes.newer_than = std::chrono::hours(3);
  EXPECT_EQ(Narrowed(few, wishes).newer_than, std::chrono::hours(2)) << "the stricter one";
}

TEST(WishesTest, TellResolvingWhatItMayAsk) {
  WebOptions options;
  options.archives = {"https://a.example/timemap/link/", "no URL"};
  options.secrets.keys["nyt"] = "k";
  options.archived_copies = false;
  const resolve::ResolveOptions told = ResolveOptionsOf(options);
  EXPECT_EQ(told.archives.size(), 1U);
  EXPECT_EQ(told.keys.size(), 1U);
  EXPECT_TRUE(told.third_parties && !told.archived_copies);
}

}  // namespace
}  // namespace ibid::pipeline
