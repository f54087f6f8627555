#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/attributions/quotes.h"
#include "detect/sentences.h"
#include "detect/tokens.h"

// The grammar of sources: which noun phrase beside a cue is the one that is made to speak. Finite
// state over word classes and capitals; no parse tree, no look further than the sentence.
namespace ibid::detect {

enum class SourceForm : std::uint8_t { kName, kCommonNoun, kPronoun, kRelative };

struct SourceFind {
  TokenRange at;    // The whole phrase, with titles, prepositional attributes and appositions.
  TokenRange head;  // The name, or the head noun.
  TokenRange description;  // An apposition or what goes before the name; may be empty.
  SourceForm form = SourceForm::kName;
  bool clean = true;     // What stands left of it begins a clause.
  bool several = false;  // "Bell and other officials": joined by a conjunction.
};

// The sentence as the grammar sees it. Views: all outlive the call.
struct SentenceView {
  const std::vector<Token>& tokens;
  TokenRange at;
  const std::vector<std::int32_t>& quote_of;   // Index of the quote that holds a token, or -1.
  const std::vector<std::int32_t>& outlet_of;  // Index of the outlet name that holds it, or -1.

  bool Inside(std::uint32_t i) const { return i >= at.begin && i < at.end; }
};

// The subject that ends before `end`: "a spokesman for X, Col. Y, | said". Skips adjuncts between
// the subject and the cue ("at a meeting last spring").
std::optional<SourceFind> SourceBefore(const SentenceView& sentence, std::uint32_t end);
// The phrase that begins at `begin`: "said | X, the minister".
std::optional<SourceFind> SourceAfter(const SentenceView& sentence, std::uint32_t begin);

// The base noun phrase (determiner to head, no prepositions) that ends before `end`, or empty.
TokenRange BaseBefore(const SentenceView& sentence, std::uint32_t end);
TokenRange BaseAfter(const SentenceView& sentence, std::uint32_t begin);
// "MP", "CEOs": written in capitals, and no name.
bool IsRank(const Token& t);
// The name or head noun in a base noun phrase.
TokenRange HeadOf(const SentenceView& sentence, TokenRange base);

}  // namespace ibid::detect
