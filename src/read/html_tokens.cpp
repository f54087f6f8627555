#include "read/html_tokens.h"

#include <algorithm>
#include <array>

#include "read/character_references.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kTwinsSought = 64;  // Attributes of a tag among which twins are dropped.
constexpr auto kNpos = std::string_view::npos;

bool IsAlpha(char c) {
  const char lower = text::LowerAscii(c);
  return lower >= 'a' && lower <= 'z';
}

bool IsHtmlSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool EndsName(char c) {
  return IsHtmlSpace(c) || c == '/' || c == '>';
}

void AssignLower(std::string& out, std::string_view name) {
  out.resize(name.size());
  std::transform(name.begin(), name.end(), out.begin(), text::LowerAscii);
}

bool IsRawText(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kRaw = {
      "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"};
  return std::find(kRaw.begin(), kRaw.end(), name) != kRaw.end();
}

}  // namespace

bool HtmlTokens::TagBeginsAt(std::size_t at) const {
  if (at + 1 >= page_.size()) {
    return false;
  }
  const char next = page_[at + 1];
  if (next == '/') {
    return at + 2 < page_.size();
  }
  return IsAlpha(next) || next == '!' || next == '?';
}

bool HtmlTokens::Next(HtmlToken& token) {
  token.attributes.clear();
  token.name.clear();
  token.text = {};
  token.self_closing = false;
  token.begin = at_;
  if (at_ >= page_.size()) {
    return false;
  }
  if (!raw_.empty()) {
    ReadRawText(token);
    if (token.end > token.begin) {
      return true;
    }
    token.begin = at_;
    if (at_ >= page_.size()) {
      return false;
    }
  }
  if (page_[at_] == '<' && TagBeginsAt(at_)) {
    ReadMarkup(token);
  } else {
    token.kind = HtmlToken::Kind::kText;
    std::size_t end = page_.find('<', at_ + 1);
    while (end != kNpos && !TagBeginsAt(end)) {
      end = page_.find('<', end + 1);
    }
    at_ = std::min(end, page_.size());
    token.text = page_.substr(token.begin, at_ - token.begin);
  }
  token.end = at_;
  return true;
}

void HtmlTokens::ReadMarkup(HtmlToken& token) {
  const std::string_view rest = page_.substr(at_);
  if (rest.starts_with("<!--")) {
    ReadComment(token);
  } else if (xml_ && rest.starts_with("<![CDATA[")) {
    token.kind = HtmlToken::Kind::kRawText;
    ReadUntil(token, at_ + 9, "]]>");
  } else if (text::StartsWithNoCase(rest, "<!doctype")) {
    token.kind = HtmlToken::Kind::kDoctype;
    ReadUntil(token, at_ + 9, ">");
  } else if (rest[1] == '!' || rest[1] == '?' || (rest[1] == '/' && !IsAlpha(rest[2]))) {
    token.kind = HtmlToken::Kind::kComment;
    ReadUntil(token, at_ + (rest[1] == '?' ? 1 : 2), ">");
  } else {
    ReadTag(token);
  }
}

void HtmlTokens::ReadUntil(HtmlToken& token, std::size_t from, std::string_view terminator) {
  from = std::min(from, page_.size());
  const std::size_t found = page_.find(terminator, from);
  cut_off_ |= found == kNpos;
  token.text = page_.substr(from, found == kNpos ? kNpos : found - from);
  at_ = found == kNpos ? page_.size() : found + terminator.size();
}

void HtmlTokens::ReadComment(HtmlToken& token) {
  token.kind = HtmlToken::Kind::kComment;
  const std::size_t from = at_ + 4;
  const std::string_view rest = page_.substr(from);
  if (rest.starts_with(">") || rest.starts_with("->")) {
    at_ = from + (rest[0] == '>' ? 1 : 2);
    return;
  }
  for (std::size_t dashes = page_.find("--", from); dashes != kNpos;
       dashes = page_.find("--", dashes + 1)) {
    const std::string_view end = page_.substr(dashes + 2, 2);
    if (end.starts_with(">") || end == "!>") {
      token.text = page_.substr(from, dashes - from);
      at_ = dashes + (end[0] == '>' ? 3 : 4);
      return;
    }
  }
  cut_off_ = true;
  token.text = rest;
  at_ = page_.size();
}

void HtmlTokens::SkipSpace() {
  while (at_ < page_.size() && IsHtmlSpace(page_[at_])) {
    ++at_;
  }
}

void HtmlTokens::ReadTag(HtmlToken& token) {
  const bool closing = page_[at_ + 1] == '/';
  token.kind = closing ? HtmlToken::Kind::kEndTag : HtmlToken::Kind::kStartTag;
  at_ += closing ? 2 : 1;
  const std::size_t name = at_;
  while (at_ < page_.size() && !EndsName(page_[at_])) {
    ++at_;
  }
  AssignLower(token.name, page_.substr(name, at_ - name));
  while (ReadAttribute(token)) {
  }
  if (at_ < page_.size()) {
    ++at_;  // The ">".
  } else {
    cut_off_ = true;
  }
  if (!closing && IsRawText(token.name) && !(xml_ && token.self_closing)) {
    raw_ = token.name;
  }
}

// One attribute, with the space and slashes before it; false at ">" and at the end of the page.
bool HtmlTokens::ReadAttribute(HtmlToken& token) {
  token.self_closing = false;
  for (SkipSpace(); at_ < page_.size() && page_[at_] == '/'; SkipSpace()) {
    token.self_closing = true;
    ++at_;
  }
  if (at_ >= page_.size() || page_[at_] == '>') {
    return false;
  }
  const std::size_t begin = at_;
  ++at_;  // A "=" here is part of the name.
  while (at_ < page_.size() && !EndsName(page_[at_]) && page_[at_] != '=') {
    ++at_;
  }
  HtmlToken::Attribute attribute;
  AssignLower(attribute.name, page_.substr(begin, at_ - begin));
  SkipSpace();
  if (at_ < page_.size() && page_[at_] == '=') {
    ++at_;
    const std::string_view raw = ReadValue();
    if (raw.data() != nullptr) {
      attribute.value_begin = static_cast<std::size_t>(raw.data() - page_.data());
      attribute.value_end = attribute.value_begin + raw.size();
    }
    attribute.value = DecodeReferences(raw, true);
  }
  const auto sought = token.attributes.begin() +
                      static_cast<std::ptrdiff_t>(std::min(token.attributes.size(), kTwinsSought));
  const bool twin =
      std::any_of(token.attributes.begin(), sought,
                  [&](const HtmlToken::Attribute& a) { return a.name == attribute.name; });
  if (!twin && at_ < page_.size()) {  // What the end of the page cuts off is not trusted.
    token.attributes.push_back(std::move(attribute));
  }
  return true;
}

std::string_view HtmlTokens::ReadValue() {
  SkipSpace();
  if (at_ >= page_.size() || page_[at_] == '>') {
    return {};
  }
  const char quote = page_[at_];
  if (quote == '"' || quote == '\'') {
    const std::size_t from = at_ + 1;
    const std::size_t end = page_.find(quote, from);
    at_ = end == kNpos ? page_.size() : end + 1;
    return page_.substr(from, end == kNpos ? kNpos : end - from);
  }
  const std::size_t from = at_;
  while (at_ < page_.size() && !IsHtmlSpace(page_[at_]) && page_[at_] != '>') {
    ++at_;
  }
  return page_.substr(from, at_ - from);
}

std::size_t HtmlTokens::FindEndTag(std::size_t from, std::string_view name) const {
  for (std::size_t at = page_.find("</", from); at != kNpos; at = page_.find("</", at + 2)) {
    const std::string_view rest = page_.substr(at + 2, name.size() + 1);
    if (rest.size() > name.size() && EndsName(rest[name.size()]) &&
        text::StartsWithNoCase(rest, name)) {
      return at;
    }
  }
  return kNpos;
}

void HtmlTokens::ReadRawText(HtmlToken& token) {
  const std::string name(raw_);
  raw_.clear();
  token.kind =
      name == "title" || name == "textarea" ? HtmlToken::Kind::kText : HtmlToken::Kind::kRawText;
  const std::size_t found = name == "plaintext" ? kNpos : FindEndTag(at_, name);
  cut_off_ |= found == kNpos && name != "plaintext";
  at_ = std::min(found, page_.size());
  token.text = page_.substr(token.begin, at_ - token.begin);
  token.end = at_;
}

std::string_view HtmlTokens::RawUntilEndTag(std::string_view name) {
  if (std::find(never_ends_.begin(), never_ends_.end(), name) != never_ends_.end()) {
    return {};
  }
  const std::size_t found = FindEndTag(at_, name);
  if (found == kNpos) {
    never_ends_.emplace_back(name);
    return {};
  }
  return page_.substr(at_, found - at_);
}

}  // namespace ibid::read
