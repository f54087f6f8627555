#pragma once

#include <vector>

#include "detect/language.h"
#include "detect/mention_limit.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Attributions of German, French and Spanish text, a first version: quotes and clauses with a verb
// of saying before, behind or between ("..., sagte X", "X a déclaré que ..."), phrases that name a
// source ("laut X", "selon X", "según X", "nach Angaben von X", "X zufolge", "wie X mitteilte"),
// and the quotes that belong to them. Not read: nouns as cues ("die Aussage, dass"), reported
// questions, beliefs, passives, addressees, dates, sources behind sources, speech without any such
// word. `others`: as in FindAttributions(). REQUIRES: one of the three languages. Linear: every
// look has a named limit.
void FindForeignAttributions(const Document& document, Language language,
                             const std::vector<Mention>& earlier, const MentionPlaces& others,
                             std::vector<Mention>& out);

}  // namespace ibid::detect
