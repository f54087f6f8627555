#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"
#include "ibid/text_span.h"

namespace ibid {

// What the bytes were, after sniffing or as the user said.
enum class InputKind : std::uint8_t { kText, kMarkdown, kHtml, kPdf };

// What a block of the text is for. Blocks are the units that the source sets apart: HTML block
// elements, paragraphs between blank lines.
enum class ZoneKind : std::uint8_t {
  kHeadline,   // The article's own title.
  kHeading,    // A heading inside it.
  kByline,     // "By A. Writer", and the line of author, outlet and date around it.
  kDateline,   // "BAGHDAD, Sept 28 (Reuters) -": only the dateline, the paragraph follows it.
  kParagraph,  // Running prose.
  kListItem,
  kCaption,  // Words under a picture or a video.
  kEmbed,    // Inside the markup of a post's embed (blockquote.twitter-tweet and its kind).
  kQuote,    // A <blockquote> of something else.
  kTable,
  kCode,  // <pre>, Markdown fences: shown, not said.
  kOther,
};

IBID_API std::string_view Name(InputKind);
IBID_API std::string_view Name(ZoneKind);

// One block. Zones are sorted, do not overlap, are not empty, and lie in the text; what lies
// between them is white space.
struct Zone {
  ZoneKind kind = ZoneKind::kParagraph;
  TextSpan at;
  // Navigation, disclaimers, contact lines, "read more", comments: kept and marked. What is
  // mentioned there is not a citation by the article.
  bool chrome = false;
  std::string rule;  // Why it is what it is: "html.nav", "text.disclaimer". Empty for plain prose.
};

// Something known about the article, and where that was found.
struct Fact {
  std::string value;           // UTF-8, white space folded. Empty: not known.
  std::string from;            // "json-ld", "og:title", "<title>", "<time>", "byline", "url", ...
  std::optional<TextSpan> at;  // Where the text says it, if it does.

  bool known() const { return !value.empty(); }
};

struct Metadata {
  Fact url;            // Where the input came from, or says that it came from (absolute).
  Fact canonical_url;  // rel=canonical, og:url, JSON-LD.
  Fact title;
  Fact publisher;  // The outlet's name: "Global Research".
  Fact published;  // IsoDate, or RFC 3339 where a time is given.
  Fact modified;   // The same.
  Fact language;   // BCP 47, lower case: "en", "pt-br".
  Fact description;
  std::vector<Fact> authors;  // One person or body each.
};

// The element tree of an HTML input, flat and in document order: what detectors of embeds and links
// look at. Empty for plain text. Names are lower case, attribute values are decoded.
//
//   <p>see <a href="/x?a=1&amp;b=2">this</a></p>
//   elements[0] = {name "p", at [0,8)}; elements[1] = {name "a", parent 0, at [4,8), href
//   "/x?a=1&b=2"}
//
// Beside real elements there are three pseudo-elements, so that nothing which carries a reference
// is lost: "#comment" (attribute "#text": its text; Gutenberg and Blackbird Pie keep ids there),
// and the raw text of script, style, noscript (when its content is markup, its elements follow as
// children), template and textarea as attribute "#text" of the element itself.
class Markup {
 public:
  using Index = std::uint32_t;
  static constexpr Index kNone = 0xffffffffU;

  struct Attribute {
    std::string_view name;
    std::string_view value;
  };

  Index size() const { return static_cast<Index>(elements_.size()); }
  std::string_view Name(Index element) const { return View(elements_[element].name); }
  // The words inside the element, as they stand in the Document's text; may be empty.
  TextSpan At(Index element) const { return elements_[element].at; }
  Index Parent(Index element) const { return elements_[element].parent; }
  // One past the last descendant: the subtree of e is [e, End(e)).
  Index End(Index element) const { return elements_[element].end; }
  std::size_t AttributeCount(Index element) const {
    const std::size_t end =
        element + 1 < size() ? elements_[element + 1].first_attribute : attributes_.size();
    return end - elements_[element].first_attribute;
  }
  // REQUIRES: i < AttributeCount(element).
  Attribute AttributeAt(Index element, std::size_t i) const {
    const StoredAttribute& a = attributes_[elements_[element].first_attribute + i];
    return {View(a.name), View(a.value)};
  }
  // The attribute's value, or nothing. Linear in the element's attributes.
  std::optional<std::string_view> Get(Index element, std::string_view name) const;
  // Whether `word` is one of the space-separated words of the class attribute, ASCII case folded.
  bool HasClass(Index element, std::string_view word) const;

  // Building, for src/read alone. Views given out before a call stay valid only until the next one.
  // Makes room for so many elements: to grow by doubling takes twice the memory for a moment.
  void Reserve(std::size_t elements) { elements_.reserve(elements); }
  Index Open(std::string_view name, Index parent, std::uint32_t text_begin);
  // REQUIRES: `element` is the newest element.
  void AddAttribute(Index element, std::string_view name, std::string_view value);
  // Moves the beginning of an open element to where its first character is written.
  void Begin(Index element, std::uint32_t text_begin);
  void Close(Index element, std::uint32_t text_end);
  // Moves every span through `to_new`, a non-decreasing map of text offsets.
  template <class Map>
  void MoveSpans(Map to_new) {
    for (Element& e : elements_) {
      e.at = {to_new(e.at.begin), to_new(e.at.end)};
    }
  }

 private:
  // Where a string begins in bytes_: its size, seven bits a byte, the lowest first and all but the
  // last byte with the eighth bit set, then the string. A page of nothing but tags has one of each
  // of these for every few bytes, so they are small.
  using Stored = std::uint32_t;
  struct Element {
    Stored name = 0;
    Index parent = kNone;
    Index end = 0;
    TextSpan at;
    std::uint32_t first_attribute = 0;  // Those of an element end where the next one's begin.
  };
  struct StoredAttribute {
    Stored name = 0;
    Stored value = 0;
  };
  std::string_view View(Stored at) const {
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at++]);
      size |= static_cast<std::size_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) {
        return {bytes_.data() + at, size};
      }
    }
  }
  Stored Store(std::string_view bytes);
  // As Store, but a name that was stored lately is not stored again.
  Stored StoreName(std::string_view name);

  std::vector<Element> elements_;
  std::vector<StoredAttribute> attributes_;
  std::string bytes_;                 // Names and values; the first is empty.
  std::vector<Stored> recent_names_;  // By hash; 0 where there was none.
};

// Where each stretch of the text stands in the input. Offsets into the input count bytes of it
// after decoding to UTF-8, so they are the file's own offsets for UTF-8 files without a BOM.
class OffsetMap {
 public:
  // From here on, text offset `text` comes from input offset `input`, byte by byte, until the next
  // call. REQUIRES: both not smaller than in the call before.
  void Add(std::uint32_t text, std::uint32_t input);
  std::uint32_t ToInput(std::uint32_t text) const;
  // From this one's text to `next`'s input plus `shift`, where `next`'s text is this one's input.
  OffsetMap Through(const OffsetMap& next, std::uint32_t shift) const;

 private:
  struct Run {
    std::uint32_t text = 0;
    std::uint32_t input = 0;
  };
  std::deque<Run> runs_;  // One for each tag of a page; a vector would take twice that to grow.
};

// A stretch of the text and the page of a paginated input that it stands on.
struct PageSpan {
  std::uint32_t page = 0;  // Counted from 1.
  TextSpan at;
};

// One article as ibid sees it: owned, normalised UTF-8 text (valid, no NUL, at most 4 GiB), its
// zones and metadata. Made by read, then not changed; safe to read from several threads.
//
// For plain text the characters of `text` are the input's own in order: inline mark-up that a
// conversion left behind (<u>..</u>) and superfluous white space go, nothing is added or replaced.
struct Document {
  std::string source;  // The path or URL as given; "-" for standard input.
  InputKind kind = InputKind::kText;
  std::string encoding;      // The input's, as an IANA name in lower case: "utf-8", "windows-1252".
  std::string input_sha256;  // Of the bytes that were given, lower-case hex.
  std::string text;
  std::vector<Zone> zones;
  Metadata metadata;
  Markup markup;
  OffsetMap offsets;  // Empty for PDF, where nothing of the text stands in the bytes.
  // PDF: sorted, without overlap, together all of the text but white space. A page may come in
  // several stretches: its furniture stands after the paragraph that the page's end interrupts.
  std::vector<PageSpan> pages;
  std::vector<std::string> notes;  // What puzzled the reader, for people: "cut off inside a tag".

  std::string_view Text(TextSpan span) const { return Slice(text, span); }
  // The zone that holds the offset, or null between zones. O(log n).
  const Zone* ZoneAt(std::uint32_t offset) const;
};

}  // namespace ibid
