#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ibid/document.h"
#include "read/json_ld.h"

namespace ibid::read {

// Everything that a page says about itself, collected in one pass over its markup, before anything
// is chosen. Views are into the document.
struct PageFacts {
  struct Words {  // What stands inside an element.
    Markup::Index element = 0;
    std::string text;
  };

  // <meta>: by name, property, itemprop or http-equiv in lower case, all values in order.
  std::unordered_map<std::string, std::vector<std::string_view>> meta;
  std::string title;      // <title>
  std::string canonical;  // rel=canonical
  std::string language;   // html lang
  JsonLdArticle json_ld;
  std::vector<Words> headings;                 // h1
  std::vector<Words> lower_headings;           // The first h2 and h3
  std::vector<Words> item_headlines;           // itemprop=headline
  std::vector<Words> item_authors;             // itemprop=author, its name
  std::vector<Words> item_publishers;          // itemprop=publisher, its name
  std::vector<Words> rel_authors;              // a rel=author
  std::vector<Words> class_authors;            // class byline, author and their kind
  std::vector<std::string_view> item_dates;    // itemprop=datePublished
  std::vector<std::string_view> item_changes;  // itemprop=dateModified
  std::vector<std::string_view> times;         // <time datetime>, those with pubdate first
  std::vector<Words> class_dates;              // class date, published, timestamp and their kind

  // The first value of that meta that is not blank, or empty.
  std::string_view Meta(std::string_view name) const;
};

PageFacts CollectPageFacts(const Document& document);

}  // namespace ibid::read
