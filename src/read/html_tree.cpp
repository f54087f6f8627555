#include "read/html_tree.h"

#include <algorithm>

#include "read/character_references.h"
#include "read/density.h"
#include "read/html_context.h"

namespace ibid::read {
namespace {

// Table structure is ended from within its cells; other end tags stay inside theirs.
bool IsTablePart(std::string_view name) {
  return name == "table" || name == "tr" || name == "tbody" || name == "thead" || name == "tfoot";
}

bool IsContainerOfMarkup(const HtmlTag& tag) {
  return tag.name == "noscript" || tag.name == "template";
}

// Whether an attribute says something: references stand in values.
bool HasValue(const HtmlToken& tag) {
  return std::any_of(tag.attributes.begin(), tag.attributes.end(),
                     [](const HtmlToken::Attribute& a) { return !a.value.empty(); });
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view page, Document& document)
    : page_(page),
      document_(document),
      tokens_(page, page.starts_with("<?xml")),
      text_(document, page.size()),
      xml_(page.starts_with("<?xml")) {}

std::vector<Block> HtmlTree::Build() {
  HtmlToken token;
  while (tokens_.Next(token)) {
    switch (token.kind) {
      case HtmlToken::Kind::kText:
      case HtmlToken::Kind::kRawText:
        OnText(token);
        break;
      case HtmlToken::Kind::kStartTag:
        OnStart(token);
        break;
      case HtmlToken::Kind::kEndTag:
        OnEnd(token);
        break;
      case HtmlToken::Kind::kComment:
        OnComment(token);
        break;
      case HtmlToken::Kind::kDoctype:
        break;
    }
  }
  PopTo(0);
  ClampEmptySpans();
  if (tokens_.cut_off()) {
    document_.notes.emplace_back("the page ends inside a tag, a comment or a script");
  }
  if (was_too_deep_) {
    document_.notes.emplace_back("elements nested more than 512 deep are read side by side");
  }
  if (was_too_dense_) {
    document_.notes.emplace_back("it is nearly nothing but tags: not all elements are kept");
  }
  std::vector<Block> blocks = text_.Finish();
  regions_.Weigh(blocks);
  return blocks;
}

std::uint32_t HtmlTree::Innermost(std::string_view name) {
  const auto found = open_by_name_.find(name);
  return found == open_by_name_.end() || found->second.empty() ? 0 : found->second.back() + 1;
}

std::uint32_t HtmlTree::InnermostOf(std::string_view names) {
  std::uint32_t innermost = 0;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    innermost = std::max(innermost, Innermost(names.substr(0, end)));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return innermost;
}

void HtmlTree::BreakBlock(const HtmlTag* tag) {
  const bool line = tag != nullptr && tag->Is(HtmlTag::kLine);
  text_.BreakBlock(stack_.empty() ? BlockContext() : stack_.back().context, line);
}

void HtmlTree::OnText(const HtmlToken& token) {
  Markup& markup = document_.markup;
  if (raw_owner_ != Markup::kNone) {
    const bool encoded = token.kind == HtmlToken::Kind::kText;
    markup.AddAttribute(raw_owner_, "#text",
                        encoded ? DecodeReferences(token.text, false) : std::string(token.text));
    raw_owner_ = Markup::kNone;
    return;
  }
  if (!stack_.empty() && stack_.back().tag != nullptr && stack_.back().tag->name == "head" &&
      !IsBlank(token.text)) {
    Pop();
  }
  if (stack_.empty() || !stack_.back().hidden) {
    const auto inside = static_cast<std::size_t>(token.text.data() - page_.data());
    text_.Put(token.text, inside, token.kind == HtmlToken::Kind::kText, open_links_ > 0);
  }
}

void HtmlTree::OnComment(const HtmlToken& token) {
  raw_owner_ = Markup::kNone;
  if (token.text.starts_with("?xml")) {
    return;
  }
  Markup& markup = document_.markup;
  if (!MayAddElement(markup.size(), token.begin)) {
    was_too_dense_ = true;
    return;
  }
  const Markup::Index parent = stack_.empty() ? Markup::kNone : stack_.back().element;
  const Markup::Index comment = markup.Open("#comment", parent, text_.size());
  markup.AddAttribute(comment, "#text", token.text);
  markup.Close(comment, text_.size());
}

bool HtmlTree::IsVoid(const HtmlToken& token, const HtmlTag* tag) const {
  return (tag != nullptr && tag->Is(HtmlTag::kVoid)) || (xml_ && token.self_closing);
}

// A second html, head or body start tag, which browsers pass over.
bool HtmlTree::IsTwin(const HtmlToken& token) {
  if (token.name == "html" || token.name == "body") {
    return Innermost(token.name) > 0;
  }
  return token.name == "head" && (Innermost("head") > 0 || Innermost("body") > 0);
}

void HtmlTree::EndImplied(const HtmlToken& token, const HtmlTag* tag) {
  if (!stack_.empty() && stack_.back().tag != nullptr && stack_.back().tag->name == "head" &&
      (tag == nullptr || !tag->Is(HtmlTag::kHeadOnly))) {
    Pop();
  }
  if (tag != nullptr && tag->Is(HtmlTag::kClosesP)) {
    const std::uint32_t scope = scopes_.empty() ? 0 : scopes_.back() + 1;
    const std::uint32_t paragraph = Innermost("p");
    if (paragraph > scope) {
      PopTo(paragraph - 1);
    }
  }
  if (const ImpliedEnd* implied = FindImpliedEnd(token.name)) {
    const std::uint32_t until = InnermostOf(implied->until);
    const std::uint32_t innermost = InnermostOf(implied->ends);
    if (innermost > until) {
      PopTo(innermost - 1);
    }
  }
}

Markup::Index HtmlTree::AddElement(const HtmlToken& token, const HtmlTag* tag) {
  Markup& markup = document_.markup;
  const bool keeps_text = tag != nullptr && tag->Is(HtmlTag::kKeepsText);
  if (!keeps_text && !HasValue(token) && !MayAddElement(markup.size(), token.begin)) {
    was_too_dense_ = true;
    return Markup::kNone;
  }
  if (markup.size() == kElementsAlways) {
    markup.Reserve(kElementsAlways + page_.size() / kBytesOfElement);
  }
  const Markup::Index parent = stack_.empty() ? Markup::kNone : stack_.back().element;
  const Markup::Index element = markup.Open(token.name, parent, text_.size());
  for (const HtmlToken::Attribute& attribute : token.attributes) {
    markup.AddAttribute(element, attribute.name, attribute.value);
  }
  if (keeps_text && !IsVoid(token, tag)) {
    if (!IsContainerOfMarkup(*tag)) {
      raw_owner_ = element;
    } else if (stack_.empty() || !stack_.back().raw_kept) {
      markup.AddAttribute(element, "#text", tokens_.RawUntilEndTag(token.name));
    }
  }
  return element;
}

void HtmlTree::OnStart(const HtmlToken& token) {
  raw_owner_ = Markup::kNone;
  const HtmlTag* tag = FindHtmlTag(token.name);
  if (IsTwin(token)) {
    return;
  }
  EndImplied(token, tag);
  const Markup::Index element = AddElement(token, tag);
  const bool is_void = IsVoid(token, tag);
  if (!is_void && stack_.size() < kDepthMax) {
    Push(token, tag, element);
    return;
  }
  if (element != Markup::kNone) {
    document_.markup.Close(element, text_.size());
  }
  too_deep_ += is_void ? 0 : 1;
  was_too_deep_ |= !is_void;
  if (token.name == "br") {
    text_.BreakLine();
  } else if (tag != nullptr && tag->Is(HtmlTag::kBlock)) {
    BreakBlock(tag);
  }
}

void HtmlTree::Push(const HtmlToken& token, const HtmlTag* tag, Markup::Index element) {
  Open open;
  open.kept = element != Markup::kNone;
  open.element = open.kept || stack_.empty() ? element : stack_.back().element;
  open.tag = tag;
  open.depths = &open_by_name_[token.name];
  if (!stack_.empty()) {
    const Open& parent = stack_.back();
    open.context = parent.context;
    open.hidden = parent.hidden;
    open.raw_kept = parent.raw_kept;
  }
  const auto depth = static_cast<std::uint32_t>(stack_.size());
  if (tag != nullptr) {
    open.hidden |= tag->Is(HtmlTag::kHidden);
    open.raw_kept |= IsContainerOfMarkup(*tag);
    if (tag->Is(HtmlTag::kScope)) {
      scopes_.push_back(depth);
    }
    if (tag->Is(HtmlTag::kBlock)) {
      blocks_.push_back(depth);
      if (open.kept) {
        open.context = InnerContext(open.context, document_.markup, element, *tag, regions_);
      }
    }
  }
  open.link = open.kept && token.name == "a" && document_.markup.Get(element, "href").has_value();
  open_links_ += open.link ? 1 : 0;
  open.depths->push_back(depth);
  stack_.push_back(open);
  if (tag != nullptr && tag->Is(HtmlTag::kBlock)) {
    BreakBlock(tag);
  }
  if (open.kept && !open.hidden) {
    text_.AwaitBegin(element);
  }
}

// The element takes no more text, whatever still stands inside it.
void HtmlTree::Shut(Open& open) {
  open.closed = true;
  open.text_end = text_.size();
  open.depths->pop_back();
  open_links_ -= open.link ? 1 : 0;
}

void HtmlTree::Pop() {
  Open open = stack_.back();
  if (!open.closed) {
    Shut(open);
  }
  if (open.kept) {
    text_.Ended(open.element);
    document_.markup.Close(open.element, open.text_end);
  }
  stack_.pop_back();
  const auto depth = static_cast<std::uint32_t>(stack_.size());
  if (!scopes_.empty() && scopes_.back() == depth) {
    scopes_.pop_back();
  }
  if (!blocks_.empty() && blocks_.back() == depth) {
    blocks_.pop_back();
    BreakBlock(open.tag);
  }
}

void HtmlTree::PopTo(std::uint32_t depth) {
  while (stack_.size() > depth) {
    Pop();
  }
}

void HtmlTree::OnEnd(const HtmlToken& token) {
  raw_owner_ = Markup::kNone;
  const HtmlTag* tag = FindHtmlTag(token.name);
  const bool is_block = tag != nullptr && tag->Is(HtmlTag::kBlock);
  if (too_deep_ > 0 && !(tag != nullptr && tag->Is(HtmlTag::kVoid))) {
    --too_deep_;
    if (is_block) {
      BreakBlock(tag);
    }
    return;
  }
  if (token.name == "br") {
    text_.BreakLine();
    return;
  }
  if (token.name == "body" || token.name == "html") {
    return;  // What follows is read as if it stood before.
  }
  const std::uint32_t found = Innermost(token.name);
  if (found == 0) {
    if (token.name == "p") {
      BreakBlock(tag);  // Browsers make an empty paragraph of it.
    }
    return;
  }
  const std::uint32_t depth = found - 1;
  const std::uint32_t scope = scopes_.empty() ? 0 : scopes_.back() + 1;
  if (IsTablePart(token.name) ? Innermost("table") > found : scope > found) {
    return;
  }
  if (!is_block && !blocks_.empty() && blocks_.back() > depth) {
    Shut(stack_[depth]);
    return;
  }
  PopTo(depth);
}

// Where nothing was written inside an element, its span may stand before its parent's words.
void HtmlTree::ClampEmptySpans() {
  Markup& markup = document_.markup;
  for (Markup::Index element = 0; element < markup.size(); ++element) {
    const Markup::Index parent = markup.Parent(element);
    if (parent != Markup::kNone && markup.At(element).empty() &&
        markup.At(element).begin < markup.At(parent).begin) {
      markup.Begin(element, markup.At(parent).begin);
    }
  }
}

}  // namespace ibid::read
