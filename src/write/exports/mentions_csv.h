#pragma once

#include <string>

#include "write/write.h"

namespace ibid::write {

// One row (CSV, see csv.h) for each mention that is not in chrome: where it stands, who is its
// source, what is quoted, what it refers to and what became of that. One line of names stands
// first, however many articles follow.
class MentionsCsv : public Export {
 public:
  std::string Begin() override;
  std::string Add(const Article& article, const CitationGraph& graph) override;
};

}  // namespace ibid::write
