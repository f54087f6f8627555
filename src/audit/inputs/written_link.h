#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ibid/text_span.h"

namespace ibid::audit {

// How an address is written where it stands, which says what has to be escaped there. What is
// written in a feed's HTML is written twice: in the attribute, and the HTML in the XML.
enum class Layer : std::uint8_t {
  kPlain,          // As it is: text, CDATA, Markdown's <...> and bare addresses.
  kHtmlDouble,     // An attribute's value in double quotes,
  kHtmlSingle,     // in single ones,
  kHtmlBare,       // in none.
  kXmlText,        // Between tags.
  kMarkdown,       // A destination without brackets (CommonMark 0.31, 6.3),
  kMarkdownAngle,  // one in <...>.
  kMarkdownBare,   // An address in Markdown's running text (GFM 0.29, 6.9).
  kMarkdownTable,  // What stands in a cell of a table (GFM 0.29, 4.10).
  kCsvField,       // Of CSV (RFC 4180), without quotes,
  kCsvQuoted,      // with them; the span is what stands between them.
  kJson,           // In a string; the span is what stands between its quotes.
};

// One address in a text.
struct WrittenLink {
  enum class What : std::uint8_t {
    kReference,  // Takes a reader there: <a>, <area>, a link of Markdown or text, a cell of CSV.
    kMedia,      // Is shown: pictures, films, frames.
    kOther,      // Is run, styles the page, or is read by programs: scripts, <link>, a feed's item.
    kName,       // Names a thing and happens to be an address: <guid>. Never to be changed.
  };

  std::string address;        // What is meant, nothing escaped; relative as it is.
  TextSpan at;                // What is to be replaced where the address changes.
  std::vector<Layer> layers;  // The innermost first.
  What what = What::kReference;
  // Where <a> and <area> may be given attributes (Robust Links), behind the address; 0: nowhere.
  std::uint32_t attributes_at = 0;
  bool robust = false;  // The element has such attributes: its author looks after the link.
  std::string base;     // Of <base href>, unresolved; empty where the page has none.
  std::string anchor;   // The words that are linked, white space folded, cut.
};

inline constexpr std::size_t kAnchorCharsMax = 120;
inline constexpr std::size_t kBaseBytesMax =
    2048;  // Each relative link is as long; others are none.
inline constexpr std::size_t kAddressBytesMax =
    65536;  // Longer ones are no addresses to a browser.

using TakeWritten = std::function<bool(WrittenLink)>;  // False: enough.

}  // namespace ibid::audit
