#include "serve/hub.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::serve {
namespace {

// What is waiting in a stream: "check:1{a} end", "." where it goes on; without the first words.
std::string Got(Stream& stream) {
  std::string text;
  char block[256];
  std::size_t size = 0;
  Stream::Taken taken{};
  while ((taken = stream.Take(block, sizeof block, size, [] {}, [] {})) == Stream::Taken::kSome) {
    text.append(block, size);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos && line.substr(0, colon) != "retry") {
      out += line.substr(0, 1) == "d" ? line.substr(colon + 2) + " " : line.substr(colon + 2) + ":";
    }
  }
  return out + (taken == Stream::Taken::kEnd ? "END" : ".");
}

TEST(HubTest, TellsOneCheckToWhoWatchesIt) {
  Hub hub;
  const auto one = hub.Watch(1);
  const auto all = hub.WatchAll("{}");
  hub.Tell(1, "{a}", false);
  hub.Tell(2, "{b}", false);
  EXPECT_EQ(Got(*one), "check:1:{a} .");
  EXPECT_EQ(Got(*all), "hello:{} check:1:{a} check:2:{b} .");
  const auto late = hub.Watch(1);
  EXPECT_EQ(Got(*late), "check:3:{a} .");
  hub.Tell(1, "{c}", true);
  EXPECT_EQ(Got(*one), "check:end:{c} END");
  EXPECT_EQ(Got(*late), "check:end:{c} END");
  EXPECT_EQ(Got(*all), "check:4:{c} .");
  EXPECT_FALSE(hub.Live(1));
  EXPECT_EQ(hub.Live(2), "{b}");
}

TEST(HubTest, WhatWasReadElsewhereComesOnlyFirst) {
  Hub hub;
  const auto stream = hub.Watch(1);
  hub.Tell(1, "{working}", false);
  hub.Begin(stream, "{queued}", false);
  EXPECT_EQ(Got(*stream), "check:1:{working} .");
  const auto done = hub.Watch(2);
  hub.Begin(done, "{done}", true);
  EXPECT_EQ(Got(*done), "check:end:{done} END");
}

TEST(HubTest, WhatIsDeletedIsHeardOfNoMore) {
  Hub hub;
  const auto stream = hub.Watch(1);
  const auto all = hub.WatchAll("{}");
  hub.Tell(1, "{a}", false);
  hub.TellDeleted(1);
  hub.Tell(1, "{b}", false);
  hub.Tell(1, "{c}", true);
  EXPECT_EQ(Got(*stream), "check:1:{a} deleted:2:{\"id\":1} END");
  EXPECT_EQ(Got(*all), "hello:{} check:1:{a} deleted:2:{\"id\":1} .");
  EXPECT_FALSE(hub.Live(1));
}

TEST(HubTest, ThereAreOnlySoManyStreams) {
  Hub hub;
  std::vector<std::shared_ptr<Stream>> streams;
  for (std::size_t i = 0; i < Hub::kStreamsMax; ++i) {
    streams.push_back(hub.Watch(1));
  }
  EXPECT_EQ(hub.Watch(1), nullptr);
  EXPECT_EQ(hub.WatchAll("{}"), nullptr);
  streams.front()->Abandon();
  EXPECT_NE(hub.Watch(1), nullptr);
  hub.Close();
  EXPECT_EQ(hub.Watch(1), nullptr);
  EXPECT_EQ(Got(*streams.back()), "END");
}

TEST(StreamTest, EndsWhereNobodyReads) {
  Stream stream;
  stream.Push(std::string(Stream::kWaitingMax, 'x'));
  EXPECT_FALSE(stream.ended());
  stream.Push("y");
  EXPECT_TRUE(stream.ended());
}

TEST(StreamTest, WakesItsSenderOnceForEachSleep) {
  Stream stream;
  char block[8];
  std::size_t size = 0;
  int slept = 0;
  int woken = 0;
  const auto take = [&] {
    return stream.Take(block, sizeof block, size, [&] { ++slept; }, [&] { ++woken; });
  };
  EXPECT_EQ(take(), Stream::Taken::kWait);
  stream.Push("a");
  stream.Push("b");
  EXPECT_EQ(slept, 1);
  EXPECT_EQ(woken, 1);
  EXPECT_EQ(take(), Stream::Taken::kSome);
  EXPECT_EQ(std::string(block, size), "ab");
  EXPECT_EQ(take(), Stream::Taken::kWait);
  stream.End();
  EXPECT_EQ(woken, 2);
  EXPECT_EQ(take(), Stream::Taken::kEnd);
}

}  // namespace
}  // namespace ibid::serve
