#pragma once

#include <string>

#include "write/exports/cited_work.h"
#include "write/exports/json_array.h"
#include "write/write.h"

namespace ibid::write {

// The works that articles lean on as CSL-JSON (https://citeproc-js.readthedocs.io, "CSL-JSON";
// types of CSL 1.0.2), for citeproc, pandoc, Zotero. Ids are the keys of the BibTeX export.
class CslJson : public Export {
 public:
  std::string Begin() override { return items_.Begin(); }
  std::string Add(const Article& article, const CitationGraph& graph) override;
  std::string End() override { return items_.End(); }

 private:
  CitedWorks works_;
  JsonArray items_{"", ""};
};

}  // namespace ibid::write
