#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cache/exchange_rows.h"
#include "cache/kept.h"
#include "cache/sqlite.h"
#include "ibid/article.h"

namespace ibid::cache {

// Articles, what they cite, and what was found out about that, as rows. Writer's thread, inside its
// transaction.
class ArticleInserter {
 public:
  explicit ArticleInserter(Database& db);

  // The same article checked at the same time again replaces its row; a resolution that says what
  // the newest one of its key says already, from the same exchanges' time, is not added again.
  // False: failure().
  bool Insert(const Article& article, Instant checked_at, const Kept& kept,
              ExchangeInserter& bodies);

  // A resolution of what stands in no article that is kept (`article` none), with the exchanges
  // that it rests on where `with_evidence`.
  bool InsertResolution(std::optional<std::int64_t> article, Instant checked_at,
                        const Reference& reference, const Resolution& resolution,
                        bool with_evidence = true);

 private:
  bool InsertCitation(std::int64_t article, const Reference& reference);
  bool InsertEvidence(std::int64_t resolution, const std::vector<std::string>& exchanges);

  Database& db_;
  Statement article_;
  Statement forget_citations_;
  Statement citation_;
  Statement resolution_;
  Statement evidence_;
};

}  // namespace ibid::cache
