#include "read/text_lines.h"

#include "read/inline_tags.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

class LineWriter {
 public:
  LineWriter(std::string_view input, Document& document) : input_(input), document_(document) {}

  TextLines Write() {
    for (std::size_t at = 0; at < input_.size();) {
      at += Step(at);
    }
    EndLine();
    CloseLink();
    return std::move(out_);
  }

 private:
  std::size_t Step(std::size_t at) {
    const char c = input_[at];
    if (c == '<') {
      if (const auto tag = InlineTagAt(input_, at)) {
        OnTag(*tag);
        return tag->size;
      }
    }
    std::size_t plain = at;
    while (plain < input_.size() && (IsPlain(input_[plain]) || IsSingleSpace(plain, at))) {
      ++plain;
    }
    if (plain > at) {
      Put(input_.substr(at, plain - at), at);
      return plain - at;
    }
    const text::Decoded decoded = text::DecodeAt(input_, at);
    if (c == '\n' || c == '\f' || c == '\r' || decoded.code == 0x2028 || decoded.code == 0x2029) {
      EndLine();
      const bool pair = c == '\r' && at + 1 < input_.size() && input_[at + 1] == '\n';
      newlines_ += 1;
      page_ |= c == '\f';
      return decoded.size + (pair ? 1 : 0);
    }
    if (text::IsSpace(decoded.code)) {
      space_ = true;
    } else {
      Put(input_.substr(at, decoded.size), at);
    }
    return decoded.size;
  }

  // ASCII that is neither space nor control nor the beginning of a tag.
  static bool IsPlain(char c) { return c > ' ' && c < '\x7F' && c != '<'; }

  // One that stays as it is: between two plain characters.
  bool IsSingleSpace(std::size_t at, std::size_t begin) const {
    return input_[at] == ' ' && at > begin && at + 1 < input_.size() && IsPlain(input_[at + 1]);
  }

  // Characters as they stand, white space neither first nor last.
  void Put(std::string_view characters, std::size_t input) {
    std::string& text = document_.text;
    if (!in_line_) {
      const bool blank = newlines_ > 1 || text.empty() || page_;
      text += text.empty() ? "" : blank ? "\n\n" : "\n";
      out_.lines.push_back({{size(), size()}, blank, page_});
      in_line_ = true;
      page_ = false;
    } else if (space_) {
      text += ' ';
    }
    space_ = false;
    if (mark_waits_) {
      mark_waits_ = false;
      mark_ = {size(), size()};
    }
    if (link_waits_) {
      link_waits_ = false;
      document_.markup.Begin(link_, size());
    }
    document_.offsets.Add(size(), static_cast<std::uint32_t>(input));
    text += characters;
  }

  void EndLine() {
    if (in_line_) {
      out_.lines.back().at.end = size();
      in_line_ = false;
      newlines_ = 0;
    }
    space_ = false;
  }

  void OnTag(const InlineTag& tag) {
    if (text::EqualNoCase(tag.name, "a")) {
      CloseLink();
      if (!tag.closing && !tag.href.empty()) {
        link_ = document_.markup.Open("a", Markup::kNone, size());
        document_.markup.AddAttribute(link_, "href", tag.href);
        link_waits_ = true;
      }
    }
    if (!tag.closing) {
      mark_waits_ = true;
    } else if (!mark_waits_ && mark_.end == mark_.begin && size() > mark_.begin &&
               out_.marked.size() < TextLines::kMarkedMax) {
      mark_.end = size();
      out_.marked.push_back(mark_);
    }
  }

  void CloseLink() {
    if (link_ != Markup::kNone) {
      document_.markup.Close(link_, size());
      link_ = Markup::kNone;
      link_waits_ = false;
    }
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(document_.text.size()); }

  std::string_view input_;
  Document& document_;
  TextLines out_;
  TextSpan mark_;
  Markup::Index link_ = Markup::kNone;
  int newlines_ = 0;  // Since the last line with text.
  bool in_line_ = false;
  bool space_ = false;
  bool page_ = false;
  bool mark_waits_ = false;
  bool link_waits_ = false;
};

}  // namespace

TextLines WriteLines(std::string_view input, Document& document) {
  document.text.reserve(input.size());
  return LineWriter(input, document).Write();
}

}  // namespace ibid::read
