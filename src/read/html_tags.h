#pragma once

#include <cstdint>
#include <string_view>

namespace ibid::read {

// What the tree builder needs to know of an element's name (HTML Standard, 13.2.4.2 and 15.3).
struct HtmlTag {
  enum Flag : std::uint16_t {
    kBlock = 1,      // Sets its text apart.
    kVoid = 2,       // Has no content and no end tag.
    kHidden = 4,     // Its text is not shown.
    kScope = 8,      // End tags and implied ends do not reach out of it.
    kClosesP = 16,   // Its start tag ends an open paragraph.
    kHeadOnly = 32,  // May stand in the head without ending it.
    kHeading = 64,
    kKeepsText = 128,  // Its raw text becomes the attribute "#text".
    kLine = 256,       // Its neighbours stand on the next line, not in the next paragraph.
  };
  std::string_view name;
  std::uint16_t flags = 0;

  bool Is(Flag flag) const { return (flags & flag) != 0; }
};

// A name's entry, or null for a name that the standard does not know.
const HtmlTag* FindHtmlTag(std::string_view lower_name);

// Which open elements a start tag ends before it begins: names of `ends`, up to one of `until`.
// Both are space-separated lists; empty where it ends none (but for open paragraphs, kClosesP).
struct ImpliedEnd {
  std::string_view start;
  std::string_view ends;
  std::string_view until;
};
const ImpliedEnd* FindImpliedEnd(std::string_view lower_name);

}  // namespace ibid::read
