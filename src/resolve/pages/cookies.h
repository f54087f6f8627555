#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/exchange.h"
#include "url/url.h"

namespace ibid::resolve {

// The cookies of one chain of hops, and of nothing else: some sites send a reader round until a
// cookie comes back. RFC 6265 (bis) as far as a chain needs it: domain, path, Secure, deletion by
// Max-Age=0; a chain is shorter than any other life. Pure.
class Cookies {
 public:
  static constexpr std::size_t kCookiesMax = 50;
  static constexpr std::size_t kBytesMax = 4096;  // Of name and value together.

  // What an answer sets. A cookie for a domain that is not the host's own, or that strangers share
  // (a public suffix), is not taken; nor one whose bytes could end a header.
  void Take(const Exchange& answer);

  // The Cookie header for this URL, in the order set; empty: none.
  std::string For(const url::Url& url) const;

 private:
  struct Cookie {
    std::string name;
    std::string value;
    std::string domain;
    std::string path;
    bool whole_domain = false;  // Hosts under `domain` too.
    bool secure = false;
  };
  void Set(std::string_view line, const url::Url& url);

  std::vector<Cookie> cookies_;
};

}  // namespace ibid::resolve
