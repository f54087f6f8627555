#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/fix/replacement.h"
#include "audit/inputs/address.h"
#include "audit/inputs/page_links.h"

namespace ibid::audit {

// One change of a file's bytes.
struct Edit {
  std::size_t begin = 0;  // [begin, end) of the bytes as they were
  std::size_t end = 0;
  std::string bytes;    // becomes this.
  std::string address;  // What stands there then: absolute.
};

struct FixedText {
  std::string bytes;        // The whole file, corrected.
  std::vector<Edit> edits;  // In order, disjoint; empty: nothing changes.
  // Addresses that have a replacement and were left as they are, and why; for people.
  std::vector<std::string> left;
};

// Corrects the addresses of one file: `replacement` says of a FoundLink::url what is to be written
// instead. Nothing but addresses changes, and the attributes that make a dead link a Robust Link
// (https://robustlinks.mementoweb.org/spec/: data-originalurl, data-versionurl, data-versiondate).
// Encoding, line ends, quotes and escapes stay as they are. A fragment is kept; an address that is
// written without its host stays so where the host is the same.
//
// What was written is read again: a file in which then not exactly the replaced addresses are
// others than before gets no such change.
//
// Not touched: what names a thing (GUIDs), links that have attributes of Robust Links, and, where
// only a copy is known, what programs read (scripts, style sheets, sitemaps, items of feeds).
FixedText FixText(std::string_view bytes, const PageHints& hints, const Bases& bases,
                  const std::function<std::optional<Replacement>(const std::string&)>& replacement);

}  // namespace ibid::audit
