#pragma once

#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ibid/article.h"
#include "net/web.h"

namespace ibid::pipeline {

// The web with a witness: remembers, of every exchange that was handed out, what is kept of it
// beside the article. Loop's thread.
class WitnessWeb final : public net::Web {
 public:
  explicit WitnessWeb(net::Web& web) : web_(web) {}

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return web_.Now(); }

  // `changed` is called when something was asked, and when it is answered, before that is handed
  // out.
  void set_changed(std::function<void()> changed) { changed_ = std::move(changed); }
  // The URL of what has been waited for longest; empty where nothing is. Valid until the next
  // change.
  std::string_view waiting_for() const {
    return waiting_.empty() ? std::string_view() : waiting_.front();
  }

  // What is known from an earlier run.
  void Add(const std::vector<Evidence>& earlier);
  // What the resolutions rest on, sorted by id, each once.
  std::vector<Evidence> Of(const std::vector<Resolution>& resolutions) const;

 private:
  net::Web& web_;
  std::function<void()> changed_ = [] {};
  std::list<std::string> waiting_;  // In the order in which they were asked.
  std::unordered_map<std::string, Evidence> seen_;
};

}  // namespace ibid::pipeline
