#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/attributions/attribution_passage.h"
#include "detect/attributions/source_span.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// An attribution in the making, in tokens.
struct Draft {
  std::optional<SourceFind> source;
  bool inherited = false;  // The source is that of the clause before ("..., adding that").
  TokenRange cue;
  const Cue* entry = nullptr;
  std::vector<TokenRange> content;
  TokenRange addressee;
  std::uint32_t sentence = 0;  // Index into Passage::sentences.
  bool nested = false;
  bool evidential = false;  // Hearsay: the sentence names no source.
  std::string_view rule;    // Of the program's life time.
  double confidence = 0;
};

// The attributions of one paragraph, in text order. Linear in the paragraph: every look left or
// right of a cue has a named limit.
void FindDrafts(const Passage& passage, const Passage::Paragraph& paragraph,
                std::vector<Draft>& out, std::vector<Rejection>* rejections = nullptr);

// ---- attribution_content.cpp --------------------------------------------------------------------
// Where a clause that begins at `begin` ends: before the next attribution of the sentence, before
// the full stop.
TokenRange ClauseFrom(const Passage& passage, TokenRange sentence, std::uint32_t begin);
// What a source and cue at [begin, end) behind their content refer back to: the quote that closes
// there, or the sentence up to there. Empty where nothing precedes.
TokenRange ContentBefore(const Passage& passage, TokenRange sentence, std::uint32_t begin);
// The quote that goes on behind a cue at the end of its sentence, or empty.
TokenRange QuoteAfter(const Passage& passage, const Passage::Paragraph& paragraph,
                      std::uint32_t end);

// A quote that runs over several paragraphs is content as a whole, wherever its speaker is named.
void JoinParagraphs(const Passage& passage, std::vector<Draft>& drafts);

// ---- attribution_describe.cpp -------------------------------------------------------------------
Mention Describe(const Document& document, const Passage& passage, const Draft& draft);

}  // namespace ibid::detect
