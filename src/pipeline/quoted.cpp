#include "pipeline/quoted.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "text/utf8.h"

namespace ibid::pipeline {
namespace {

constexpr std::size_t kLinksEach = 3;    // Of one paragraph.
constexpr std::size_t kQuotesMax = 500;  // Of an article.
constexpr std::size_t kWordsBytesMax = 4000;

bool IsWork(ReferenceKind kind) {
  return kind == ReferenceKind::kStory || kind == ReferenceKind::kUrl ||
         kind == ReferenceKind::kShortUrl || kind == ReferenceKind::kPost ||
         kind == ReferenceKind::kDocument;
}

class QuoteCollector {
 public:
  explicit QuoteCollector(const Article& article) : article_(article) {
    for (const Reference& reference : article.references) {
      kinds_.emplace(reference.id, reference.kind);
    }
    for (const Mention& mention : article.mentions) {
      const bool links = mention.kind == MentionKind::kLink ||
                         mention.kind == MentionKind::kShortLink ||
                         mention.kind == MentionKind::kIdentifier;
      if (links && !mention.chrome && Refers(mention)) {
        links_.push_back(&mention);
      }
    }
  }

  std::vector<resolve::Quoted> Run() && {
    for (const Mention& mention : article_.mentions) {
      if (mention.kind == MentionKind::kQuote && !mention.chrome && out_.size() < kQuotesMax) {
        Take(mention);
      }
    }
    return std::move(out_);
  }

 private:
  bool Refers(const Mention& mention) const {
    const auto kind = kinds_.find(mention.refers.reference);
    return kind != kinds_.end() && IsWork(kind->second);
  }

  void Take(const Mention& quote) {
    if (Refers(quote)) {
      Add(quote, quote.refers.reference, true);
    }
    const Zone* zone = article_.document.ZoneAt(quote.at.begin);
    if (zone == nullptr) {
      return;
    }
    std::size_t taken = 0;
    const auto first = std::lower_bound(
        links_.begin(), links_.end(), zone->at.begin,
        [](const Mention* link, std::uint32_t begin) { return link->at.begin < begin; });
    for (auto link = first; link != links_.end() && (*link)->at.begin < zone->at.end; ++link) {
      if (taken++ == kLinksEach) {
        break;
      }
      if ((*link)->refers.reference != quote.refers.reference) {
        Add(quote, (*link)->refers.reference, false);
      }
    }
  }

  void Add(const Mention& quote, const std::string& reference, bool expected) {
    const TextSpan inner = std::get<QuoteParts>(quote.parts).inner;
    if (inner.end > article_.document.text.size() || inner.begin >= inner.end ||
        inner.end - inner.begin > kWordsBytesMax) {
      return;
    }
    bool known = false;  // Those of one quote stand together at the end.
    for (auto other = out_.rbegin(); other != out_.rend() && other->mention == quote.id; ++other) {
      known = known || other->reference == reference;
    }
    if (!known) {
      out_.push_back(
          {reference, quote.id, text::FoldSpace(article_.document.Text(inner)), expected});
    }
  }

  const Article& article_;
  std::unordered_map<std::string_view, ReferenceKind> kinds_;
  std::vector<const Mention*> links_;  // To works, in text order.
  std::vector<resolve::Quoted> out_;
};

}  // namespace

std::vector<resolve::Quoted> QuotesOf(const Article& article) {
  return QuoteCollector(article).Run();
}

}  // namespace ibid::pipeline
