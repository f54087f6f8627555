#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/archives/archive.h"
#include "resolve/archives/capture.h"
#include "resolve/inquiry.h"

// Memento (RFC 7089): TimeGates, TimeMaps and mementos of any archive. What archives say of
// themselves is checked: a capture that carries a date to come, or another address, is none.
namespace ibid::resolve {

// A TimeMap, or what the links of an answer tell of one.
struct TimeMap {
  struct Part {  // A further TimeMap, of a part of the time.
    std::string url;
    std::optional<Instant> from;
    std::optional<Instant> until;
  };

  std::vector<Capture> mementos;
  std::vector<Part> parts;
  std::string original;
  std::string timegate;
};

// Pure. `base`: what relative targets are relative to. Mementos without a time are left out.
TimeMap ReadTimeMapLinks(std::string_view links, std::string_view base);
// The JSON form that aggregators serve (MemGator; mementoweb.org's guide).
TimeMap ReadTimeMapJson(std::string_view json, std::string_view base);

// The captures of `url` that an archive of kind kMemento or kTimeMap names, the nearest to `near`
// first, at most kMementosWanted: the TimeGate's choice, and those of its TimeMap; of a TimeMap in
// parts, the parts nearest to that moment.
net::Task<Captures> ListMementos(Inquiry& inquiry, Archive archive, std::string url, Instant near);

inline constexpr std::size_t kMementosWanted = 20;

// The capture nearest to a moment, by a TimeGate; with further ones that its links name, and with
// the TimeMap, empty where it names none. No rows where there is no capture.
struct TimeGateAnswer {
  Captures captures;
  std::string timemap;
};
net::Task<TimeGateAnswer> AskTimeGate(Inquiry& inquiry, std::string timegate, std::string url,
                                      Instant near);

// Fetches a memento by its address and, where `follow`, what it redirects to within the archive;
// the raw bytes, where the archive is one of those of playback.h.
net::Task<CaptureContent> FetchMemento(Inquiry& inquiry, Capture capture, bool follow);

}  // namespace ibid::resolve
