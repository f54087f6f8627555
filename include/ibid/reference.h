#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"

namespace ibid {

enum class ReferenceKind : std::uint8_t {
  kUrl,        // A page, or anything else behind a URL.
  kShortUrl,   // A URL that only redirects; its target is not known yet.
  kPost,       // A social post or video: by id, or by account, date and text where the id is lost.
  kStory,      // What an outlet reported: outlet, date, what it says.
  kStatement,  // What a person or a body said or published elsewhere.
  kDocument,   // A numbered work: DOI, arXiv, docket.
  kAgent,      // Somebody who is only named: byline, copyright holder, handle in prose.
};

// A news outlet as the outlet table knows it.
struct Outlet {
  std::string name;                  // "The New York Times"
  std::vector<std::string> domains;  // "nytimes.com", the main one first.
  std::string wikidata;              // "Q9684", empty where unknown.

  bool known() const { return !name.empty(); }
};

// The identity that one or more mentions point at.
struct Reference {
  std::string id;  // "r1", "r2", ... in order of first mention.
  ReferenceKind kind = ReferenceKind::kUrl;
  // Two mentions with the same key are one reference, in one article and across articles:
  // "url:https://example.org/a", "x:status:123", "x:post:cfr_org/2015-09-25/<16 hex of text
  // digest>", "story:nytimes.com/2015-09-28/<digest>", "agent:the new york times", "doi:10.1000/1".
  std::string key;
  std::string label;                  // For people, at most 120 characters.
  std::vector<std::string> mentions;  // Mention ids, in text order, chrome excluded; never empty.

  std::string url;  // What to ask first; empty where only a search can find it.
  // kPost
  std::string platform;
  std::string post_id;
  std::string account;
  std::string author;
  std::string
      text;  // What the article shows of it; for kStory and kStatement, what it is said to say.
  std::vector<std::string> links;  // URLs that stand inside the post: its media and short links.
  // kStory, kStatement, kAgent
  std::string agent;         // Who is made to say it, in full.
  Outlet outlet;             // For kStory; for kShortUrl where its host is one outlet's.
  IsoDate date;              // The date it carries, or the article's own where it has none.
  bool date_is_own = false;  // `date` was said of this reference, not taken from the article.
};

IBID_API std::string_view Name(ReferenceKind);

}  // namespace ibid
