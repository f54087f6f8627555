#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "resolve/inquiry.h"

// The platforms' own oEmbed interfaces (https://oembed.com), by the table data/oembed.tsv.
namespace ibid::resolve {

bool CanAskByOembed(std::string_view platform);

// What an oEmbed answer says of a post.
struct OembedAnswer {
  enum class State : std::uint8_t {
    kShown,      // 200 with a description: it exists and is public.
    kMissing,    // A clean 404: deleted, never there, or not a post. One source alone: no verdict.
    kForbidden,  // It is there and not for everyone, or its account is closed: see `detail`.
    kExists,     // It is there, and may not be embedded.
    kUnclear,    // Blocked, throttled, broken, no JSON: says nothing about the post.
    kNotAsked,   // Not allowed in this run, or no endpoint.
  };

  State state = State::kNotAsked;
  std::string detail;  // For people: "404", "403 \"Sorry, you are not authorized to see this\"".
  int status = 0;
  Failure failure = Failure::kNone;
  std::string title;
  std::string author;
  std::string author_url;
  std::string html;  // As given: hostile, never shown.
  std::string provider;
};

// Asks the platform's endpoint about the post at `post_url`; follows where the endpoint moved to.
net::Task<OembedAnswer> AskOembed(Inquiry& inquiry, std::string platform, std::string post_url);

// Where to ask again whether a missing post is really gone; empty where there is no such place.
std::string SecondPlace(std::string_view platform, std::string_view post_id,
                        std::string_view post_url);

// Pure: what one answer of the platform's endpoint says.
OembedAnswer ReadOembed(std::string_view platform, const Exchange& exchange);

}  // namespace ibid::resolve
