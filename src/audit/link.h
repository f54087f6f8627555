#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace ibid::audit {

// Where a link stands. A link may stand in many places.
struct Place {
  // The file as it was named, or as it was found below a folder that was ("site/about.html"); of a
  // page of the web its URL; "-" for standard input. The same page has the same name in each audit.
  std::string page;
  std::uint32_t line = 0;    // From 1; 0 where it is not known (the text of a PDF).
  std::uint32_t column = 0;  // Code points, from 1; 0 where it is not known.
  // Half-open, in bytes of the file as it lies on the disk, at which `written` stands, byte for
  // byte: what is corrected is corrected there. Both 0 where there is no such span (UTF-16, PDF,
  // gzip).
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::string written;   // As it stands there: relative, with character references.
  std::string fragment;  // Of the URL, without "#"; percent-encoded as it was.
  std::string anchor;    // The words that are linked, white space folded, at most 120 characters.
};

// What reading a page says of one link on it.
struct FoundLink {
  // Absolute, parsed, normal form, without fragment and password. http and https are asked, a
  // file: URL is looked for on the disk, everything else (mailto:, tel:, data:, javascript:) is
  // reported as not asked. Empty where `written` gives no URL: it is then a broken link.
  std::string url;
  Place place;
};

// What the inputs hand to the audit while they are read, so that no more than one page is held in
// memory. A site of 100,000 links goes through this one at a time.
class LinkSink {
 public:
  virtual ~LinkSink() = default;

  // The links that follow stand on this page. Called for a page without links, too.
  virtual bool BeginPage(const std::string& page) = 0;
  virtual bool TakeLink(FoundLink link) = 0;
  // An input, or a file below one, cannot be read: `why` is for people, names it, and says what to
  // do. The audit goes on with the others.
  virtual bool TakeUnreadable(const std::string& input, const std::string& why) = 0;
  // All three: false where no more is wanted (an interrupt, a full disk); reading then ends soon
  // and says nothing.
};

}  // namespace ibid::audit
