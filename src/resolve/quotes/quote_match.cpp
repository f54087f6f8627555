#include "resolve/quotes/quote_match.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "resolve/quotes/quote_items.h"
#include "text/utf8.h"

namespace ibid::resolve {

namespace {

using Kind = QuoteItem::Kind;

constexpr std::size_t kTextWordsMax = 40'000;
constexpr std::size_t kItemsMax = 300;
constexpr std::size_t kWordsMin = 3;
constexpr std::int32_t kUnknown = -1;

// Costs of the alignment. An edit is one word changed, left out or added; what an ellipsis leaves
// out, and what words in brackets stand for, costs little, so that it is not endless.
constexpr int kEdit = 400;
constexpr int kGapWord = 2;
constexpr int kInsertWord = 45;

// What of a quote's words must be there for it to be that quote, changed.
constexpr double kLikenessMin = 0.5;
constexpr double kKnownMin = 0.4;    // Of its words, anywhere in the text; less is not looked at.
constexpr double kSourceOnly = 0.5;  // How much a word that only the source has counts.

enum class Step : std::uint8_t { kNone, kBoth, kReplaced, kQuoted, kSource, kSkipped, kPassed };

}  // namespace

bool IsLongEnough(std::string_view quote) {
  return QuoteWords(quote, kWordsMin).size() == kWordsMin;
}

QuotedText::QuotedText(std::string text)
    : text_(std::move(text)), words_(QuoteWords(text_, kTextWordsMax)) {
  for (const QuoteWord& word : words_) {
    const auto [known, is_new] =
        known_.try_emplace(word.folded, static_cast<std::int32_t>(counts_.size()));
    if (is_new) {
      counts_.push_back(0);
    }
    ++counts_[static_cast<std::size_t>(known->second)];
    ids_.push_back(known->second);
  }
}

// What stands often says little, in any language.
double QuotedText::WeightOf(std::int32_t word) const {
  return word == kUnknown
             ? 1
             : 1 / (1 + std::log2(static_cast<double>(counts_[static_cast<std::size_t>(word)])));
}

// The best place of one quote (Sellers 1980): rows are the quote's items, columns the text's words;
// the first row is free, so that a place may begin anywhere, and the least cost of the last row is
// where it ends.
class QuoteAlignment {
 public:
  QuoteAlignment(const QuotedText& text, std::string_view quote)
      : text_(text), items_(QuoteItems(quote, kItemsMax)) {
    for (const QuoteItem& item : items_) {
      const auto known = text.known_.find(item.folded);
      ids_.push_back(item.kind == Kind::kWord && known != text.known_.end() ? known->second
                                                                            : kUnknown);
    }
  }

  QuoteMatch Run() {
    QuoteMatch match;
    if (!MayBeThere()) {
      return match;
    }
    FindPlace();
    Trace();
    double both = 0;
    double lost = 0;
    bool changed = false;
    for (const Taken& taken : taken_) {
      const double quoted = taken.item == kNone ? 0 : text_.WeightOf(ids_[taken.item]);
      const double source = taken.word == kNone ? 0 : text_.WeightOf(text_.ids_[taken.word]);
      const bool fits = taken.step == Step::kBoth;
      both += fits ? source : 0;
      if (taken.step == Step::kReplaced || taken.step == Step::kQuoted) {
        lost += quoted;
      } else if (taken.step == Step::kSource) {
        lost += kSourceOnly * source;
      }
      changed = changed || !(fits || taken.step == Step::kSkipped || taken.step == Step::kPassed);
    }
    match.likeness = both > 0 ? both / (both + lost) : 0;
    if (!changed && both > 0) {
      match.fit = QuoteFit::kVerbatim;
    } else if (match.likeness >= kLikenessMin && Matched() >= 2) {
      match.fit = QuoteFit::kChanged;
      match.difference = Difference();
    }
    return match;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Taken {
    Step step = Step::kNone;
    std::size_t item = kNone;
    std::size_t word = kNone;
  };

  bool Fits(std::size_t item, std::size_t word) const {
    return items_[item].kind == Kind::kPrefix
               ? text_.words_[word].folded.starts_with(items_[item].folded)
               : ids_[item] == text_.ids_[word];
  }
  bool IsWord(std::size_t item) const {
    return items_[item].kind == Kind::kWord || items_[item].kind == Kind::kPrefix;
  }
  int PassCost(std::size_t item) const {
    return items_[item].kind == Kind::kGap ? kGapWord : kInsertWord;
  }

  bool MayBeThere() const {
    std::size_t words = 0;
    std::size_t known = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      words += IsWord(i) ? 1U : 0U;
      known += ids_[i] != kUnknown || items_[i].kind == Kind::kPrefix ? 1U : 0U;
    }
    return words > 0 && !text_.ids_.empty() &&
           static_cast<double>(known) >= kKnownMin * static_cast<double>(words);
  }

  // Two rows of costs, each with where its place began.
  void FindPlace() {
    struct Cell {
      int cost = 0;
      std::uint32_t begin = 0;
    };
    const std::size_t columns = text_.ids_.size() + 1;
    std::vector<Cell> above(columns);
    std::vector<Cell> row(columns);
    for (std::size_t j = 0; j < columns; ++j) {
      above[j].begin = static_cast<std::uint32_t>(j);
    }
    const auto better = [](Cell& best, Cell other, int cost) {
      if (other.cost + cost < best.cost) {
        best = {other.cost + cost, other.begin};
      }
    };
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const bool is_word = IsWord(i);
      row[0] = {above[0].cost + (is_word ? kEdit : 0), 0};
      for (std::size_t j = 1; j < columns; ++j) {
        // Of two ways of one cost a word in another's place is the likelier.
        Cell best = above[j];
        if (is_word) {
          best = {above[j - 1].cost + (Fits(i, j - 1) ? 0 : kEdit), above[j - 1].begin};
          better(best, above[j], kEdit);
          better(best, row[j - 1], kEdit);
        } else {
          better(best, row[j - 1], PassCost(i));
        }
        row[j] = best;
      }
      std::swap(row, above);
    }
    auto end = std::min_element(above.begin(), above.end(),
                                [](const Cell& a, const Cell& b) { return a.cost < b.cost; });
    if (end + 1 != above.end() && end[1].cost == end->cost && end[1].begin == end->begin) {
      ++end;  // The last word stands in another's place.
    }
    begin_ = end->begin;
    end_ = static_cast<std::size_t>(end - above.begin());
  }

  // The same within the place, with the steps kept, and back from its end.
  void Trace() {
    const std::size_t columns = end_ - begin_ + 1;
    std::vector<Step> steps(columns * (items_.size() + 1), Step::kNone);
    std::vector<int> above(columns);
    std::vector<int> row(columns);
    for (std::size_t j = 1; j < columns; ++j) {
      above[j] = static_cast<int>(j) * kEdit;
      steps[j] = Step::kSource;
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const bool is_word = IsWord(i);
      for (std::size_t j = 0; j < columns; ++j) {
        Step& step = steps[(i + 1) * columns + j];
        int best = above[j] + (is_word ? kEdit : 0);
        step = is_word ? Step::kQuoted : Step::kPassed;
        const auto consider = [&](int cost, Step how) {
          if (cost < best || (cost == best && (how == Step::kBoth || how == Step::kReplaced))) {
            best = cost;
            step = how;
          }
        };
        if (j > 0 && is_word) {
          const bool fits = Fits(i, begin_ + j - 1);
          consider(above[j - 1] + (fits ? 0 : kEdit), fits ? Step::kBoth : Step::kReplaced);
          consider(row[j - 1] + kEdit, Step::kSource);
        } else if (j > 0) {
          consider(row[j - 1] + PassCost(i), Step::kSkipped);
        }
        row[j] = best;
      }
      std::swap(row, above);
    }
    std::size_t i = items_.size();
    std::size_t j = columns - 1;
    while (i > 0 || j > 0) {
      const Step step = steps[i * columns + j];
      const bool takes_item = step != Step::kSource && step != Step::kSkipped;
      const bool takes_word = step != Step::kQuoted && step != Step::kPassed;
      i -= takes_item ? 1 : 0;
      j -= takes_word ? 1 : 0;
      taken_.push_back({step, takes_item ? i : kNone, takes_word ? begin_ + j : kNone});
    }
    std::reverse(taken_.begin(), taken_.end());
  }

  std::size_t Matched() const {
    return static_cast<std::size_t>(
        std::count_if(taken_.begin(), taken_.end(),
                      [](const Taken& taken) { return taken.step == Step::kBoth; }));
  }

  std::string Source(std::size_t first, std::size_t last) const {
    const std::uint32_t begin = text_.words_[first].begin;
    return text::FoldSpace(
        std::string_view(text_.text_).substr(begin, text_.words_[last].end - begin));
  }

  std::vector<DiffStep> Difference() const {
    std::vector<DiffStep> steps;
    std::size_t same_from = kNone;
    std::size_t same_to = kNone;
    bool open = false;  // The last step has a change already.
    const auto end_same = [&] {
      if (same_from == kNone) {
        return;
      }
      if (steps.empty() || open) {
        steps.emplace_back();
        open = false;
      }
      std::string& same = steps.back().same;
      same += (same.empty() ? "" : " … ") + Source(same_from, same_to);
      same_from = kNone;
    };
    const auto add = [](std::string& to, const std::string& word) {
      to += (to.empty() ? "" : " ") + word;
    };
    for (const Taken& taken : taken_) {
      if (taken.step == Step::kBoth) {
        same_from = same_from == kNone ? taken.word : same_from;
        same_to = taken.word;
        continue;
      }
      if (taken.step == Step::kPassed) {
        continue;
      }
      end_same();
      if (taken.step == Step::kSkipped) {
        continue;
      }
      if (steps.empty()) {
        steps.emplace_back();
      }
      open = true;
      if (taken.item != kNone) {
        add(steps.back().quoted, items_[taken.item].written);
      }
      if (taken.word != kNone) {
        add(steps.back().source, Source(taken.word, taken.word));
      }
    }
    end_same();
    return steps;
  }

  const QuotedText& text_;
  std::vector<QuoteItem> items_;
  std::vector<std::int32_t> ids_;  // Of items_; kUnknown where the text has no such word.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::vector<Taken> taken_;
};

QuoteMatch QuotedText::Find(std::string_view quote) const {
  return QuoteAlignment(*this, quote).Run();
}

}  // namespace ibid::resolve
