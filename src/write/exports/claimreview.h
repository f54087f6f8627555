#pragma once

#include <string>

#include "write/exports/json_array.h"
#include "write/write.h"

namespace ibid::write {

// What articles attribute to somebody as Claims of schema.org (JSON-LD), each ready to be the
// itemReviewed of a ClaimReview: its words, who said it, where it appears, and where it appeared
// first if that was found. Nothing is judged: there is no rating, and no ClaimReview, which only a
// reviewer can make. Taken are attributions that assert something, and the words of posts.
class Claimreview : public Export {
 public:
  std::string Begin() override { return items_.Begin(); }
  std::string Add(const Article& article, const CitationGraph& graph) override;
  std::string End() override { return items_.End(); }

 private:
  JsonArray items_{R"({"@context":{"@vocab":"https://schema.org/"},"@graph":)", "}"};
};

}  // namespace ibid::write
