#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ibid/document.h"
#include "read/chrome_regions.h"
#include "read/html_tags.h"
#include "read/html_text.h"
#include "read/html_tokens.h"

namespace ibid::read {

// Tokens -> Document::text, ::markup, ::offsets, and the page's blocks. The tree is that of the
// HTML Standard (13.2.6) but for these, which change no text: missing html, head and body elements
// are not made up, formatting elements are not reopened after a misnested end tag, nothing is moved
// out of tables, elements deeper than kDepthMax are read as if they stood beside each other, and of
// pages that are nothing but tags not all elements are kept (read/density.h): their words are.
//
// No recursion; the open elements of each name are kept by depth, so that an end tag finds its
// start without a search, and the whole is linear in the page.
class HtmlTree {
 public:
  static constexpr std::size_t kDepthMax = 512;  // As in Chromium.

  HtmlTree(std::string_view page, Document& document);
  // Reads the whole page. The blocks' regions are weighed.
  std::vector<Block> Build();
  const ChromeRegions& regions() const { return regions_; }

 private:
  using Depths = std::vector<std::uint32_t>;
  struct Open {
    Markup::Index element = 0;
    const HtmlTag* tag = nullptr;  // Null for unknown names.
    Depths* depths = nullptr;      // Of its name.
    BlockContext context;
    bool hidden = false;
    bool raw_kept = false;  // Inside an element whose whole content is an attribute already.
    bool link = false;
    bool kept = true;            // Else `element` is the one around it.
    bool closed = false;         // Its end tag came while blocks inside it were open.
    std::uint32_t text_end = 0;  // Where it was closed.
  };

  // Views are looked up as they are.
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>()(name);
    }
  };

  void OnStart(const HtmlToken& token);
  void OnEnd(const HtmlToken& token);
  void OnText(const HtmlToken& token);
  void OnComment(const HtmlToken& token);
  bool IsTwin(const HtmlToken& token);
  bool IsVoid(const HtmlToken& token, const HtmlTag* tag) const;
  void EndImplied(const HtmlToken& token, const HtmlTag* tag);
  // kNone: there are too many already.
  Markup::Index AddElement(const HtmlToken& token, const HtmlTag* tag);
  void Push(const HtmlToken& token, const HtmlTag* tag, Markup::Index element);
  void Pop();
  void PopTo(std::uint32_t depth);
  void Shut(Open& open);
  void BreakBlock(const HtmlTag* tag);
  // One more than the depth of the innermost open element of that name, or 0.
  std::uint32_t Innermost(std::string_view name);
  std::uint32_t InnermostOf(std::string_view names);
  void ClampEmptySpans();

  std::string_view page_;
  Document& document_;
  HtmlTokens tokens_;
  HtmlText text_;
  ChromeRegions regions_;
  bool xml_ = false;
  std::vector<Open> stack_;
  std::unordered_map<std::string, Depths, NameHash, std::equal_to<>> open_by_name_;
  Depths scopes_;  // Depths of the open elements that end tags do not reach out of.
  Depths blocks_;  // Depths of the open block elements.
  std::size_t open_links_ = 0;
  std::size_t too_deep_ = 0;  // Open elements beyond kDepthMax.
  bool was_too_deep_ = false;
  bool was_too_dense_ = false;
  Markup::Index raw_owner_ = Markup::kNone;  // The newest element, if raw text comes next.
};

}  // namespace ibid::read
