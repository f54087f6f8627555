#pragma once

#include <cstdint>
#include <string>

#include "resolve/inquiry.h"
#include "resolve/pages/hops.h"
#include "url/url.h"

namespace ibid::resolve {

// What a site does with an address that nobody ever made (Bar-Yossef et al., WWW 2004): asked
// beside the one that is in doubt, once for each host and directory.
struct Sibling {
  enum class Is : std::uint8_t {
    kUnclear,     // Not asked, not answered, refused, offline: says nothing.
    kHonest,      // 404 or 410, with another page.
    kOutspoken,   // Another page, which says that nothing is there, though with 200.
    kOther,       // Another page, or the same work (sites that do not look at the last part).
    kSame,        // The same page: that is what the site shows where there is nothing.
    kShell,       // The same page, and hardly a word in it: only its scripts know.
    kEverywhere,  // The same page, and the front page no other: it may stand before everything.
    kSameWay,     // Sent to the same place.
  };
  Is is = Is::kUnclear;
  std::string url;
};

// A made-up address in the directory of `url`: 25 letters drawn from host and directory, so that
// the next one who doubts there asks for the same, and a replay finds it. Segments with a number
// that names a work ("/story/12345/rain") are left with it: many sites look at nothing behind it.
std::string SiblingUrl(const url::Url& url);

// Asks for the sibling of where the chain begins, and, where both are the same few words, for the
// site's front page: what stands there too is no word on this work. What is not recorded of it
// under --offline and
// --replay leaves no trace in the evidence.
net::Task<Sibling> AskSibling(Inquiry& inquiry, const Chain& chain);

}  // namespace ibid::resolve
