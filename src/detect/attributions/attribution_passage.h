#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "detect/attributions/cues.h"
#include "detect/attributions/quotes.h"
#include "detect/attributions/source_span.h"
#include "detect/outlets/outlets_in_text.h"
#include "detect/sentences.h"
#include "detect/tokens.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// A document's prose, or a stretch of it, taken apart once for all that looks for attributions in
// it.
struct Passage {
  struct Paragraph {
    TokenRange at;
    ZoneKind zone = ZoneKind::kParagraph;
    TokenRange sentences;  // Indices into Passage::sentences.
    TokenRange quotes;     // Indices into Passage::quotes.
  };

  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Paragraph> paragraphs;
  std::vector<TokenRange> sentences;
  std::vector<Quote> quotes;
  std::vector<std::int32_t> quote_of;   // Per token: index into quotes, or -1.
  std::vector<std::int32_t> outlet_of;  // Per token: index into outlet_names, or -1.

  std::vector<OutletInText> outlet_names;

  // Where its first word begins.
  std::uint32_t begin() const { return tokens.empty() ? 0 : tokens.front().at.begin; }
  TextSpan Span(TokenRange range) const {
    return {tokens[range.begin].at.begin, tokens[range.end - 1].at.end};
  }
  std::string_view Words(TokenRange range) const { return Slice(text, Span(range)); }
  std::string_view WordAt(std::uint32_t token) const { return Slice(text, tokens[token].at); }
  // Whether the token is this word, ASCII case folded.
  bool Spells(std::uint32_t token, std::string_view lower) const;
  bool SpellsAny(std::uint32_t token, std::initializer_list<std::string_view> lower) const;
  // The cue that begins at the token, the longest that fits, or null; `end` is one past it.
  const Cue* CueAt(std::uint32_t token, std::uint32_t limit, std::uint32_t& end) const;
};

// Hands out a document's prose as passages: zones of prose only, without chrome and without what
// `earlier` claimed as a whole (posts, bylines, datelines, notices). An article is one passage; of
// a larger text each is about a megabyte, so that what is remembered of its words has a limit. The
// document outlives the reader and its passages.
class PassageReader {
 public:
  PassageReader(const Document& document, const std::vector<Mention>& earlier);
  // The next passage, in place of what `passage` held. False: there is no more.
  bool Next(Passage& passage);

 private:
  void AddZone(Passage& passage);

  const Document& document_;
  std::vector<TextSpan> claimed_;  // Sorted, without overlaps.
  std::size_t next_claimed_ = 0;
  std::size_t next_zone_ = 0;
  std::uint32_t at_ = 0;     // Where the rest of the next zone begins.
  std::uint32_t taken_ = 0;  // Bytes of the passage in the making.
};

}  // namespace ibid::detect
