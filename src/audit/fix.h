#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audit/formats/formats.h"
#include "audit/inputs.h"
#include "audit/report.h"
#include "ibid/result.h"

// Correcting the files of an audit.
namespace ibid::audit {

struct FixOptions {
  std::string folder;     // Corrected copies of the files that change go below it; empty: none.
  bool in_place = false;  // The files themselves are corrected.
  Sink patch;             // Gets one patch of all changes; empty: none.
};

struct Fixed {
  std::size_t files = 0;  // That change.
  std::size_t links = 0;  // Places in them that do.
  // What could not be corrected, and why, for people; at most kLeftMax.
  std::vector<std::string> left;
  std::size_t left_total = 0;
};
inline constexpr std::size_t kLeftMax = 1000;

// Corrects the local files of a finished audit (fix/fix_text.h says how): addresses that moved for
// good, and dead ones with a copy. `inputs` are those of the audit. A file below the working folder
// keeps its path below `folder` and in the patch, another one has its whole path there.
// Files that change meanwhile, and links into other folders, are left alone and told in `left`.
// Errors: kStorage, where nothing can be written.
Result<Fixed> Fix(Report& report, const InputOptions& inputs, const FixOptions& options);

}  // namespace ibid::audit
