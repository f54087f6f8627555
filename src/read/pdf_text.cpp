#include "read/pdf_text.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "read/pdf_hyphens.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

struct Anchor {
  TextSpan at;
  std::string_view uri;
};

// Which link covers a word, and how much of it: of the first link that does.
struct Covered {
  const pdf::Link* link = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Writer {
 public:
  Writer(const pdf::Contents& contents, const std::vector<PdfLine>& lines,
         const std::vector<PdfParagraph>& paragraphs, Document& document)
      : contents_(contents),
        lines_(lines),
        paragraphs_(paragraphs),
        document_(document),
        hyphens_(contents) {}

  std::vector<PdfBlock> Write() {
    FindCovers();
    std::size_t furniture = 0;
    for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
      WriteFurniture(furniture, paragraphs_[p].lines.front());
      WriteParagraph(p);
    }
    WriteFurniture(furniture, lines_.size());
    WriteLinks();
    return std::move(blocks_);
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(document_.text.size()); }

  void FindCovers() {
    covers_.resize(contents_.pages.size());
    for (std::size_t p = 0; p < contents_.pages.size(); ++p) {
      for (const pdf::Link& link : contents_.pages[p].links) {
        for (const pdf::Cover& cover : link.covers) {
          covers_[p].try_emplace(cover.word, Covered{&link, cover.begin, cover.end});
        }
      }
    }
  }

  Covered CoverOf(std::size_t page, std::size_t word) const {
    const auto found = covers_[page].find(static_cast<std::uint32_t>(word));
    return found == covers_[page].end() ? Covered{} : found->second;
  }

  void BeginBlock(std::size_t paragraph, const char* rule) {
    document_.text += document_.text.empty() ? "" : "\n\n";
    blocks_.push_back({paragraph, rule, {size(), size()}});
  }

  void WriteFurniture(std::size_t& next, std::size_t end) {
    for (; next < end; ++next) {
      if (lines_[next].is_furniture()) {
        BeginBlock(PdfBlock::kFurniture, lines_[next].furniture);
        WriteLine(lines_[next], 0);
        blocks_.back().at.end = size();
      }
    }
  }

  void WriteParagraph(std::size_t number) {
    const std::vector<std::size_t>& lines = paragraphs_[number].lines;
    BeginBlock(number, "");
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const PdfLine& line = lines_[lines[i]];
      const LineJoint joint =
          i + 1 < lines.size() ? JointOf(line, lines_[lines[i + 1]]) : LineJoint{0, ""};
      WriteLine(line, joint.dropped);
      document_.text += joint.between;
    }
    blocks_.back().at.end = size();
  }

  LineJoint JointOf(const PdfLine& line, const PdfLine& next) const {
    const std::size_t last = line.end - 1;
    const std::string& before = contents_.pages[line.page].words[last].text;
    const std::string& after = contents_.pages[next.page].words[next.first].text;
    const Covered left = CoverOf(line.page, last);
    const Covered right = CoverOf(next.page, next.first);
    const bool over_both = left.link != nullptr && right.link != nullptr &&
                           left.link->uri == right.link->uri && left.end == before.size() &&
                           right.begin == 0;
    if (over_both && left.link->uri.find(before.substr(left.begin) + after.substr(0, right.end)) !=
                         std::string::npos) {
      return {0, ""};
    }
    return hyphens_.Join(before, after);
  }

  // The line's words, the last one without the `dropped` last bytes.
  void WriteLine(const PdfLine& line, std::uint32_t dropped) {
    BeginPage(line.page + 1);
    const std::vector<pdf::Word>& words = contents_.pages[line.page].words;
    for (std::size_t i = line.first; i < line.end; ++i) {
      const pdf::Word& word = words[i];
      const bool last = i + 1 == line.end;
      const std::uint32_t begin = size();
      const auto kept = static_cast<std::uint32_t>(word.text.size()) - (last ? dropped : 0);
      document_.text.append(word.text, 0, kept);
      if (const Covered cover = CoverOf(line.page, i); cover.link != nullptr) {
        AddAnchor({begin + std::min(cover.begin, kept), begin + std::min(cover.end, kept)},
                  cover.link->uri);
      }
      document_.text += !last && word.space_after ? " " : "";
    }
    document_.pages.back().at.end = size();
  }

  void BeginPage(std::uint32_t page) {
    if (document_.pages.empty() || document_.pages.back().page != page) {
      document_.pages.push_back({page, {size(), size()}});
    }
  }

  // Words of one link that nothing but white space separates are one anchor.
  void AddAnchor(TextSpan at, std::string_view uri) {
    if (at.empty()) {
      return;
    }
    if (!anchors_.empty() && anchors_.back().uri == uri &&
        text::Trim(Slice(document_.text, {anchors_.back().at.end, at.begin})).empty() &&
        anchors_.back().at.begin >= blocks_.back().at.begin) {
      anchors_.back().at.end = at.end;
      return;
    }
    anchors_.push_back({at, uri});
  }

  void WriteLinks() {
    for (const Anchor& anchor : anchors_) {
      const Markup::Index a = document_.markup.Open("a", Markup::kNone, anchor.at.begin);
      document_.markup.AddAttribute(a, "href", anchor.uri);
      document_.markup.Close(a, anchor.at.end);
    }
  }

  const pdf::Contents& contents_;
  const std::vector<PdfLine>& lines_;
  const std::vector<PdfParagraph>& paragraphs_;
  Document& document_;
  Hyphens hyphens_;
  std::vector<std::unordered_map<std::uint32_t, Covered>> covers_;  // By page, by word.
  std::vector<Anchor> anchors_;
  std::vector<PdfBlock> blocks_;
};

}  // namespace

std::vector<PdfBlock> WritePdfText(const pdf::Contents& contents, const std::vector<PdfLine>& lines,
                                   const std::vector<PdfParagraph>& paragraphs,
                                   Document& document) {
  return Writer(contents, lines, paragraphs, document).Write();
}

}  // namespace ibid::read
