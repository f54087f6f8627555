#pragma once

#include <cstddef>
#include <string_view>

// Links that are not asked over HTTP: "mailto:desk@example.org", "at://did:plc:abc/...".
namespace ibid::detect {

// One past the "mailto:" link (RFC 6068: one address or several, then "?subject=..." and the like)
// whose colon stands at `colon`, or 0. `begin` is where "mailto" begins then.
std::size_t MailtoEnd(std::string_view text, std::size_t colon, std::size_t* begin);

// One past the AT URI (atproto.com/specs/at-uri-scheme: a DID or a handle, then at most a
// collection and a record key) whose "://" stands at `colon`, or 0. `begin` as above.
std::size_t AtUriEnd(std::string_view text, std::size_t colon, std::size_t* begin);

// Whether the whole of it is one of the two.
bool IsOtherLink(std::string_view text);

}  // namespace ibid::detect
