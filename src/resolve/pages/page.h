#pragma once

#include <string>
#include <vector>

#include "ibid/document.h"
#include "ibid/exchange.h"

namespace ibid::resolve {

// What an answer's body says, as far as resolvers ask: read once for each answer.
struct Page {
  bool readable = false;  // HTML or text, and it could be read.
  std::string type;       // The media type, lower case, without parameters: "text/html".
  std::string title;
  std::string author;
  std::string site;
  IsoDate published;
  std::string canonical_url;
  std::string description;
  std::vector<std::string> headings;  // Of h1, white space folded; a few.
  std::string text;                   // Readable text: zones that are not chrome, one a line.
  // Classes and ids of its frame, lower case: <html>, <body>, <main>, and what its first h1 is in.
  std::vector<std::string> frame;
  bool calls_itself_missing = false;  // <meta name=prerender-status-code content=404> and its like.
  bool noindex = false;               // <meta name=robots content=noindex>, X-Robots-Tag.
  bool not_for_free =
      false;  // schema.org isAccessibleForFree: false; article:content_tier: locked.
  bool declares_a_work = false;  // og:type is a film, a song, a book, a product, and no "website".
  bool asks_password = false;    // <input type=password>.
  Document document;             // For who wants to look closer.
};

// The text of a document as Page::text has it: zones that are not chrome, one a line. Pure.
std::string ReadableText(const Document& document);

// Pure. The body may be of any kind and size; what is no text leaves `readable` false.
Page ReadPage(const Exchange& exchange);

}  // namespace ibid::resolve
