#include "audit/inputs/markdown_blocks.h"

#include <algorithm>
#include <utility>

#include "audit/inputs/markdown_line.h"

namespace ibid::audit {
namespace {

using Kind = MarkdownBlock::Kind;

struct Container {
  bool quote = false;
  int indent = 0;      // Of an item: the columns of its content.
  bool empty = false;  // An item without content so far.
};

enum class Leaf { kNone, kParagraph, kIndented, kFenced, kHtml, kTable };

// The algorithm of CommonMark's appendix, "A parsing strategy", first phase.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<MarkdownBlock> Run() && {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", at), text_.size());
      TakeLine(at, end);
      at = end + 1;
      if (end < text_.size() && text_[end] == '\r' && at < text_.size() && text_[at] == '\n') {
        ++at;
      }
    }
    CloseLeaf();
    return std::move(out_);
  }

 private:
  void TakeLine(std::size_t begin, std::size_t end) {
    MarkdownLine line(text_, begin, end);
    const std::size_t matched = MatchContainers(line);
    const bool all = matched == containers_.size();
    if (all && ContinuesLeaf(line)) {
      return;
    }
    // A paragraph goes on in a line that begins nothing else, without the marks before it.
    const bool lazy = !all && leaf_ == Leaf::kParagraph;
    if (!all && !lazy) {
      CloseTo(matched);
    }
    bool opened = false;
    while (OpenContainer(line, matched, opened)) {
      opened = true;
    }
    if (OpenLeaf(line, matched, opened, lazy && !opened)) {
      return;
    }
    if (line.blank()) {
      CloseTo(opened ? containers_.size() : matched);
      CloseLeaf();
    } else if (leaf_ == Leaf::kParagraph) {
      AddLine({line.next(), line.end()});
      BeginTable(line);
    } else {
      FilledItem();
      leaf_ = Leaf::kParagraph;
      AddLine({line.next(), line.end()});
    }
  }

  // How many of the open containers this line belongs to.
  std::size_t MatchContainers(MarkdownLine& line) {
    std::size_t matched = 0;
    for (; matched < containers_.size(); ++matched) {
      Container& container = containers_[matched];
      if (container.quote) {
        if (line.indented() || line.first() != '>') {
          break;
        }
        line.SkipTo(1);
        SkipOneSpace(line);
      } else if (line.blank()) {
        if (container.empty) {
          break;
        }
        line.SkipTo(0);
      } else if (line.indent() >= container.indent) {
        line.SkipColumns(container.indent);
      } else {
        break;
      }
    }
    return matched;
  }

  static void SkipOneSpace(MarkdownLine& line) {
    if (line.indent() > 0) {
      line.SkipColumns(1);
    }
  }

  // Whether the line belongs to the open leaf and is done with.
  bool ContinuesLeaf(MarkdownLine& line) {
    switch (leaf_) {
      case Leaf::kFenced:
        if (!line.indented() && ClosesFence(line.rest(), fence_, fence_length_)) {
          leaf_ = Leaf::kNone;
        }
        return true;
      case Leaf::kIndented:
        if (line.indented() || line.blank()) {
          return true;
        }
        leaf_ = Leaf::kNone;
        return false;
      case Leaf::kHtml:
        if (html_kind_ >= 6 && line.blank()) {
          CloseLeaf();
          return false;
        }
        AddHtml(line);
        return true;
      case Leaf::kTable:
        if (line.blank() || line.indented() || BeginsBlock(line)) {
          leaf_ = Leaf::kNone;
          return false;
        }
        AddRow({line.next(), line.end()});
        return true;
      case Leaf::kNone:
      case Leaf::kParagraph:
        return false;
    }
    return false;
  }

  static bool BeginsBlock(const MarkdownLine& line) {
    const std::string_view rest = line.rest();
    return rest[0] == '>' || AtxHeading(rest) > 0 || FenceLength(rest) > 0 ||
           HtmlBlockKind(rest) > 0 || IsThematicBreak(rest) || ListMarkerAt(rest).size > 0;
  }

  // A quote or a list item begins here. What the line does not belong to is then over.
  bool OpenContainer(MarkdownLine& line, std::size_t matched, bool opened) {
    if (line.indented() || line.blank() || containers_.size() >= kNestedMax) {
      return false;
    }
    const std::string_view rest = line.rest();
    if (rest[0] == '>') {
      Enter(matched, opened);
      line.SkipTo(1);
      SkipOneSpace(line);
      containers_.push_back({true, 0, false});
      return true;
    }
    const ListMarker marker = ListMarkerAt(rest);
    const bool interrupts = leaf_ == Leaf::kParagraph && matched == containers_.size() && !opened;
    if (marker.size == 0 || IsThematicBreak(rest) || (interrupts && !marker.may_interrupt)) {
      return false;
    }
    Enter(matched, opened);
    const int before = line.indent();
    line.SkipTo(marker.size);
    const bool empty = line.blank();
    const int padding = empty || line.indent() > 4 ? 1 : line.indent();
    line.SkipColumns(std::min(padding, line.indent()));
    containers_.push_back(
        {false, before + static_cast<int>(marker.size) + std::max(padding, 1), empty});
    return true;
  }

  void Enter(std::size_t matched, bool opened) {
    if (!opened) {
      CloseTo(matched);
    }
    CloseLeaf();
    FilledItem();
  }

  // Whether a leaf other than a paragraph begins here, or one ends, and the line is done with.
  bool OpenLeaf(MarkdownLine& line, std::size_t matched, bool opened, bool lazy) {
    const bool in_paragraph = leaf_ == Leaf::kParagraph;
    if (line.blank()) {
      return false;
    }
    if (line.indented()) {
      if (in_paragraph) {
        return false;
      }
      Begin(Leaf::kIndented, matched, opened);
      return true;
    }
    const std::string_view rest = line.rest();
    if (const std::size_t marks = AtxHeading(rest); marks > 0) {
      Begin(Leaf::kNone, matched, opened);
      Emit(Kind::kInlines, {{line.next() + marks, line.end()}});
      return true;
    }
    if (const std::size_t length = FenceLength(rest); length > 0) {
      Begin(Leaf::kFenced, matched, opened);
      fence_ = rest[0];
      fence_length_ = length;
      return true;
    }
    if (const int kind = HtmlBlockKind(rest); kind > 0 && !(kind == 7 && in_paragraph)) {
      Begin(Leaf::kHtml, matched, opened);
      html_kind_ = kind;
      AddHtml(line);
      return true;
    }
    if (in_paragraph && !lazy && IsSetextUnderline(rest)) {
      CloseLeaf();
      return true;
    }
    if (IsThematicBreak(rest)) {
      Begin(Leaf::kNone, matched, opened);
      return true;
    }
    return false;
  }

  void Begin(Leaf leaf, std::size_t matched, bool opened) {
    if (!opened) {
      CloseTo(matched);
    }
    CloseLeaf();
    FilledItem();
    leaf_ = leaf;
  }

  void AddHtml(const MarkdownLine& line) {
    AddLine({line.at(), line.end()});
    if (EndsHtmlBlock(text_.substr(line.at(), line.end() - line.at()), html_kind_)) {
      CloseLeaf();
    }
  }

  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  static TextSpan Span(Range range) {
    return {static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end)};
  }
  void AddLine(Range range) { lines_.push_back(Span(range)); }

  void Emit(Kind kind, std::vector<Range> ranges) {
    MarkdownBlock block;
    block.kind = kind;
    std::transform(ranges.begin(), ranges.end(), std::back_inserter(block.lines), Span);
    out_.push_back(std::move(block));
  }

  // The line just added may be the row of dashes under a table's head, which is the line before it.
  void BeginTable(const MarkdownLine& line) {
    if (lines_.size() < 2 || !IsDelimiterRow(line.rest())) {
      return;
    }
    const TextSpan head = lines_[lines_.size() - 2];
    if (Cells(head).size() != Cells(lines_.back()).size()) {
      return;
    }
    lines_.resize(lines_.size() - 2);
    CloseLeaf();
    AddRow({head.begin, head.end});
    leaf_ = Leaf::kTable;
  }

  std::vector<TextSpan> Cells(TextSpan row) const {
    std::vector<TextSpan> cells;
    std::size_t from = row.begin;
    std::size_t end = row.end;
    while (end > from && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) {
      --end;
    }
    from += from < end && text_[from] == '|' ? 1U : 0U;
    for (std::size_t at = from; at < end; ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '|') {
        cells.push_back(Span({from, at}));
        from = at + 1;
      }
    }
    if (from < end || cells.empty()) {
      cells.push_back(Span({from, end}));
    }
    return cells;
  }

  void AddRow(Range range) {
    for (const TextSpan& cell : Cells(Span(range))) {
      Emit(Kind::kCell, {{cell.begin, cell.end}});
    }
  }

  void CloseLeaf() {
    if (!lines_.empty()) {
      MarkdownBlock block;
      block.kind = leaf_ == Leaf::kHtml ? Kind::kHtml : Kind::kParagraph;
      block.lines = std::exchange(lines_, {});
      out_.push_back(std::move(block));
    }
    leaf_ = Leaf::kNone;
  }

  void CloseTo(std::size_t count) {
    if (count < containers_.size()) {
      CloseLeaf();
      containers_.resize(count);
    }
  }

  void FilledItem() {
    for (Container& container : containers_) {
      container.empty = false;
    }
  }

  std::string_view text_;
  std::vector<Container> containers_;
  Leaf leaf_ = Leaf::kNone;
  std::vector<TextSpan> lines_;  // Of a paragraph or HTML.
  char fence_ = '`';
  std::size_t fence_length_ = 0;
  int html_kind_ = 0;
  std::vector<MarkdownBlock> out_;
};

}  // namespace

std::vector<MarkdownBlock> MarkdownBlocks(std::string_view text) {
  return Parser(text).Run();
}

}  // namespace ibid::audit
