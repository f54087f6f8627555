#pragma once

#include <vector>

#include "detect/attributions/attribution_finder.h"
#include "detect/attributions/attribution_passage.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Appends the quotes of the prose that somebody is made to say: those inside the content of an
// attribution, with its source as the speaker, and floating ones, which fill their paragraph right
// behind a paragraph whose last words were a quote, and go on with its speaker. Words at arm's
// length and names of works are no quotes. Linear.
void FindQuotes(const Document& document, const Passage& passage, const std::vector<Draft>& drafts,
                std::vector<Mention>& out);

}  // namespace ibid::detect
