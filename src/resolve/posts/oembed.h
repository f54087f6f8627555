#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ibid/document.h"
#include "resolve/inquiry.h"

// oEmbed (https://oembed.com): the platforms' own interfaces, by the table data/oembed.tsv; those
// of other providers, by data/oembed_providers.tsv; and what a page itself names as its interface.
namespace ibid::resolve {

bool CanAskByOembed(std::string_view platform);

// Where the table of providers has an interface for this URL: the question to ask; empty else.
std::string ProviderQuestion(const std::string& page_url);

// The question that a page names in <link rel=alternate type=application/json+oembed>; empty where
// it names none, or one that is no http(s) URL. `page_url` is the base of relative links.
std::string DiscoveredQuestion(const Document& document, std::string_view page_url);

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
  std::string html;   // As given: hostile, never shown.
  std::string words;  // What an error answer says of itself.
  std::string thumbnail;
  std::string provider;
};

// Asks the platform's endpoint about the post at `post_url`; follows where the endpoint moved to.
net::Task<OembedAnswer> AskOembed(Inquiry& inquiry, std::string platform, std::string post_url);

// The same with a question that is known already. Answers beyond a megabyte are cut.
net::Task<OembedAnswer> AskOembedAt(Inquiry& inquiry, std::string platform, std::string question);

// Pure: what one answer of the platform's endpoint says.
OembedAnswer ReadOembed(std::string_view platform, const Exchange& exchange);

}  // namespace ibid::resolve
