#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"

// What comes of holding the article's words against those of a source, and a source's words of one
// day against those of another.
namespace ibid {

enum class QuoteFit : std::uint8_t {
  // Word for word, but for case, punctuation and kinds of marks, and for what the quote itself
  // marks as its own: an ellipsis, words in brackets.
  kVerbatim,
  kChanged,  // With words added, left out or replaced.
  kAbsent,   // Not there, nor anything close to it.
};

// One step of a difference, word by word: words that both have, then what stands in their place.
struct DiffStep {
  std::string same;    // Of the source, before the change.
  std::string quoted;  // Only in the article.
  std::string source;  // Only in the source.
};

// A text in which quoted words were looked for.
struct QuoteLook {
  std::string where;  // "page", "capture", "post"
  std::string url;    // Of the page, the capture or the post.
  QuoteFit fit = QuoteFit::kAbsent;
  std::vector<DiffStep> difference;  // For kChanged.
  std::string evidence;              // Exchange::id
};

// A quote of the article, looked for in the source that it is from.
struct QuoteCheck {
  std::string mention;  // Mention::id
  std::string words;    // As the article has them, without the marks, white space folded.
  bool expected =
      false;  // The article says that they are this source's, it does not only stand near.
  std::vector<QuoteLook> looks;  // The source as it is now first; never empty.
};

// How much of what a page said in the time of the article it still says.
struct Drift {
  std::string snapshot;  // Snapshot::url of the capture.
  Instant at{};          // Of the capture.
  double kept = 0;       // 0..1: the part of the capture's running text that the live page has.
  std::string evidence;  // Exchange::id of the capture.
};

// How much text the article and a page have in common.
struct Overlap {
  double of_article = 0;  // 0..1: the part of the article's running text that the page has.
  double of_page = 0;     // 0..1: the part of the page's running text that the article has.
};

IBID_API std::string_view Name(QuoteFit);

}  // namespace ibid
