#include "read/pdf_paragraphs.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::int32_t kIndentPercent = 80;  // Of the size: a line begins further right.
constexpr std::int32_t kIndentMax = 4;       // Sizes: a line that begins later is no indented one.
constexpr std::int32_t kSlackPercent = 50;   // Of the size: room that justification leaves.
constexpr std::int32_t kSpacePercent = 25;   // Of the size: a space.
constexpr std::int32_t kGapPercent = 130;    // Of the leading: more is a gap.
static_assert(std::int64_t{2} * pdf::kPlaceMax * kGapPercent <= INT32_MAX);
constexpr std::size_t kIndentsOfAStyle = 3;  // So many indented lines: this is how it is set.

bool BeginsItem(std::string_view word) {
  for (const std::string_view mark : {"•", "◦", "▪", "‣", "●", "–", "-", "*"}) {
    if (word == mark) {
      return true;
    }
  }
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  return digits > 0 && digits <= 2 && (word.substr(digits) == "." || word.substr(digits) == ")");
}

bool EndsSentence(std::string_view word) {
  for (const std::string_view mark : {"”", "’", "\"", "'", ")", "»"}) {
    if (word.ends_with(mark)) {
      word.remove_suffix(mark.size());
      break;
    }
  }
  return word.ends_with('.') || word.ends_with('!') || word.ends_with('?') || word.ends_with("…") ||
         word.ends_with(':');
}

// Lines that stand below one another: a column, or a part of one.
struct Run {
  std::int32_t left = 0;  // Of the lines that have the size of most.
  std::int32_t right = 0;
  std::size_t lines = 0;
};

class Builder {
 public:
  Builder(const pdf::Contents& contents, const std::vector<PdfLine>& lines, std::int32_t body_size)
      : contents_(contents), lines_(lines), body_size_(body_size) {}

  std::vector<PdfParagraph> Build() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].is_furniture()) {
        order_.push_back(i);
      }
    }
    FindRuns();
    FindLeadings();
    CountIndents();
    std::vector<PdfParagraph> out;
    for (std::size_t n = 0; n < order_.size(); ++n) {
      const PdfLine& line = lines_[order_[n]];
      if (n == 0 || Breaks(n)) {
        out.push_back({{}, line.size, line.bold, BeginsItem(FirstWord(line).text)});
      }
      out.back().lines.push_back(order_[n]);
    }
    return out;
  }

 private:
  const PdfLine& Line(std::size_t n) const { return lines_[order_[n]]; }
  const pdf::Word& FirstWord(const PdfLine& line) const {
    return contents_.pages[line.page].words[line.first];
  }
  const pdf::Word& LastWord(const PdfLine& line) const {
    return contents_.pages[line.page].words[line.end - 1];
  }

  static bool Below(const PdfLine& above, const PdfLine& line) {
    return above.page == line.page && line.at.top > above.at.top + above.size / 4 &&
           line.at.left < above.at.right && above.at.left < line.at.right;
  }

  void FindRuns() {
    run_of_.resize(order_.size());
    for (std::size_t n = 0; n < order_.size(); ++n) {
      if (n == 0 || !Below(Line(n - 1), Line(n))) {
        runs_.emplace_back();
      }
      run_of_[n] = runs_.size() - 1;
      Run& run = runs_.back();
      if (SameSize(Line(n).size, body_size_)) {
        const std::int32_t left = Line(n).at.left;
        run.left = run.lines == 0 ? left : std::min(run.left, left);
        ++run.lines;
      }
    }
    for (std::size_t n = 0; n < order_.size(); ++n) {
      Run& run = runs_[run_of_[n]];
      // Not what is centred over the column and may reach beyond it.
      if (SameSize(Line(n).size, body_size_) &&
          Line(n).at.left - run.left <= kIndentMax * body_size_) {
        run.right = std::max(run.right, Line(n).at.right);
      }
    }
  }

  // From line to line within paragraphs, for each size: the advance that a fifth of the pairs
  // keep below, since larger ones are gaps.
  void FindLeadings() {
    std::map<std::int32_t, std::vector<std::int32_t>> advances;
    for (std::size_t n = 1; n < order_.size(); ++n) {
      if (run_of_[n] == run_of_[n - 1] && Line(n).size == Line(n - 1).size) {
        advances[Line(n).size].push_back(Line(n).at.top - Line(n - 1).at.top);
      }
    }
    for (auto& [size, all] : advances) {
      const auto fifth = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 5);
      std::nth_element(all.begin(), fifth, all.end());
      leadings_[size] = *fifth * 10 <= size * 19 ? *fifth : size * 13 / 10;
    }
  }

  std::int32_t Leading(std::int32_t size) const {
    const auto found = leadings_.find(size);
    return found == leadings_.end() ? size * 13 / 10 : found->second;
  }

  void CountIndents() {
    std::size_t indents = 0;
    for (std::size_t n = 0; n + 1 < order_.size(); ++n) {
      const bool first = run_of_[n + 1] == run_of_[n] && IsIndented(n) && !IsIndented(n + 1);
      indents += first ? 1 : 0;
    }
    indents_ = indents >= kIndentsOfAStyle;
  }

  // Against the column's left edge.
  bool IsIndented(std::size_t n) const {
    const Run& run = runs_[run_of_[n]];
    return run.lines > 1 && SameSize(Line(n).size, body_size_) &&
           (Line(n).at.left - run.left) * 100 > Line(n).size * kIndentPercent;
  }

  // The next word would have fitted into the line: somebody ended it.
  bool EndsEarly(std::size_t n, const pdf::Word& next) const {
    const PdfLine& line = Line(n);
    if (line.size > body_size_ && !SameSize(line.size, body_size_)) {
      return false;
    }
    const std::int32_t needs = next.at.width() + line.size * (kSpacePercent + kSlackPercent) / 100;
    return line.at.right + needs < runs_[run_of_[n]].right;
  }

  // Before line n.
  bool Breaks(std::size_t n) const {
    const PdfLine& above = Line(n - 1);
    const PdfLine& line = Line(n);
    if (!SameSize(above.size, line.size) || above.bold != line.bold ||
        BeginsItem(FirstWord(line).text)) {
      return true;
    }
    if (run_of_[n] != run_of_[n - 1]) {
      return BreaksBetweenRuns(n);
    }
    if ((line.at.top - above.at.top) * 100 > Leading(line.size) * kGapPercent) {
      return true;
    }
    const bool centred =
        std::abs((line.at.left + line.at.right) - (above.at.left + above.at.right)) < line.size;
    const bool moved_in = (line.at.left - above.at.left) * 100 > line.size * kIndentPercent;
    if (moved_in && !centred && !BeginsItem(FirstWord(above).text)) {
      return true;
    }
    return EndsEarly(n - 1, FirstWord(line));
  }

  bool BreaksBetweenRuns(std::size_t n) const {
    const PdfLine& above = Line(n - 1);
    const PdfLine& line = Line(n);
    const bool beside =
        above.page == line.page && line.at.top < above.at.bottom && line.at.bottom > above.at.top;
    if (beside) {
      return line.at.left < above.at.right || line.at.left - above.at.right > 3 * line.size;
    }
    const bool goes_on = above.page != line.page || line.at.top < above.at.top;
    if (!goes_on || IsIndented(n) || EndsEarly(n - 1, FirstWord(line))) {
      return true;
    }
    if (indents_ || !EndsSentence(LastWord(above).text)) {
      return false;
    }
    return !text::IsLetter(text::DecodeAt(FirstWord(line).text, 0).code) ||
           text::IsUpper(text::DecodeAt(FirstWord(line).text, 0).code);
  }

  const pdf::Contents& contents_;
  const std::vector<PdfLine>& lines_;
  std::int32_t body_size_;
  std::vector<std::size_t> order_;  // Numbers of the lines outside furniture.
  std::vector<std::size_t> run_of_;
  std::vector<Run> runs_;
  std::map<std::int32_t, std::int32_t> leadings_;
  bool indents_ = false;
};

}  // namespace

std::vector<PdfParagraph> PdfParagraphs(const pdf::Contents& contents,
                                        const std::vector<PdfLine>& lines, std::int32_t body_size) {
  return Builder(contents, lines, body_size).Build();
}

}  // namespace ibid::read
