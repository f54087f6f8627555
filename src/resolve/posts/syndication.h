#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/inquiry.h"

// X's syndication endpoint, which serves embedded posts (undocumented; fields as in
// vercel/react-tweet).
namespace ibid::resolve {

// The token that goes with an id: ((Number(id) / 1e15) * Math.PI).toString(36) without zeros and
// dot, in the arithmetic of ECMAScript's doubles (ECMA-262, Number::toString).
std::string SyndicationToken(std::string_view post_id);

struct SyndicationAnswer {
  enum class State : std::uint8_t {
    kShown,       // The post is there.
    kMissing,     // 404: no such post.
    kTombstone,   // A stone with words on it: `detail` has them.
    kRestricted,  // A stone without words: it exists and is withheld.
    kEmpty,       // {}: withheld, sensitive, or no token; undecided.
    kUnclear,     // Blocked, throttled, broken.
    kNotAsked,
  };

  State state = State::kNotAsked;
  std::string detail;
  Failure failure = Failure::kNone;
  std::string text;
  bool cut = false;  // `text` is a part of a longer post.
  std::vector<std::string> media;
  std::string account;
  std::string author;
  std::optional<Instant> at;
};

net::Task<SyndicationAnswer> AskSyndication(Inquiry& inquiry, std::string post_id);

// Pure.
SyndicationAnswer ReadSyndication(const Exchange& exchange);

}  // namespace ibid::resolve
