#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::read {

// What a page's JSON-LD says of its article (schema.org); empty where it says nothing.
struct JsonLdArticle {
  std::string type;  // "NewsArticle"
  std::string headline;
  std::string published;
  std::string modified;
  std::string publisher;
  std::string url;
  std::string language;
  std::string description;
  std::vector<std::string> authors;
};

// Adds what one script element holds, where `article` has nothing yet: objects of an article's type
// before those of a page, in lists and @graph too. Broken JSON says nothing. Linear in the text.
void AddJsonLd(std::string_view script, JsonLdArticle& article);

}  // namespace ibid::read
