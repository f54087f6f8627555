#include "serve/hub.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace ibid::serve {
namespace {

// Proxies and browsers take a silent connection for a dead one after a minute or so; and whoever is
// gone is only noticed when something is sent.
constexpr std::chrono::seconds kKeepAlive{15};
constexpr std::string_view kStart = "retry: 2000\n\n";

}  // namespace

Hub::Hub() : keeper_([this] { KeepAlive(); }) {}

Hub::~Hub() {
  Close();
  keeper_.join();
}

std::string Hub::Event(const std::string& json, bool ended) {
  const std::string id = ended ? std::string(kEndEvent) : std::to_string(++events_);
  return "event: check\nid: " + id + "\ndata: " + json + "\n\n";
}

void Hub::Sweep() {
  watchers_.erase(std::remove_if(watchers_.begin(), watchers_.end(),
                                 [](const Watcher& watcher) { return watcher.stream->ended(); }),
                  watchers_.end());
}

void Hub::Tell(std::int64_t id, std::string json, bool ended) {
  const std::lock_guard lock(mutex_);
  if (deleted_.count(id) > 0) {
    return;
  }
  const std::string event = Event(json, ended);
  // Who watches all does not stop at the end of one.
  const std::string plain = ended ? Event(json, false) : event;
  for (Watcher& watcher : watchers_) {
    if (watcher.id == 0) {
      watcher.stream->Push(plain);
    } else if (watcher.id == id) {
      watcher.told = true;
      watcher.stream->Push(event);
      if (ended) {
        watcher.stream->End();
      }
    }
  }
  if (ended) {
    live_.erase(id);
  } else {
    live_[id] = std::move(json);
  }
}

void Hub::TellDeleted(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  if (live_.erase(id) > 0) {
    deleted_.insert(id);
  }
  const std::string event = "event: deleted\nid: " + std::to_string(++events_) +
                            "\ndata: {\"id\":" + std::to_string(id) + "}\n\n";
  for (const Watcher& watcher : watchers_) {
    if (watcher.id == 0 || watcher.id == id) {
      watcher.stream->Push(event);
    }
    if (watcher.id == id) {
      watcher.stream->End();
    }
  }
}

std::optional<std::string> Hub::Live(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = live_.find(id);
  return found == live_.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<Stream> Hub::Watch(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  Sweep();
  if (closed_ || watchers_.size() >= kStreamsMax) {
    return nullptr;
  }
  watchers_.push_back({id, std::make_shared<Stream>(), false});
  Watcher& watcher = watchers_.back();
  watcher.stream->Push(kStart);
  if (const auto found = live_.find(id); found != live_.end()) {
    watcher.told = true;
    watcher.stream->Push(Event(found->second, false));
  }
  return watcher.stream;
}

std::shared_ptr<Stream> Hub::WatchAll(std::string_view hello_json) {
  const std::lock_guard lock(mutex_);
  Sweep();
  if (closed_ || watchers_.size() >= kStreamsMax) {
    return nullptr;
  }
  watchers_.push_back({0, std::make_shared<Stream>(), true});
  const std::shared_ptr<Stream>& stream = watchers_.back().stream;
  stream->Push(kStart);
  stream->Push("event: hello\ndata: " + std::string(hello_json) + "\n\n");
  for (const auto& [id, json] : live_) {
    stream->Push(Event(json, false));
  }
  return stream;
}

void Hub::Begin(const std::shared_ptr<Stream>& stream, const std::string& json, bool ended) {
  const std::lock_guard lock(mutex_);
  for (Watcher& watcher : watchers_) {
    if (watcher.stream == stream && !watcher.told) {
      watcher.told = true;
      stream->Push(Event(json, ended));
      if (ended) {
        stream->End();
      }
    }
  }
}

void Hub::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (const Watcher& watcher : watchers_) {
    watcher.stream->End();
  }
  changed_.notify_all();
}

void Hub::KeepAlive() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, kKeepAlive, [this] { return closed_; })) {
    Sweep();
    for (const Watcher& watcher : watchers_) {
      watcher.stream->Push(":\n\n");
    }
  }
}

}  // namespace ibid::serve
