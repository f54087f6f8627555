#pragma once

#include <cstdint>
#include <string>

#include "ibid/exchange.h"

// The answers of Save Page Now (SPN2 public API): to a request to save, about a job, about an
// account. Pure; what an error means is a row of data/save_errors.tsv.
namespace ibid::resolve {

struct SaveAnswer {
  enum class Is : std::uint8_t {
    kJob,      // Taken: `job` is to be asked about.
    kPending,  // The job is under way.
    kSaved,    // `timestamp`: of the capture.
    kBusy,     // Nothing is taken just now; ask again in a while.
    kAgain,    // This job failed in a way that may pass.
    kRefused,  // This page is not saved.
    kLimit,    // Nothing more is taken in this run: throttled, or the day's captures are used up.
    kNotAllowed,  // The keys are not accepted.
    kUnclear,     // No answer, or none that says it: the page may have been saved all the same.
  };

  Is is = Is::kUnclear;
  std::string job;
  std::string timestamp;  // 14 digits
  std::string detail;     // For people.
};

// Of a POST to /save.
SaveAnswer ReadSaveAnswer(const Exchange& exchange);
// Of /save/status/JOB.
SaveAnswer ReadSaveStatus(const Exchange& exchange);

// How much an account may still save; where it is not said, the default is "enough".
struct SaveQuota {
  std::int64_t available = 1;  // Jobs that may be begun now.
  std::int64_t left_today = 1'000'000;
};
SaveQuota ReadSaveQuota(const Exchange& exchange);

}  // namespace ibid::resolve
