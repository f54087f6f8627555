#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "serve/stream.h"

namespace ibid::serve {

// Tells who watches what becomes of checks, as server-sent events (HTML Standard, 9.2). All
// threads.
class Hub {
 public:
  static constexpr std::size_t kStreamsMax = 512;

  Hub();
  ~Hub();

  // What a check is now, as JSON on one line. `ended`: nothing more will come of it.
  void Tell(std::int64_t id, std::string json, bool ended);
  void TellDeleted(std::int64_t id);

  // What was told last of a check that has not ended.
  std::optional<std::string> Live(std::int64_t id) const;

  // Null: there are too many. A stream of one check, or of all.
  std::shared_ptr<Stream> Watch(std::int64_t id);
  std::shared_ptr<Stream> WatchAll(std::string_view hello_json);
  // What is known of the check from elsewhere, for a stream that was told nothing yet.
  void Begin(const std::shared_ptr<Stream>& stream, const std::string& json, bool ended);

  // Ends all streams, and those to come.
  void Close();

 private:
  struct Watcher {
    std::int64_t id = 0;  // 0: all.
    std::shared_ptr<Stream> stream;
    bool told = false;
  };
  std::string Event(const std::string& json, bool ended);
  void Sweep();  // REQUIRES: mutex_ is held.
  void KeepAlive();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Watcher> watchers_;
  std::map<std::int64_t, std::string> live_;
  std::set<std::int64_t> deleted_;  // While they were worked on: what becomes of it is no news.
  std::uint64_t events_ = 0;
  bool closed_ = false;
  std::thread keeper_;
};

// Last-Event-ID of the end of a check.
inline constexpr std::string_view kEndEvent = "end";

}  // namespace ibid::serve
