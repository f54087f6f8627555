#pragma once

#include <string>
#include <string_view>

#include "resolve/archives/capture.h"
#include "resolve/inquiry.h"

// The Wayback Machine: its index of captures (wayback-cdx-server README) and the captures
// themselves.
namespace ibid::resolve {

struct CaptureQuery {
  std::string url;   // Without scheme for a prefix search ("example.org/2015/*").
  std::string from;  // Digits of a timestamp, or empty.
  std::string to;
  int limit = 0;           // Negative: the newest.
  bool one_each = false;   // One capture of each address is enough.
  bool redirects = false;  // Captured redirects too.
  bool fresh = false;      // An answer that is kept is not enough.
};

net::Task<Captures> ListCaptures(Inquiry& inquiry, CaptureQuery query);

net::Task<CaptureContent> FetchCapture(Inquiry& inquiry, std::string timestamp,
                                       std::string original);

// The capture as a browser opens it.
std::string CaptureUrl(std::string_view timestamp, std::string_view original);

}  // namespace ibid::resolve
