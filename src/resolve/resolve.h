#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "net/web.h"
#include "resolve/archives/archive.h"
#include "resolve/quotes/shingles.h"

// References -> Resolutions: what the web says of each. Knows the Web, not what carries it.
namespace ibid::resolve {

// Words in quotation marks that the article takes from a source, or has beside a link to it.
struct Quoted {
  std::string reference;  // Reference::id
  std::string mention;    // Mention::id
  std::string words;      // Without the marks, white space folded.
  bool expected = false;  // The article says that they are this source's.
};

struct ResolveOptions {
  IsoDate article_date;     // For archived copies near it, and stories around it; may be empty.
  std::string article_url;  // Never asked; a reference to it is the article itself.
  std::string
      article_title;  // Words that help to tell an outlet's story from others; may be empty.
  // Every URL that the article links: a story of an outlet is looked for among them first.
  std::vector<std::string> article_links;
  // What the article says on its links to a reference, by Reference::id: a copy of the work is
  // expected to have something of it. May lack any.
  std::map<std::string, std::string> link_words;
  // Asked for copies beside the Wayback Machine.
  std::vector<Archive> archives;
  // false: only hosts that the references name are asked (the outlet's own site for a story), and
  // the hosts that those redirect to; no archive, no platform's interface on another site.
  bool third_parties = true;
  // false: archives are not asked for copies of what is dead; another look may do that.
  bool archived_copies = true;
  // Keys for the interfaces of outlets, by name: "nyt", "guardian".
  std::map<std::string, std::string> keys;
  // The article's running text, to notice that a page is the same text; may be empty.
  Shingles article_text;
  std::vector<Quoted> quotes;  // In text order.
};

// One reference. Never fails: what could not be found out is a verdict with a reason.
// `options` and `web` outlive the task.
net::Task<Resolution> Resolve(Reference reference, const ResolveOptions& options, net::Web& web);

// Called on the loop's thread when a resolution is complete, in the order of completion.
using Finished = std::function<void(std::size_t index, const Resolution& resolution)>;

// All of them at once; the results are in the order of the references. `options` and `web` outlive
// the task.
net::Task<std::vector<Resolution>> ResolveAll(std::vector<Reference> references,
                                              const ResolveOptions& options, net::Web& web,
                                              Finished finished = {});

}  // namespace ibid::resolve
