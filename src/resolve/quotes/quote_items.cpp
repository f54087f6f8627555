#include "resolve/quotes/quote_items.h"

#include <algorithm>

#include "resolve/quotes/quote_words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

using Kind = QuoteItem::Kind;

constexpr std::size_t kBracketMax = 120;  // Bytes between brackets; more is no insertion.

// The length of an ellipsis at `at`: "…", "...", ". . .", with any number of dots from three; or 0.
std::size_t EllipsisAt(std::string_view text, std::size_t at) {
  constexpr std::string_view kSign = "\u2026";
  if (text.substr(at).starts_with(kSign)) {
    return kSign.size();
  }
  std::size_t dots = 0;
  std::size_t end = at;
  for (std::size_t i = at; i < text.size() && (text[i] == '.' || text[i] == ' '); ++i) {
    if (text[i] == '.') {
      ++dots;
      end = i + 1;
    } else if (i > 0 && text[i - 1] == ' ') {
      break;
    }
  }
  return dots >= 3 && text[at] == '.' ? end - at : 0;
}

bool IsWordAt(std::string_view text, std::size_t at) {
  return at < text.size() && text::IsWordChar(text::DecodeAt(text, at).code);
}

class Splitter {
 public:
  Splitter(std::string_view quote, std::size_t most) : quote_(quote), most_(most) {}

  std::vector<QuoteItem> Run() && {
    for (std::size_t at = 0; at < quote_.size() && items_.size() < most_;) {
      if (const std::size_t dots = EllipsisAt(quote_, at); dots > 0) {
        EndWords();
        Add(Kind::kGap);
        at += dots;
      } else if (quote_[at] == '[') {
        at = TakeBracket(at);
      } else {
        plain_ += quote_[at++];
      }
    }
    EndWords();
    while (!items_.empty() && items_.back().kind == Kind::kGap) {
      items_.pop_back();
    }
    items_.resize(std::min(items_.size(), most_));
    return std::move(items_);
  }

 private:
  void Add(Kind kind) {
    const bool again = !items_.empty() && items_.back().kind == kind;
    if (!again && !(items_.empty() && kind == Kind::kGap)) {
      items_.push_back({kind, "", ""});
    }
  }

  void EndWords() {
    for (QuoteWord& word : QuoteWords(plain_, most_)) {
      items_.push_back(
          {Kind::kWord, std::move(word.folded), plain_.substr(word.begin, word.end - word.begin)});
    }
    plain_.clear();
  }

  // Gives where to go on.
  std::size_t TakeBracket(std::size_t open) {
    const std::size_t close = quote_.find(']', open);
    if (close == std::string_view::npos || close - open > kBracketMax) {
      plain_ += ' ';
      return open + 1;
    }
    const std::string_view inside = text::Trim(quote_.substr(open + 1, close - open - 1));
    const bool after_word =
        !plain_.empty() && IsWordAt(plain_, text::BoundaryBefore(plain_, plain_.size() - 1));
    if (IsWordAt(quote_, close + 1) && !after_word && IsWordAt(inside, 0)) {
      plain_ += inside;  // "[T]he": the letter stands there, in another case.
    } else if (after_word && IsWordAt(inside, 0)) {
      EndWords();
      items_.back().kind = Kind::kPrefix;
    } else if (EllipsisAt(inside, 0) == inside.size() && !inside.empty()) {
      EndWords();
      Add(Kind::kGap);
    } else {
      EndWords();
      if (!text::EqualNoCase(inside, "sic")) {
        Add(Kind::kInsert);
      }
    }
    return close + 1;
  }

  std::string_view quote_;
  std::size_t most_;
  std::string plain_;
  std::vector<QuoteItem> items_;
};

}  // namespace

std::vector<QuoteItem> QuoteItems(std::string_view quote, std::size_t most) {
  return Splitter(quote, most).Run();
}

}  // namespace ibid::resolve
