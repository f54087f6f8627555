#include "write/text_layout.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"
#include "text/width.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

constexpr std::size_t kColumnsMin = 8;  // For words, however narrow the terminal is.

}  // namespace

// What of one word fits in how many lines: the whole for a URL, else pieces of `columns`.
std::vector<std::string_view> TextLayout::Pieces(std::string_view word, std::size_t columns) const {
  if (text::DisplayWidth(word) <= columns || IsWebUrl(word)) {
    return {word};
  }
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  std::size_t used = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t size = text::DecodeAt(word, at).size;
    const std::size_t columns_more = text::DisplayWidth(word.substr(at, size));
    if (used + columns_more > columns && at > begin) {
      pieces.push_back(word.substr(begin, at - begin));
      begin = at;
      used = 0;
    }
    used += columns_more;
    at += size;
  }
  pieces.push_back(word.substr(begin));
  return pieces;
}

void TextLayout::Paragraph(std::string_view first, std::size_t first_columns, std::size_t hang,
                           std::string_view words) {
  const std::string indent(hang, ' ');
  const std::size_t columns = width_ > hang + kColumnsMin ? width_ - hang : kColumnsMin;
  out_ += first;
  std::size_t used = first_columns - std::min(hang, first_columns);
  bool fresh = true;  // No word stands on this line yet.
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    for (std::string_view piece : Pieces(words.substr(at, end - at), columns)) {
      const std::size_t wide = text::DisplayWidth(piece);
      const bool is_full = used + (fresh ? 0U : 1U) + wide > columns;
      if (is_full && used > 0) {
        out_.append("\n").append(indent);
        used = 0;
        fresh = true;
      }
      if (!fresh) {
        out_ += ' ';
        ++used;
      }
      out_ += piece;
      used += wide;
      fresh = false;
    }
    at = end + 1;
  }
  out_ += '\n';
}

void TextLayout::Paragraph(std::size_t indent, std::string_view words) {
  Paragraph(std::string(indent, ' '), indent, words);
}

void TextLayout::Heading(std::string_view words) {
  std::string upper;
  for (char c : words) {
    upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  out_.append("\n").append(Bold(upper)).append("\n");
}

std::string TextLayout::Toned(Tone tone, std::string_view words) const {
  switch (tone) {
    case Tone::kGood:
      return Coloured("32", words);
    case Tone::kChanged:
      return Coloured("36", words);
    case Tone::kDead:
      return Coloured("1;31", words);
    case Tone::kClosed:
      return Coloured("35", words);
    case Tone::kFailed:
    case Tone::kOpen:
      return Coloured("33", words);
    case Tone::kNone:
      return Dim(words);
  }
  return std::string(words);
}

std::string TextLayout::Coloured(std::string_view code, std::string_view words) const {
  std::string out;
  if (!color_ || words.empty()) {
    return out.append(words);
  }
  return out.append("\x1b[").append(code).append("m").append(words).append("\x1b[0m");
}

}  // namespace ibid::write
