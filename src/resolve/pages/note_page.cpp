#include "resolve/pages/note_page.h"

#include <cmath>
#include <string>

#include "resolve/quotes/shingles.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr double kWorthNoting = 0.3;  // Less is a quote or two.
constexpr std::size_t kEnough = 30;   // Shingles of the article.
constexpr std::size_t kLinksCompared = 1000;

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

// A link in the page's own words, not in what surrounds them: "read more", lists of other stories.
bool StandsInText(const Document& document, Markup::Index link) {
  const TextSpan at = document.markup.At(link);
  const Zone* zone = at.empty() ? nullptr : document.ZoneAt(at.begin);
  return zone != nullptr && !zone->chrome;
}

// Circular sourcing: the article leans on a page that leans on the article. A site's own pages link
// each other for other reasons.
void NoteLinkBack(Inquiry& inquiry, const Chain& chain) {
  const auto article = url::Url::Parse(inquiry.options().article_url);
  const auto page = url::Url::Parse(chain.final_url);
  if (!article || !page || url::SameSite(article->host(), page->host())) {
    return;
  }
  const std::string key = url::IdentityKey(*article);
  const Document& document = chain.page.document;
  std::size_t compared = 0;
  for (Markup::Index i = 0; i < document.markup.size() && compared < kLinksCompared; ++i) {
    const auto href = document.markup.Get(i, "href");
    if (document.markup.Name(i) != "a" || !href || href->find("//") == std::string_view::npos) {
      continue;  // What is relative leads to the page's own site.
    }
    const auto link = page->Resolve(*href);
    if (!link || !url::SameSite(link->host(), article->host())) {
      continue;
    }
    ++compared;
    if (url::IdentityKey(*link) == key && StandsInText(document, i)) {
      inquiry.out.links_back = std::string(*href);
      inquiry.Say("it links back to the article in its text: each may rest on the other");
      return;
    }
  }
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
  NoteLinkBack(inquiry, chain);
}

}  // namespace ibid::resolve
