#include "resolve/overlap.h"

#include <cmath>
#include <string>

namespace ibid::resolve {
namespace {

constexpr double kWorthNoting = 0.3;  // Less is a quote or two.
constexpr std::size_t kEnough = 30;   // Shingles of the article.

}  // namespace

void NoteOverlap(Inquiry& inquiry, const Shingles& page) {
  const Shingles& article = inquiry.options().article_text;
  const double of_article = article.PartIn(page);
  if (article.size() < kEnough || of_article < kWorthNoting) {
    return;
  }
  inquiry.out.overlap = Overlap{of_article, page.PartIn(article)};
  inquiry.Say(std::to_string(std::lround(of_article * 100)) +
              " % of the article's own text stands in it");
}

}  // namespace ibid::resolve
