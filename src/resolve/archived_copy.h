#pragma once

#include <functional>
#include <string>

#include "resolve/inquiry.h"
#include "resolve/wayback.h"

namespace ibid::resolve {

// Whether a capture shows the work, and why (for people).
struct CopyCheck {
  bool valid = false;
  std::string reason;
};
using CheckCopy = std::function<CopyCheck(const CaptureContent&)>;

// Looks for the archived copy of `url` nearest to the inquiry's date: the index first, then the
// TimeGate; a few captures are fetched and checked, until one is valid. What was found is in
// inquiry.out.snapshots, best first; reasons say what was tried. Returns whether one is valid.
net::Task<bool> FindCopy(Inquiry& inquiry, std::string url, CheckCopy check);

// The same for a page: a capture is valid where it shows a page and not an error, a login, a parked
// domain or the front page.
net::Task<bool> AddArchivedCopies(Inquiry& inquiry, std::string url);

// The snapshot that a fetched capture makes.
Snapshot ToSnapshot(const CaptureContent& content, const CopyCheck& check);

}  // namespace ibid::resolve
