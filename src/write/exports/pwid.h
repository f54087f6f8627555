#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "ibid/resolution.h"
#include "write/write.h"

namespace ibid::write {

// A Persistent Web Identifier for each archived copy that shows its work, one a line:
// urn:pwid:archive.org:2024-04-12T08:00:00Z:page:https://...
class Pwid : public Export {
 public:
  std::string Add(const Article& article, const CitationGraph& graph) override;

 private:
  std::unordered_set<std::string> written_;
};

// The URN of a copy (https://www.iana.org/assignments/urn-formal/pwid): the archive by its domain,
// the time, what is covered ("page", as a browser shows it; "part", one file that is no HTML), the
// address that was captured. In the address everything that a URN cannot hold (RFC 8141: "?", "#",
// ...) and "%" are percent-encoded, so that decoding once gives it back. Empty where the copy has
// no http or https address.
std::string PwidOf(const Snapshot& snapshot, std::string_view media_type);

}  // namespace ibid::write
