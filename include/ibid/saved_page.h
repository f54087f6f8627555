#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ibid/api.h"

namespace ibid {

// What came of asking the Wayback Machine to save a page.
enum class SaveState : std::uint8_t {
  kSaved,      // Now; `capture` is the copy.
  kCaptured,   // It has a copy already.
  kWouldSave,  // It has none, and this is a dry run.
  kRefused,    // It does not save this page.
  kPending,    // It has taken the page, and was not done when ibid stopped waiting.
  kUnsure,    // Its answers do not tell: run again later, what is saved by then is not saved again.
  kNotAsked,  // A limit was reached, or the run was stopped.
};
IBID_API std::string_view Name(SaveState state);

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

}  // namespace ibid
