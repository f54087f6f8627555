#include "resolve/pages/note_page.h"

#include <cmath>
#include <string>

#include "resolve/quotes/shingles.h"

namespace ibid::resolve {
namespace {

constexpr double kWorthNoting = 0.3;  // Less is a quote or two.
constexpr std::size_t kEnough = 30;   // Shingles of the article.

void NoteOverlap(Inquiry& inquiry, const Page& page) {
  const Shingles& article = inquiry.options().article_text;
  if (article.size() < kEnough) {
    return;
  }
  const Shingles there(RunningText(page.text));
  const double of_article = article.PartIn(there);
  if (of_article < kWorthNoting) {
    return;
  }
  inquiry.out.overlap = Overlap{of_article, there.PartIn(article)};
  inquiry.Say(std::to_string(std::lround(of_article * 100)) +
              " % of the article's own text stands in it");
}

}  // namespace

void NotePage(Inquiry& inquiry, const Chain& chain) {
  const bool shown = chain.end == Chain::End::kAnswered && chain.last != nullptr &&
                     chain.last->status == 200 && chain.page.readable;
  if (!shown) {
    return;
  }
  if (!inquiry.options().quotes.empty()) {
    inquiry.page = {chain.final_url, chain.page.text, chain.page.document.text, chain.last->id};
  }
  NoteOverlap(inquiry, chain.page);
}

}  // namespace ibid::resolve
