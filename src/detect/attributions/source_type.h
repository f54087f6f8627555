#pragma once

#include "detect/attributions/attribution_passage.h"
#include "detect/attributions/source_span.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

struct SourceKind {
  SourceType type = SourceType::kNone;
  bool named = false;
};

// What sort of source a phrase names, by its head, its class words and the outlet tables.
SourceKind KindOf(const Passage& passage, const SourceFind& source);

}  // namespace ibid::detect
