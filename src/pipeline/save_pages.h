#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "net/loop.h"
#include "net/task.h"
#include "net/web.h"

// Asking the Wayback Machine's Save Page Now to save pages, within its limits.
namespace ibid::pipeline {

enum class SaveState : std::uint8_t {
  kSaved,      // Now; `capture` is the copy.
  kCaptured,   // It has a copy already.
  kWouldSave,  // It has none, and this is a dry run.
  kRefused,    // It does not save this page.
  kPending,    // It has taken the page, and was not done when ibid stopped waiting.
  kUnsure,    // Its answers do not tell: run again later, what is saved by then is not saved again.
  kNotAsked,  // A limit was reached, or the run was stopped.
};
std::string_view Name(SaveState state);

struct SavedPage {
  std::string url;
  SaveState state = SaveState::kNotAsked;
  std::string capture;  // As a browser opens it; for kSaved and kCaptured.
  std::string reason;   // For people; why, where it is none of the two.
};

struct SaveOptions {
  std::string key;  // "ACCESS:SECRET" of an archive.org account; may be empty for a dry run.
  bool dry_run = false;
  std::size_t pages_max = 100;  // Asked to be saved; the others are kNotAsked.
};

// One at a time is looked for in the index; what it does not have is given to Save Page Now, at
// most three jobs at once, and waited for. Nothing is saved twice: the archive is told to leave
// what it saved within a day. After a limit, or keys that are not accepted, nothing more is asked.
// In the order of `urls`. `loop` and `web` outlive the task; `one_more` is called for each page
// that is done.
net::Task<std::vector<SavedPage>> SavePages(std::vector<std::string> urls, SaveOptions options,
                                            net::Loop& loop, net::Web& web,
                                            std::function<void()> one_more);

}  // namespace ibid::pipeline
