#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::read {

// One token of an HTML page, as the tokenizer of the HTML Standard (13.2.5) cuts it.
struct HtmlToken {
  enum class Kind { kText, kRawText, kStartTag, kEndTag, kComment, kDoctype };
  struct Attribute {
    std::string name;   // Lower case.
    std::string value;  // References decoded.
    // Where the value stands in the input as it is written there, without its quotes; begin is 0
    // where the attribute has none.
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
  };

  Kind kind = Kind::kText;
  std::size_t begin = 0;  // Where it stands in the input.
  std::size_t end = 0;
  std::string_view text;  // Of text (references not decoded) and comments (without "<!--").
  std::string name;       // Of tags, lower case.
  std::vector<Attribute> attributes;  // First of each name within kTwinsSought, in order.
  bool self_closing = false;
};

// Cuts a page into tokens. Total: every input has tokens, every byte is looked at a bounded number
// of times, and memory is that of one token.
//
// This is ours, and not a library's, because of what hostile pages did to libxml2 2.9: time grew
// with the square of the attributes of one tag (40,000: 2.6 s) and of end tags that fit nothing
// (40,000: 4.2 s), and it cannot say at which byte of the page a piece of text begins.
class HtmlTokens {
 public:
  // REQUIRES: `page` is valid UTF-8 and outlives this. `xml`: "<![CDATA[" is text anywhere.
  HtmlTokens(std::string_view page, bool xml) : page_(page), xml_(xml) {}

  // Puts the next token into `token`; false at the end.
  bool Next(HtmlToken& token);
  // The page ended inside a tag, a comment or a script, so what it ends with was made up.
  bool cut_off() const { return cut_off_; }
  // What stands between here and "</name", or nothing where it never comes. Linear in what it
  // skips, and in the rest of the page once.
  std::string_view RawUntilEndTag(std::string_view name);

 private:
  void ReadMarkup(HtmlToken& token);
  void ReadTag(HtmlToken& token);
  bool ReadAttribute(HtmlToken& token);
  std::string_view ReadValue();
  void ReadRawText(HtmlToken& token);
  void ReadUntil(HtmlToken& token, std::size_t from, std::string_view terminator);
  void ReadComment(HtmlToken& token);
  void SkipSpace();
  std::size_t FindEndTag(std::size_t from, std::string_view name) const;
  bool TagBeginsAt(std::size_t at) const;

  std::string_view page_;
  bool xml_ = false;
  bool cut_off_ = false;
  std::size_t at_ = 0;
  std::string raw_;                      // The element whose raw text comes next.
  std::vector<std::string> never_ends_;  // Names whose end tag does not come any more.
};

}  // namespace ibid::read
