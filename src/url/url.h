#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "url/post_time.h"

// URLs as things: parsing, identity, what they wrap and what they address; the times in post ids
// are in post_time.h. Pure; the only home of libpsl (domain.cpp) and of Boost.URL (rfc3986.cpp).
//
// A URL is read as browsers read it (parse.h). What is done with it then (segments, parameters, the
// normal form under IdentityKey) follows RFC 3986 and is Boost's. Reading itself is not: Boost
// takes RFC 3986 alone, and its resolution recodes the path that was asked for.
namespace ibid::url {

struct Record;

// An absolute URL after parsing, in parts; every part as it goes over the wire (percent-encoded,
// host in lower-case ASCII: IDNA applied). What browsers accept is accepted (WHATWG URL): white
// space around it, backslashes after http(s):, characters that need encoding, odd slashes after the
// scheme.
class Url {
 public:
  // An absolute URL of any scheme. None where a browser would fail too, or the input is over 64
  // KiB.
  static std::optional<Url> Parse(std::string_view text);
  // A reference ("../a", "//host/x", "?q") against this base (RFC 3986, 5.2).
  std::optional<Url> Resolve(std::string_view reference) const;

  const std::string& text() const { return text_; }    // The whole, serialised.
  std::string_view scheme() const { return scheme_; }  // "https", lower case, no colon.
  std::string_view host() const { return host_; }  // "www.example.org", "[::1]"; empty for mailto:
  std::string_view user_info() const { return user_info_; }
  int port() const { return port_; }                 // Explicit, or the scheme's default, or 0.
  std::string_view path() const { return path_; }    // "/a/b"
  std::string_view query() const { return query_; }  // Without "?".
  std::string_view fragment() const { return fragment_; }  // Without "#".
  bool is_http() const { return scheme_ == "http" || scheme_ == "https"; }

  // The first query parameter of that name, percent-decoded once ("+" is a space).
  std::optional<std::string> Parameter(std::string_view name) const;
  // The path's segments, percent-decoded; "/a/b/" has "a", "b", "".
  std::vector<std::string> Segments() const;

  // What is asked over HTTP: without fragment, user info kept out.
  std::string ForRequest() const;

  friend bool operator==(const Url& a, const Url& b) { return a.text_ == b.text_; }

 private:
  static std::optional<Url> FromRecord(const Record& record);

  std::string text_, scheme_, host_, user_info_, path_, query_, fragment_;
  int port_ = 0;
};

// Normal form for identity (never for asking): https for http, no "www.", "m." or "mobile." host
// label, default port, fragment (but "#!") or tracking parameters; remaining parameters sorted; AMP
// variants folded; percent-encoding normalised; no trailing slash. Two URLs of the same form are
// one reference.
std::string IdentityKey(const Url& url);

// The target that is written inside the URL itself (redirect wrappers, AMP caches, archived
// copies), unwrapped to the end, at most 5 deep; none where the URL wraps nothing. Nothing is
// asked.
struct Unwrapped {
  std::string target;
  std::string rule;         // "wrapper.google", "archive.wayback"
  std::string archived_at;  // 14 digits, for archive URLs
};
std::optional<Unwrapped> Unwrap(const Url& url);

bool IsShortener(std::string_view host);  // By table; with or without "www.".
// The domain of the one site to which a short host leads ("nytimes.com" of "nyti.ms"); empty where
// it is none, or leads to many. The view lives as long as the program.
std::string_view SiteOfShortener(std::string_view host);
// The registrable domain ("bbc.co.uk" of "news.bbc.co.uk"), by the public suffix list; the host
// itself where there is none.
std::string RegistrableDomain(std::string_view host);
bool SameSite(std::string_view host_a, std::string_view host_b);

std::string PercentDecode(std::string_view text);
// Encodes all but unreserved characters (RFC 3986, 2.3): for a query value or a path segment.
std::string PercentEncode(std::string_view text);

// A social post or video addressed by a URL, by the table of platforms.
struct PostAddress {
  std::string platform;  // "x", "youtube"
  std::string post_id;
  std::string account;  // Where the URL has it.
  std::string url;      // The platform's permanent URL.
};
std::optional<PostAddress> PostOf(const Url& url);

// The same for an "at://DID/app.bsky.feed.post/KEY" address, which is no URL to a browser.
std::optional<PostAddress> PostOfAtUri(std::string_view uri);

}  // namespace ibid::url
