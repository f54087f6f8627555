#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/document.h"

namespace ibid::read {

// What a block of the page inherits from the elements around it.
struct BlockContext {
  std::string_view rule;                  // Why it is of that kind; lives as long as the program.
  std::uint32_t region = 0;               // Of ChromeRegions; 0 is the page itself.
  Markup::Index element = Markup::kNone;  // The innermost element that sets the block apart.
  Markup::Index body = Markup::kNone;     // The innermost <article> or itemprop=articleBody.
  ZoneKind kind = ZoneKind::kParagraph;
  bool pre = false;         // White space is kept.
  bool in_article = false;  // Inside <article>, <main> or what they mark so.
};

struct Block {
  BlockContext context;
  TextSpan at;
  std::uint32_t link_bytes = 0;  // Bytes of its words that are inside a link.
};

// Writes the text of a page as a browser's innerText shows it: white space folded, blocks set
// apart by a blank line or a line end, <br> a line end, two of them a new block. No-break spaces
// are spaces here, and what has no width (soft hyphens, zero-width spaces) goes, so that words are
// found as they are read. Of a page that is nothing but short blocks not all are kept apart
// (read/density.h).
class HtmlText {
 public:
  HtmlText(Document& document, std::size_t page_bytes)
      : document_(document), page_bytes_(page_bytes) {}

  // Text of the page at input offset `at`, references not decoded where `encoded`.
  void Put(std::string_view raw, std::size_t at, bool encoded, bool in_link);
  // What follows is another block than what came before; `on_next_line`: no blank line between.
  void BreakBlock(const BlockContext& next, bool on_next_line);
  void BreakLine();
  // The element's span will begin at the next character that is written.
  void AwaitBegin(Markup::Index element) { awaiting_.push_back(element); }
  // The element has ended; what comes next is not in it.
  void Ended(Markup::Index element) {
    if (!awaiting_.empty() && awaiting_.back() == element) {
      awaiting_.pop_back();
    }
  }
  // Where the text ends now.
  std::uint32_t size() const { return static_cast<std::uint32_t>(document_.text.size()); }
  // Ends the last block. The blocks are in order, disjoint and not empty.
  std::vector<Block> Finish();

 private:
  void PutCharacter(std::string_view character, std::size_t input, bool in_link);
  // `spaces`: so many of the bytes are spaces, all of them between words.
  void PutVisible(std::string_view words, std::size_t spaces, std::size_t input, bool in_link);
  void PutDecoded(std::string_view text, std::size_t input, bool in_link);
  void PutSpace(std::string_view character);
  void Flush(std::size_t input);
  void EndBlock();

  Document& document_;
  std::size_t page_bytes_ = 0;
  std::vector<Block> blocks_;
  std::vector<Markup::Index> awaiting_;
  BlockContext context_;
  std::string kept_space_;  // Of <pre>, written when something follows.
  bool in_block_ = false;
  bool space_ = false;
  bool was_too_dense_ = false;
  bool line_between_ = false;  // The next block begins on the next line, no blank one between.
  int lines_ = 0;
};

}  // namespace ibid::read
