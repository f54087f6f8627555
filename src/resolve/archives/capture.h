#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/pages/hops.h"

// What archives hold, in whatever way they say it.
namespace ibid::resolve {

// How an archive answered. What is not kAnswered says nothing about whether there is a copy.
enum class ArchiveState : std::uint8_t {
  kAnswered,
  kExcluded,   // The site is kept out of the archive at somebody's wish.
  kThrottled,  // 429: we have asked too much.
  kFailed,     // Its own trouble, a timeout, no connection.
  kOffline,
  kNotAsked,  // Not allowed in this run.
};

struct Capture {
  std::string timestamp;  // 14 digits
  std::string original;
  std::string media_type;
  int status = 0;       // 0: not said, or a deduplicated capture with that of the one before.
  std::string digest;   // Equal ones are equal bytes; empty where not said.
  std::string memento;  // Where it is served (URI-M), as an archive says it; empty: see playback.h.
  // Common Crawl: the file and where in it the record's gzip member lies.
  std::string file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct Captures {
  ArchiveState state = ArchiveState::kNotAsked;
  std::string detail;         // For people, where it is not kAnswered.
  std::vector<Capture> rows;  // In the archive's order; errors and redirects left out.
};

// One capture, as it was served to the archive: `chain` is told in the original's URLs.
struct CaptureContent {
  ArchiveState state = ArchiveState::kNotAsked;
  std::string detail;
  bool memento = false;   // It is a capture (Memento-Datetime), not a page of the archive itself.
  std::string timestamp;  // Of the capture that was served in the end; 14 digits.
  std::string original;
  std::string url;  // As a browser opens it.
  std::string evidence;
  Chain chain;
};

// The state of an answer of the archive itself: an archived error (Memento-Datetime) is kAnswered,
// and so is 404, which says that there is nothing.
ArchiveState StateOfService(const Exchange& exchange, std::string& detail);

// Whether the answer is a capture: an archived 404 is one, an archive's own 404 is none (RFC 7089,
// 2.1.1).
bool IsMemento(const Exchange& exchange);

bool IsTimestamp(std::string_view text);       // 14 digits
std::string TimestampOf(Instant at);           // "20150925140311"
Instant TimeOf(const std::string& timestamp);  // The epoch where it is no time.

// Enters one answer of a playback in the chain, told as if the original had given it.
void EnterHop(Chain& chain, const Exchange& exchange, const std::string& original);

// What that says about copies, for people; empty for kNotAsked, where MayAsk() has said it.
std::string Explain(ArchiveState state, std::string_view detail, std::string_view archive);

}  // namespace ibid::resolve
