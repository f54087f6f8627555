#include "serve/answers.h"

#include <algorithm>
#include <utility>

namespace ibid::serve {
namespace {

constexpr int kCostFactor = 20;
constexpr std::chrono::seconds kByCostMax{30};
constexpr std::size_t kEntryBytes = 512;  // Beside the body, about.

std::size_t Bytes(const ResponsePtr& response) {
  return response->body.size() + kEntryBytes;
}

}  // namespace

void Answers::Change() {
  const std::lock_guard lock(mutex_);
  ++change_;
}

void Answers::Drop(Entries::iterator entry) {
  bytes_ -= Bytes(entry->response);
  by_target_.erase(entry->target);
  entries_.erase(entry);
}

void Answers::Forget(std::string_view target_prefix) {
  const std::lock_guard lock(mutex_);
  ++forgotten_;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto next = std::next(entry);
    if (entry->target.compare(0, target_prefix.size(), target_prefix) == 0) {
      Drop(entry);
    }
    entry = next;
  }
}

bool Answers::IsRight(const Entry& entry) const {
  switch (entry.keep) {
    case Keep::kWhileThere:
      return true;
    case Keep::kByCost:
      return entry.change == change_ || std::chrono::steady_clock::now() < entry.good_until;
    case Keep::kUntilChange:
      break;
  }
  return entry.change == change_;
}

ResponsePtr Answers::Find(const std::string& target) {
  const std::lock_guard lock(mutex_);
  const auto found = by_target_.find(target);
  if (found == by_target_.end()) {
    return nullptr;
  }
  if (!IsRight(*found->second)) {
    Drop(found->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->response;
}

bool Answers::Join(const std::string& target, Answer answer, std::uint64_t& ticket) {
  const std::lock_guard lock(mutex_);
  ticket = change_;
  const auto [making, first] = making_.try_emplace({target, change_});
  if (first) {
    making->second.forgotten = forgotten_;
    making->second.begun = std::chrono::steady_clock::now();
  }
  making->second.waiting.push_back(std::move(answer));
  return first;
}

void Answers::Put(const std::string& target, std::uint64_t ticket, const ResponsePtr& response,
                  Keep keep) {
  std::vector<Answer> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto making = making_.extract({target, ticket});
    waiting = std::move(making.mapped().waiting);
    if (response->status == 200 && making.mapped().forgotten == forgotten_ &&
        Bytes(response) <= kBytesMax / 4) {
      if (const auto old = by_target_.find(target); old != by_target_.end()) {
        Drop(old->second);
      }
      const auto now = std::chrono::steady_clock::now();
      const auto kept = std::min<std::chrono::steady_clock::duration>(
          kCostFactor * (now - making.mapped().begun), kByCostMax);
      entries_.push_front({target, response, keep, ticket, now + kept});
      by_target_.emplace(entries_.front().target, entries_.begin());
      bytes_ += Bytes(response);
      while (bytes_ > kBytesMax || entries_.size() > kCountMax) {
        Drop(std::prev(entries_.end()));
      }
    }
  }
  for (const Answer& answer : waiting) {
    answer(response);
  }
}

}  // namespace ibid::serve
