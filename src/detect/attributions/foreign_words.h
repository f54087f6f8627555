#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/attributions/attribution_passage.h"
#include "detect/language.h"

namespace ibid::detect {

using ForeignClasses = std::uint32_t;

// One bit per class of data/foreign_words.tsv, in the order of its comment.
enum ForeignClass : ForeignClasses {
  kFVerb = 1U << 0U,
  kFParticiple = 1U << 1U,
  kFAux = 1U << 2U,
  kFSplit = 1U << 3U,  // The verb of a row "teilte mit".
  kFPrefix = 1U << 4U,
  kFSuffix = 1U << 5U,
  kFSo = 1U << 6U,
  kFAs = 1U << 7U,
  kFThat = 1U << 8U,
  kFDet = 1U << 9U,
  kFPronoun = 1U << 10U,
  kFLink = 1U << 11U,
  kFPrep = 1U << 12U,
  kFAdverb = 1U << 13U,
  kFConj = 1U << 14U,
  kFNot = 1U << 15U,
  kFRole = 1U << 16U,
  kFBody = 1U << 17U,
  kFDocument = 1U << 18U,
  kFFinal = 1U << 19U,   // A verb that stands at the end of its clause: "wie X mitteilte".
  kFTime = 1U << 20U,    // A noun that makes an adverbial with a preposition: "am Montag".
  kFClitic = 1U << 21U,  // A French verb or auxiliary with its subject: "dit-il", "a-t-elle".
};

// A token as its language has it.
struct ForeignWord {
  std::string lower;  // Apostrophes straight, without an elided article before it ("l'").
  ForeignClasses classes = 0;
  bool capital = false;      // Of what stands behind the elision.
  std::uint32_t elided = 0;  // Bytes of "l'", "qu'" at the token's beginning.
  std::uint32_t clitic = 0;  // Bytes of "il" at its end, for kFClitic.

  bool Is(ForeignClasses any) const { return (classes & any) != 0; }
};

// The words of the passage's tokens, one for each.
std::vector<ForeignWord> ReadForeignWords(Language language, const Passage& passage);

// The prefix ("nach Angaben", "d'après") that begins at token `i`: how many tokens it has, or 0.
std::uint32_t ForeignPrefixAt(Language language, const std::vector<ForeignWord>& words,
                              std::uint32_t i, std::uint32_t end);

// Whether `particle` belongs to the split verb: "teilte", "mit".
bool IsForeignParticle(Language language, std::string_view verb, std::string_view particle);

}  // namespace ibid::detect
