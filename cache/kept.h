#pragma once

#include <optional>
#include <string>

#include "ibid/instant.h"

namespace ibid::cache {

// What is kept of a check beside its rows, for those that come after.
struct Kept {
  std::string record;    // The article as ibid/1 JSON; empty where it is not to be kept.
  std::string settings;  // A digest of what decided what was asked and found.
  // A digest of the input, the settings and the program: who has the same may pass the record on as
  // it is, until `stands_until`. Empty: nobody may.
  std::string passed_on_to;
  std::optional<Instant> stands_until;
  std::string outcomes;  // Names of verdicts and states of its resolutions, commas between them.
};

// A record that is passed on.
struct PassedOn {
  std::string record;
  std::string outcomes;
};

}  // namespace ibid::cache
