#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What stands on the pages of a PDF: words with their places, links, what the file says of itself.
namespace ibid::pdf {

// No place is further from the corner, no type larger: 17 m. Pages have at most 14,400 points (ISO
// 32000-1, annex C); what the places are compared by (a percentage of twice as much) fits 32 bits.
inline constexpr std::int32_t kPlaceMax = 5'000'000;

// In hundredths of a point (1/7200 inch), from the upper left corner of the page as it is shown,
// y downwards; within +-kPlaceMax.
struct Box {
  std::int32_t left = 0;
  std::int32_t top = 0;
  std::int32_t right = 0;
  std::int32_t bottom = 0;

  std::int32_t width() const { return right - left; }
  std::int32_t height() const { return bottom - top; }
};

struct Word {
  std::string text;  // Valid UTF-8, no control characters, not empty.
  Box at;
  std::int32_t size = 0;     // Of its type, in hundredths of a point.
  bool bold = false;         // By the name of its font.
  bool space_after = false;  // A space separates it from the next word of its line.
};

// The bytes [begin, end) of a word's text that a link covers.
struct Cover {
  std::uint32_t word = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// A link annotation with a URI (ISO 32000-1, 12.6.4.7).
struct Link {
  std::string uri;            // As the file has it, repaired to UTF-8.
  std::vector<Cover> covers;  // In rising order; none where it lies over a picture.
};

struct Page {
  std::int32_t width = 0;  // Hundredths of a point.
  std::int32_t height = 0;
  std::vector<Word> words;  // In reading order, column after column.
  std::vector<Link> links;
};

// Of the document information dictionary (ISO 32000-1, 14.3.3).
struct Info {
  std::string key;    // "Title", "Author", "Creator", "Producer", "CreationDate"
  std::string value;  // UTF-8; dates as the file has them: "D:20150928140311+02'00'".
};

enum class State : std::uint8_t {
  kWhole,      // All pages were read.
  kPart,       // `why` says what ended it after the pages that are here.
  kEncrypted,  // Opens with a password only.
  kDamaged,    // No PDF that can be read.
};

struct Contents {
  State state = State::kDamaged;
  std::string why;
  std::uint32_t page_count = 0;  // As the file says.
  std::vector<Info> info;
  std::vector<Page> pages;  // From the first on.
};

// The lines that ibid-pdf writes and ibid reads. Reading takes any bytes for what they say: what
// would not fit the promises above is left out, and what has no end is kPart.
std::string WritePageCount(std::uint32_t count);
std::string WriteInfo(const Info& info);
std::string WritePage(const Page& page);
std::string WriteEnd(State state, std::string_view why);
Contents ReadContents(std::string_view written);

}  // namespace ibid::pdf
