#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The web archives that may be asked for copies.
namespace ibid::resolve {

enum class ArchiveKind : std::uint8_t {
  kWayback,  // The Wayback Machine: its index (wayback.h) and playback.
  kMemento,  // An address that TimeGate requests are put behind (RFC 7089): the TimeMap is found
             // by the TimeGate's links.
  kTimeMap,  // An address that TimeMap requests are put behind.
  kCdx,      // An index of captures as pywb and OpenWayback serve it: ?url=...
  kCommonCrawl,  // Its list of crawls, an index each, records by byte range (common_crawl.h).
};

struct Archive {
  ArchiveKind kind = ArchiveKind::kWayback;
  std::string base;  // What a question begins with; for kCdx up to the question mark.
  std::string name;  // For people, in the middle of a sentence.
};

inline constexpr std::string_view kWaybackName = "the Wayback Machine";

const Archive& WaybackMachine();
const Archive& CommonCrawl();

// Reads "[KIND=]URL", as --archive has it. KIND is timegate, timemap or cdx; where it is not said,
// it follows from the address: ".../timemap/..." is a TimeMap's, ".../cdx" an index, everything
// else (a collection of pywb, a TimeGate) a TimeGate's. None where that is no http(s) URL or no
// kind.
std::optional<Archive> ParseArchive(std::string_view text);

}  // namespace ibid::resolve
