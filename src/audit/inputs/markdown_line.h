#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::audit {

// A place in one line of Markdown, where tabs reach to the next of every four columns (CommonMark
// 0.31, 2.2).
class MarkdownLine {
 public:
  // The line is text[begin, end), without its line end.
  MarkdownLine(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text), at_(begin), end_(end) {
    Look();
  }

  std::size_t at() const { return at_; }
  std::size_t end() const { return end_; }
  std::size_t next() const { return next_; }  // The first that is no white space.
  int indent() const { return indent_; }      // Columns from here to there.
  bool blank() const { return next_ == end_; }
  bool indented() const { return indent_ >= 4; }
  // What stands there, to the end of the line.
  std::string_view rest() const { return text_.substr(next_, end_ - next_); }
  char first() const { return blank() ? '\0' : text_[next_]; }

  void SkipColumns(int columns);
  // To the first that is no white space, and so many bytes on.
  void SkipTo(std::size_t bytes);

 private:
  void Look();
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  int column_ = 0;
  int tab_left_ = 0;  // Columns of the tab at `at_` that are not skipped; 0: all.
  std::size_t next_ = 0;
  int indent_ = 0;
};

// What may begin a block, all of a line's `rest` (CommonMark 0.31). 0 or false where it does not.
std::size_t AtxHeading(std::string_view rest);   // 4.2: bytes before the heading's text.
bool IsThematicBreak(std::string_view rest);     // 4.1
bool IsSetextUnderline(std::string_view rest);   // 4.3
std::size_t FenceLength(std::string_view rest);  // 4.5: of an opening fence.
bool ClosesFence(std::string_view rest, char mark, std::size_t length);
// 4.6: which of the seven kinds of HTML begins, and where each ends. The seventh does not interrupt
// a paragraph.
int HtmlBlockKind(std::string_view rest);
bool EndsHtmlBlock(std::string_view line,
                   int kind);  // Kinds 1 to 5; the others end at a blank line.
struct ListMarker {
  std::size_t size = 0;        // Bytes; 0: none.
  bool may_interrupt = false;  // A paragraph.
};
ListMarker ListMarkerAt(std::string_view rest);  // 5.2
// GFM 4.10: whether a row is the one of dashes under a table's head.
bool IsDelimiterRow(std::string_view row);

// An open or closing tag, comment, instruction, declaration or CDATA section at the start of `text`
// (6.6): its size, or 0. `examined`: becomes the bytes that it took to know, or more.
std::size_t TagSize(std::string_view text, std::size_t& examined);
std::size_t TagSize(std::string_view text);

}  // namespace ibid::audit
