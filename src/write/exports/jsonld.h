#pragma once

#include <string>

#include "write/exports/json_array.h"
#include "write/write.h"

namespace ibid::write {

// Articles with their graphs as JSON-LD 1.1, one item a line in "@graph": nodes with the terms of
// schema.org, what an article does with a source also with those of CiTO, each edge once more as an
// item of its own with its reasons, each mention as a Web Annotation (TextQuoteSelector,
// TextPositionSelector), each exchange as an activity of PROV-O.
class Jsonld : public Export {
 public:
  Jsonld();
  std::string Begin() override { return items_.Begin(); }
  std::string Add(const Article& article, const CitationGraph& graph) override;
  std::string End() override { return items_.End(); }

 private:
  JsonArray items_;
};

}  // namespace ibid::write
