#pragma once

#include <string>

#include "write/exports/cited_work.h"
#include "write/write.h"

namespace ibid::write {

// The works that articles lean on as Robust Links (https://robustlinks.mementoweb.org/spec/): an
// HTML list to paste, each link with the address that was archived, or its own (data-originalurl),
// the archived copy (data-versionurl) and the date that is meant (data-versiondate): the copy's,
// else the article's. What is dead links to its copy. Works without an address, or with neither
// date, are left out.
class RobustLinks : public Export {
 public:
  std::string Begin() override { return "<ul class=\"robust-links\">\n"; }
  std::string Add(const Article& article, const CitationGraph& graph) override;
  std::string End() override { return "</ul>\n"; }

 private:
  CitedWorks works_;
};

}  // namespace ibid::write
