#pragma once

#include <string>
#include <unordered_map>
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

  // What is known from an earlier run.
  void Add(const std::vector<Evidence>& earlier);
  // What the resolutions rest on, sorted by id, each once.
  std::vector<Evidence> Of(const std::vector<Resolution>& resolutions) const;

 private:
  net::Web& web_;
  std::unordered_map<std::string, Evidence> seen_;
};

}  // namespace ibid::pipeline
