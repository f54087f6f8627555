#include "resolve/archives/right_page.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "resolve/pages/places.h"
#include "resolve/words.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kTextLookedAt = 65'536;
constexpr std::size_t kTextMin = 120;  // Bytes; of less, missing words say nothing.
constexpr std::size_t kSlugWordsMin = 3;
constexpr std::size_t kSaidWordsMin = 4;  // "here", "a report" lead anywhere.
constexpr std::size_t kWordMin = 3;
constexpr std::size_t kAsciiPercentMin =
    80;  // Addresses are in Latin letters, whatever the page is.

// The words of segments that name a work; codes and numbers are none.
std::string SlugWords(std::string_view address) {
  std::string words;
  const auto url = url::Url::Parse(address);
  for (std::string segment : url ? PathSegments(*url) : std::vector<std::string>{}) {
    if (!NamesAWork(segment)) {
      continue;
    }
    std::replace_if(
        segment.begin(), segment.end(), [](char c) { return c == '_' || c == '.'; }, '-');
    words += segment + " ";
  }
  return words;
}

bool IsWord(const ContentWord& word) {
  return word.word.size() >= kWordMin && std::none_of(word.word.begin(), word.word.end(),
                                                      [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t CountWords(std::string_view text) {
  const std::vector<ContentWord> words = ContentWords(text);
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), IsWord));
}

bool IsMostlyAscii(std::string_view text) {
  const auto ascii = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  return ascii * 100 >= text.size() * kAsciiPercentMin;
}

}  // namespace

std::optional<std::string> WhyWrongPage(const Page& page, std::string_view address,
                                        std::string_view expected) {
  const std::string slug = SlugWords(address);
  const bool judged = CountWords(slug) >= kSlugWordsMin || CountWords(expected) >= kSaidWordsMin;
  if (!judged || !page.readable || page.text.size() < kTextMin || !IsMostlyAscii(page.text)) {
    return std::nullopt;
  }
  const std::size_t most = std::min(page.text.size(), kTextLookedAt);
  std::string shown = page.title + "\n" + page.description + "\n" +
                      page.text.substr(0, text::BoundaryBefore(page.text, most));
  for (const std::string& heading : page.headings) {
    shown += "\n" + heading;
  }
  if (!SharedWords(slug + " " + std::string(expected), shown).empty()) {
    return std::nullopt;
  }
  return "shows " +
         (page.title.empty() ? std::string("a page")
                             : "\"" + text::Shorten(page.title, 120) + "\"") +
         ", which shares no word with the address" +
         (expected.empty() ? "" : " or with what the article says of it") + ": another page";
}

}  // namespace ibid::resolve
