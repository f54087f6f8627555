#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ibid/article.h"
#include "write/exports/person_name.h"

namespace ibid::write {

enum class WorkKind {
  kPage,
  kPost,   // Of a social platform, videos too.
  kStory,  // Of a news outlet.
  kPaper,  // Of a journal or a preprint server.
  kBook,
  kDocument,  // Numbered otherwise: dockets, laws, standards.
};

// A work that an article leans on, as a list of sources says it. All words are plain (see Plain).
struct CitedWork {
  std::string id;  // What it is, across articles: the id of its node in the graph.
  std::string
      key;  // To cite it by: "doe2024ferry"; unique in one export, ASCII letters, digits, "-".
  WorkKind kind = WorkKind::kPage;
  std::string title;  // In brackets where it is a description and no title.
  std::vector<Author> authors;
  std::string container;  // The site, outlet, journal or platform.
  IsoDate published;      // Empty where not known.
  std::string url;        // Where it is, or was; empty where no address is known.
  std::string scheme;     // Of the number: "doi", "isbn", ...; empty: none.
  std::string number;
  std::string archived_url;  // The best copy that shows the work.
  std::string archived_of;   // The address that was captured.
  IsoDate archived;
  IsoDate accessed;  // When ibid looked.
  std::string verdict;
  bool dead = false;
};

// The works of articles that come one after another; people and bodies are none. A work is given
// once, with the article that cites it first.
class CitedWorks {
 public:
  std::vector<CitedWork> Next(const Article& article);

 private:
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, std::size_t> keys_;  // How often each was wanted.
};

// A URL so that it can stand where braces, quotes, spaces or pipes would end it: what no URL may
// hold (RFC 3986) is percent-encoded. Empty where it is none of http or https.
std::string SafeUrl(std::string_view url);

}  // namespace ibid::write
