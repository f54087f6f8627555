#pragma once

#include <cstdint>

// The closed classes and head nouns that the grammar of sources is made of (data/words.tsv), looked
// up once per token. Immutable after the first use; safe from several threads.

#include "detect/attributions/folded_word.h"

namespace ibid::detect {

using WordClasses = std::uint64_t;

// One bit per class; the names in words.tsv are those of kWordClassNames in source_words.cpp.
enum WordClass : WordClasses {
  kDeterminer = 1ULL << 0U,
  kPossessive = 1ULL << 1U,  // his, her, their
  kPronoun = 1ULL << 2U,     // Subjects: he, she, they, it, we, I, you
  kObjectPronoun = 1ULL << 3U,
  kPreposition = 1ULL << 4U,
  kBe = 1ULL << 5U,
  kHave = 1ULL << 6U,
  kDo = 1ULL << 7U,
  kModal = 1ULL << 8U,
  kNegation = 1ULL << 9U,
  kAdverb = 1ULL << 10U,
  kConjunction = 1ULL << 11U,
  kSubordinator = 1ULL << 12U,
  kRelative = 1ULL << 13U,  // who, which, whose
  kQuestionWord = 1ULL << 14U,
  kDay = 1ULL << 15U,             // monday, today, yesterday
  kPeriod = 1ULL << 16U,          // week, month, spring
  kPeriodModifier = 1ULL << 17U,  // last, this, next, earlier
  kMonth = 1ULL << 18U,
  kTitle = 1ULL << 19U,       // mr., president, sen.
  kPerson = 1ULL << 20U,      // official, spokesman, analyst
  kBody = 1ULL << 21U,        // company, party, campaign
  kGovernment = 1ULL << 22U,  // ministry, army, police
  kDocumentNoun = 1ULL << 23U,
  kPoll = 1ULL << 24U,
  kEvent = 1ULL << 25U,     // meeting, briefing, rally
  kQuantity = 1ULL << 26U,  // one, two, several, some
  kNationality = 1ULL << 27U,
  kState = 1ULL << 28U,  // Countries and capitals that stand for their governments.
  kVerb = 1ULL << 29U,   // Frequent verbs: no noun phrase runs over them.
  kAbbreviation = 1ULL << 30U,
  kMediaNoun = 1ULL << 31U,  // newspaper, network, agency
  kPlural = 1ULL << 32U,
  kBodyName = 1ULL << 33U,  // Kremlin, Pentagon, FBI: names of government bodies
  kGivenName = 1ULL << 34U,
  kGovernmentName = 1ULL << 35U,  // Ministry, Court: ends the name of a government body
  kDegree = 1ULL << 36U,          // senior, former, top: what stands before a head noun
  kPlainWord = 1ULL << 46U,       // Abbreviates something else, and is a word too: ill, no, sun
  kMeasure = 1ULL << 44U,         // What things go according to: plan, law
  kFigure = 1ULL << 45U,          // What companies report and nobody says: earnings, losses
  kThing = 1ULL << 37U,           // Heads that never speak: building, square, exam
  kParticle = 1ULL << 43U,        // van, de, bin: small words inside names
  kOf = 1ULL << 41U,
  kLocative = 1ULL << 42U,      // at, in, on, during: more often of the act than of the speaker
  kDepartment = 1ULL << 39U,    // What a "Secretary of ..." leads
  kPostmodifier = 1ULL << 40U,  // familiar (with), close (to): stands behind its noun
  kCorrelative = 1ULL << 47U,   // neither, both: stand before the first of several
  kThat = 1ULL << 48U,
  kApproximate = 1ULL << 49U,  // about, nearly: before a number
  kClaimNoun = 1ULL << 51U,    // claim, warning: somebody's, and then a clause
  kMediaName = 1ULL << 52U,    // Gazette, News: ends the name of an outlet
  kAside = 1ULL << 54U,        // part, contrast: ends "for his part", which stands between commas
  kAdjective = 1ULL << 53U,    // new, public: before a noun, and never who speaks
  kReflexive = 1ULL << 50U,    // himself, itself: behind a name, a part of it
  kBodySuffix = 1ULL << 38U,   // University, Inc.: ends the name of another body
};

struct Word {
  WordClasses classes = 0;
  std::uint16_t cue = 0;  // Index into Cues::At(), 0: begins no cue.
};

// The word's classes and cues. Null: not listed.
const Word* FindWord(const FoldedWord& word);

}  // namespace ibid::detect
