#include "refer/refer.h"

#include "refer/coreference.h"
#include "refer/references.h"

namespace ibid::refer {

std::vector<Reference> Refer(const Document& document, std::vector<Mention>& mentions) {
  NameSources(document, mentions);
  return CollectReferences(document, mentions);
}

}  // namespace ibid::refer
