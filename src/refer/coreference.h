#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::refer {

// Says of every attribution whom it makes speak: fills in refers.name, refers.rule and, where
// several are possible, refers.candidates. A sieve, surest rule first: the name itself; an acronym
// that the text spells out; a surname or a title with it; an outlet's short form; "the ministry";
// a pronoun. Nothing is looked for more than three paragraphs back, except names. Mentions of the
// other kinds are left alone.
void NameSources(const Document& document, std::vector<Mention>& mentions);

}  // namespace ibid::refer
