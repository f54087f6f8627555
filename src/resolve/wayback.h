#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/hops.h"
#include "resolve/inquiry.h"

// The Wayback Machine: its index of captures (wayback-cdx-server README) and the captures
// themselves (RFC 7089 headers, "id_" for the bytes as they were captured).
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
  int status = 0;  // 0: a deduplicated capture, whose status is that of the one before.
};

struct Captures {
  ArchiveState state = ArchiveState::kNotAsked;
  std::string detail;         // For people, where it is not kAnswered.
  std::vector<Capture> rows;  // In the index's order; errors and redirects left out.
};

struct CaptureQuery {
  std::string url;   // Without scheme for a prefix search ("example.org/2015/*").
  std::string from;  // Digits of a timestamp, or empty.
  std::string to;
  int limit = 0;          // Negative: the newest.
  bool one_each = false;  // One capture of each address is enough.
};

net::Task<Captures> ListCaptures(Inquiry& inquiry, CaptureQuery query);

// Pure: reads one answer of the index.
Captures ReadCaptures(const Exchange& exchange);

// One capture, as it was served to the archive: `chain` is told in the original's URLs.
struct CaptureContent {
  ArchiveState state = ArchiveState::kNotAsked;
  std::string detail;
  bool memento = false;   // It is a capture (Memento-Datetime), not a page of the archive itself.
  std::string timestamp;  // Of the capture that was served in the end; 14 digits.
  std::string original;
  std::string evidence;
  Chain chain;
};

net::Task<CaptureContent> FetchCapture(Inquiry& inquiry, std::string timestamp,
                                       std::string original);

// The capture nearest to a moment, by the archive's TimeGate; empty rows where there is none.
net::Task<Captures> AskTimeGate(Inquiry& inquiry, std::string url, Instant near);

// The capture as a browser opens it.
std::string CaptureUrl(std::string_view timestamp, std::string_view original);

// What that says about copies, for people; empty for kNotAsked, where MayAsk() has said it.
std::string Explain(ArchiveState state, std::string_view detail);

}  // namespace ibid::resolve
