#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "serve/message.h"

namespace ibid::serve {

// Answers that were given before, so that many who ask the same cost one look into the database.
// All threads.
class Answers {
 public:
  // So much of them is kept; then those go that were asked for longest ago.
  static constexpr std::size_t kBytesMax = 64U << 20U;
  static constexpr std::size_t kCountMax = 4096;

  enum class Keep {
    kUntilChange,  // It says what the checks are: right until one of them changes.
    kByCost,       // The same, but what took long to make is right for longer: making it anew at
                   // each change would take a reader no more than a twentieth of its time.
    kWhileThere,   // It says what came of a check: right until that is deleted.
  };

  // Something changed: an answer kUntilChange that is older is right no longer.
  void Change();
  // A check is deleted: so are answers whose target begins so.
  void Forget(std::string_view target_prefix);

  // Null: there is none that is still right.
  ResponsePtr Find(const std::string& target);
  // Whoever is told true makes the answer, and calls Put with the ticket; the others get it then.
  bool Join(const std::string& target, Answer answer, std::uint64_t& ticket);
  void Put(const std::string& target, std::uint64_t ticket, const ResponsePtr& response, Keep keep);

 private:
  struct Entry {
    std::string target;
    ResponsePtr response;
    Keep keep = Keep::kUntilChange;
    std::uint64_t change = 0;
    std::chrono::steady_clock::time_point good_until;
  };
  using Entries = std::list<Entry>;  // The one that was asked for last stands first.

  bool IsRight(const Entry& entry) const;
  void Drop(Entries::iterator entry);

  std::mutex mutex_;
  std::uint64_t change_ = 1;
  std::uint64_t forgotten_ = 0;  // Calls of Forget.
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> by_target_;
  std::size_t bytes_ = 0;

  struct Making {
    std::uint64_t forgotten = 0;
    std::chrono::steady_clock::time_point begun;
    std::vector<Answer> waiting;
  };
  std::map<std::pair<std::string, std::uint64_t>, Making> making_;  // The number: change_.
};

}  // namespace ibid::serve
