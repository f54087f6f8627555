#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Identifiers of works: DOI (ISO 26324, the DOI Handbook's "10." prefix and suffix), arXiv (both
// schemes of arxiv.org/help/arxiv_identifier), ISBN with a right check digit (ISO 2108), PubMed,
// documents of the United Nations ("S/RES/2254 (2015)"), US federal dockets ("1:15-cv-01234").
void FindIdentifiers(const Document& document, std::vector<Mention>& out);

}  // namespace ibid::detect
