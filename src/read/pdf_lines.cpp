#include "read/pdf_lines.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <unordered_map>

#include "read/text_furniture.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::int32_t kMarginPercent = 11;  // Running titles and page numbers.
constexpr std::int32_t kPrintedPercent = 6;  // What browsers print.
constexpr std::int32_t kSamePlace = 400;     // Hundredths: a title that repeats stays there.
constexpr std::int32_t kGluePercent = 20;    // Of the size: no gap between words.
constexpr std::size_t kTitleCharactersMax = 200;

bool SideBySide(const pdf::Box& a, const pdf::Box& b) {
  const std::int32_t shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return shared * 2 > std::min(a.height(), b.height());
}

bool GoesOn(const pdf::Word& word, const pdf::Word& next) {
  if (!SideBySide(word.at, next.at) || next.at.left < word.at.right - word.size / 2) {
    return false;
  }
  const std::int32_t gap = next.at.left - word.at.right;
  return word.space_after || gap * 100 <= word.size * kGluePercent;
}

// Fills in what follows from the line's words.
void Measure(const std::vector<pdf::Word>& words, PdfLine& line) {
  line.at = words[line.first].at;
  line.bold = true;
  std::map<std::int32_t, std::size_t> characters;
  for (std::size_t i = line.first; i < line.end; ++i) {
    const pdf::Word& word = words[i];
    line.at.top = std::min(line.at.top, word.at.top);
    line.at.bottom = std::max(line.at.bottom, word.at.bottom);
    line.at.right = std::max(line.at.right, word.at.right);
    line.bold = line.bold && word.bold;
    characters[word.size] += word.text.size();
  }
  line.size = std::max_element(characters.begin(), characters.end(), [](auto& a, auto& b) {
                return a.second < b.second;
              })->first;
}

bool InMargin(const pdf::Page& page, const pdf::Box& at, std::int32_t percent) {
  const std::int64_t margin = std::int64_t{page.height} * percent / 100;
  return at.bottom <= margin || at.top >= page.height - margin;
}

bool HasAddress(std::string_view words) {
  return words.find("://") != std::string_view::npos;
}

// "11/24/26, 11:02 PM", "24.11.2026, 23:02": two separated numbers and a time of day.
bool HasTimeOfPrint(std::string_view words) {
  bool clock = false;
  std::size_t separators = 0;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const bool between = text::IsDigit(static_cast<unsigned char>(words[i - 1])) &&
                         text::IsDigit(static_cast<unsigned char>(words[i + 1]));
    clock |= between && words[i] == ':';
    separators += between && (words[i] == '/' || words[i] == '.' || words[i] == '-') ? 1U : 0U;
  }
  return clock && separators >= 2;
}

// What repeats has the same words without digits, at the same place.
std::string Title(const std::string& words) {
  std::string title;
  std::copy_if(words.begin(), words.end(), std::back_inserter(title),
               [](char c) { return !text::IsDigit(static_cast<unsigned char>(c)); });
  return text::FoldSpace(title);
}

struct Seen {
  std::size_t pages = 0;
  std::uint32_t last = 0;
};

std::string Place(const PdfLine& line, const std::string& title, std::int32_t shift) {
  return std::to_string((line.at.top + shift) / kSamePlace) + " " + title;
}

class Marker {
 public:
  Marker(const pdf::Contents& contents, std::vector<PdfLine>& lines)
      : contents_(contents), lines_(lines) {}

  void Mark() {
    CountTitles();
    for (PdfLine& line : lines_) {
      const pdf::Page& page = contents_.pages[line.page];
      if (!InMargin(page, line.at, kMarginPercent)) {
        continue;
      }
      const std::string words = LineText(contents_, line);
      if (IsPageNumber(words)) {
        line.furniture = "pdf.page_number";
      } else if (InMargin(page, line.at, kPrintedPercent) &&
                 (HasAddress(words) || HasTimeOfPrint(words))) {
        line.furniture = "pdf.printed";
      } else if (Repeats(line, words)) {
        line.furniture = "pdf.running_title";
      }
    }
    MarkBesidePrinted();
  }

 private:
  // Both ways of rounding, so that a title which moves by a hair meets itself in one of them.
  void CountTitles() {
    for (const PdfLine& line : lines_) {
      const std::string title = TitleOf(line);
      if (title.empty()) {
        continue;
      }
      for (const std::int32_t shift : {0, kSamePlace / 2}) {
        Seen& seen = seen_[Place(line, title, shift)];
        seen.pages += seen.pages == 0 || seen.last != line.page ? 1 : 0;
        seen.last = line.page;
      }
    }
  }

  std::string TitleOf(const PdfLine& line) const {
    return InMargin(contents_.pages[line.page], line.at, kMarginPercent)
               ? Title(LineText(contents_, line))
               : std::string();
  }

  bool Repeats(const PdfLine& line, const std::string& words) const {
    const std::string title = Title(words);
    if (title.empty() || title.size() > kTitleCharactersMax) {
      return false;
    }
    for (const std::int32_t shift : {0, kSamePlace / 2}) {
      const auto found = seen_.find(Place(line, title, shift));
      if (found != seen_.end() && found->second.pages >= 2) {
        return true;
      }
    }
    return false;
  }

  // A browser prints the title between the time and the edge, the address before the page number.
  void MarkBesidePrinted() {
    std::unordered_map<std::uint32_t, std::vector<pdf::Box>> printed;
    for (const PdfLine& line : lines_) {
      if (std::string_view(line.furniture) == "pdf.printed" && printed[line.page].size() < 4) {
        printed[line.page].push_back(line.at);
      }
    }
    for (PdfLine& line : lines_) {
      const auto found = printed.find(line.page);
      if (line.is_furniture() || found == printed.end()) {
        continue;
      }
      for (const pdf::Box& at : found->second) {
        if (SideBySide(at, line.at)) {
          line.furniture = "pdf.printed";
        }
      }
    }
  }

  const pdf::Contents& contents_;
  std::vector<PdfLine>& lines_;
  std::unordered_map<std::string, Seen> seen_;
};

}  // namespace

std::vector<PdfLine> PdfLines(const pdf::Contents& contents) {
  std::vector<PdfLine> lines;
  for (std::size_t p = 0; p < contents.pages.size(); ++p) {
    const std::vector<pdf::Word>& words = contents.pages[p].words;
    for (std::size_t i = 0; i < words.size();) {
      PdfLine line;
      line.page = static_cast<std::uint32_t>(p);
      line.first = i;
      for (++i; i < words.size() && GoesOn(words[i - 1], words[i]); ++i) {
      }
      line.end = i;
      Measure(words, line);
      lines.push_back(line);
    }
  }
  return lines;
}

std::string LineText(const pdf::Contents& contents, const PdfLine& line) {
  std::string out;
  const std::vector<pdf::Word>& words = contents.pages[line.page].words;
  for (std::size_t i = line.first; i < line.end; ++i) {
    out += words[i].text;
    out += words[i].space_after && i + 1 < line.end ? " " : "";
  }
  return out;
}

void MarkFurniture(const pdf::Contents& contents, std::vector<PdfLine>& lines) {
  Marker(contents, lines).Mark();
}

std::int32_t BodySize(const pdf::Contents& contents, const std::vector<PdfLine>& lines) {
  std::map<std::int32_t, std::size_t> characters;
  for (const PdfLine& line : lines) {
    if (!line.is_furniture()) {
      characters[line.size] += LineText(contents, line).size();
    }
  }
  const auto most =
      std::max_element(characters.begin(), characters.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == characters.end() ? 0 : most->first;
}

bool SameSize(std::int32_t a, std::int32_t b) {
  return std::abs(a - b) * 16 <= std::max(a, b);
}

}  // namespace ibid::read
