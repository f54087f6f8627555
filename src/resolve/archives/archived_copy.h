#pragma once

#include <functional>
#include <string>

#include "resolve/archives/copy_search.h"

namespace ibid::resolve {

// Whether a capture shows the work, and why (for people).
struct CopyCheck {
  bool valid = false;
  std::string reason;
};
using CheckCopy = std::function<CopyCheck(const CaptureContent&)>;

// Looks for the archived copy nearest to the inquiry's date, in the Wayback Machine and in the
// archives of ResolveOptions (copy_search.h), and checks captures until one is valid. What was
// looked at is in inquiry.out.snapshots, the valid one first, then those that were refused, by
// nearness; reasons say what was tried. Returns whether one is valid.
net::Task<bool> FindCopy(Inquiry& inquiry, CopyQuery query, CheckCopy check);

// The same for a page: a capture is valid where it shows a page and not an error, a login, a parked
// domain, the front page, or quite another page (right_page.h).
net::Task<bool> AddArchivedCopies(Inquiry& inquiry, std::string url);

}  // namespace ibid::resolve
