#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Identifiers of works: DOI (ISO 26324, the DOI Handbook's "10." prefix and suffix), arXiv (both
// schemes of arxiv.org/help/arxiv_identifier), ISBN and ISSN with a right check digit (ISO 2108,
// ISO 3297), PubMed and PubMed Central, RFC, CVE. And of law: dockets of US courts
// ("1:15-cv-01234", "No. 22-451"), cases of the EU's court ("C-131/12") and of the European Court
// of Human Rights, ECLI, acts of the EU as CELEX numbers, documents and resolutions of the United
// Nations, bills, public laws and executive orders of the US. FORMATS.md lists the schemes and
// their values.
void FindIdentifiers(const Document& document, std::vector<Mention>& out);

}  // namespace ibid::detect
