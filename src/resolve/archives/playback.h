#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "resolve/archives/capture.h"
#include "resolve/inquiry.h"

// Archives that serve a capture under an address of parts, as the Wayback Machine, OpenWayback and
// pywb do: ".../web/20150926010203id_/http://a.example/", "id_" for the bytes as they were
// captured.
namespace ibid::resolve {

struct CaptureAddress {
  std::string prefix;  // ".../web/"
  std::string timestamp;
  std::string original;
};

// The parts of such an address; `original` as it is written there. None for other addresses, and
// where the timestamp is no time of 14 digits.
std::optional<CaptureAddress> ParseCaptureUrl(std::string_view url);

// Fetches a capture and, where `follow`, what it redirects to, in the archive; otherwise only where
// it redirects within its own site. An archive that serves another moment
// than was asked for says so by Memento-Datetime, which counts.
net::Task<CaptureContent> PlayBack(Inquiry& inquiry, CaptureAddress address, bool follow);

}  // namespace ibid::resolve
