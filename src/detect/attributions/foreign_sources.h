#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/attributions/attribution_passage.h"
#include "detect/attributions/foreign_words.h"

// Noun phrases of German, French and Spanish that may be made to speak, by word classes and
// capitals alone.
namespace ibid::detect {

struct ForeignText {
  Language language;
  const Passage& passage;
  const std::vector<ForeignWord>& words;
};

// Spans of the text, since an elided article ("l'") is part of a token.
struct ForeignSource {
  TokenRange at;  // With appositions.
  TextSpan span;
  TextSpan head;  // The name, or the noun.
  TokenRange head_at;
  SourceType type = SourceType::kUnnamedGroup;
  bool named = false;
};

// How much a phrase must say for itself: before or behind a verb of saying any noun with its
// article will do, behind "selon" only a name, a role, a body or a document. Behind the verb "à X"
// says to whom.
enum class Beside : std::uint8_t { kBeforeVerb, kBehindVerb, kPreposition };

// Whether the token is inside somebody's words, and not in a name between quotation marks.
bool InForeignSpeech(const Passage& passage, std::uint32_t token);

// The phrase that begins at `begin` and ends before `limit`: "[sagte] | der Sprecher der Polizei".
std::optional<ForeignSource> ForeignSourceAfter(const ForeignText& text, std::uint32_t begin,
                                                std::uint32_t limit, Beside beside);
// The subject that fills [begin, end) but for adverbs and conjunctions before it, or none.
std::optional<ForeignSource> ForeignSourceIn(const ForeignText& text, TokenRange range);
// "dit-|il".
ForeignSource ForeignClitic(const ForeignText& text, std::uint32_t token);

}  // namespace ibid::detect
