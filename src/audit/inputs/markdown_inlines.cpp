#include "audit/inputs/markdown_inlines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "audit/inputs/markdown_line.h"
#include "read/character_references.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

using Form = InlineLink::Form;

constexpr auto kNpos = std::string_view::npos;
constexpr std::size_t kLabelBytesMax = 999;
constexpr int kParenthesesMax = 32;  // In a destination; CommonMark asks for at least three.
constexpr std::size_t kSchemeMin = 2;
constexpr std::size_t kSchemeMax = 32;

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}
bool IsAlnum(char c) {
  const char lower = text::LowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) {
    ++at;
  }
  return at;
}

// A destination (6.3) at `at`; one past it, npos where there is none.
std::size_t Destination(std::string_view text, std::size_t at, InlineLink& link) {
  if (at < text.size() && text[at] == '<') {
    link.form = Form::kAngle;
    link.begin = at + 1;
    for (std::size_t i = at + 1; i < text.size() && text[i] != '<' && text[i] != '\n'; ++i) {
      if (text[i] == '>') {
        link.end = i;
        return i + 1;
      }
      i += text[i] == '\\' ? 1U : 0U;
    }
    return kNpos;
  }
  int open = 0;
  std::size_t i = at;
  for (; i < text.size() && text[i] != ' ' && !IsControl(text[i]); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && IsAsciiPunctuation(text[i + 1])) {
      ++i;
    } else if (text[i] == '(' && ++open > kParenthesesMax) {
      return kNpos;
    } else if (text[i] == ')' && --open < 0) {
      open = 0;
      break;
    }
  }
  link.form = Form::kDestination;
  link.begin = at;
  link.end = i;
  return open == 0 ? i : kNpos;
}

// One past a title at `at` (6.3); npos where none is there.
std::size_t Title(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'' && text[at] != '(')) {
    return kNpos;
  }
  const char close = text[at] == '(' ? ')' : text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == close) {
      return i + 1;
    }
    if (text[i] == '(' && close == ')') {
      return kNpos;
    }
    i += text[i] == '\\' ? 1U : 0U;
  }
  return kNpos;
}

// One past the label that begins with the bracket at `at` (6.3); npos where none does.
std::size_t Label(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + kLabelBytesMax + 2);
  bool words = false;
  for (std::size_t i = at + 1; i < last; ++i) {
    if (text[i] == ']') {
      return words ? i + 1 : kNpos;
    }
    if (text[i] == '[') {
      return kNpos;
    }
    words = words || !IsSpace(text[i]);
    i += text[i] == '\\' ? 1U : 0U;
  }
  return kNpos;
}

// One past the line that ends at `at` or after white space; npos where more stands on it.
std::size_t LineEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n') {
    if (!IsSpace(text[at])) {
      return kNpos;
    }
    ++at;
  }
  return std::min(at + 1, text.size());
}

class Parser {
 public:
  Parser(std::string_view text, const std::function<bool(const std::string&)>& defined)
      : text_(text), defined_(defined), tag_budget_(8 * text.size() + 4096) {}

  std::vector<InlineLink> Run(std::size_t from) && {
    FindTicks(from);
    for (at_ = from; at_ < text_.size();) {
      Step();
    }
    return Sorted();
  }

 private:
  struct Bracket {
    std::size_t at;
    bool image;
  };
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  void Step() {
    switch (text_[at_]) {
      case '\\':
        at_ += 2;
        break;
      case '`':
        Ticks();
        break;
      case '<':
        Angle();
        break;
      case '!':
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '[') {
          brackets_.push_back({++at_, true});
        }
        ++at_;
        break;
      case '[':
        brackets_.push_back({at_++, false});
        break;
      case ']':
        Close();
        break;
      case 'h':
      case 'H':
      case 'f':
      case 'F':
      case 'w':
      case 'W':
        at_ = std::max(at_ + 1, Bare());
        break;
      default:
        ++at_;
    }
  }

  // Runs of backticks by their length, so that the end of a code span is found at once.
  void FindTicks(std::size_t from) {
    for (std::size_t at = text_.find('`', from); at != kNpos; at = text_.find('`', at)) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      ticks_[end - at].push_back(at);
      at = end;
    }
  }

  void Ticks() {
    const std::size_t end = std::min(text_.find_first_not_of('`', at_), text_.size());
    const std::size_t length = end - at_;
    at_ = end;
    const auto runs = ticks_.find(length);
    if (runs == ticks_.end()) {
      return;
    }
    const auto close = std::lower_bound(runs->second.begin(), runs->second.end(), end);
    at_ = close == runs->second.end() ? end : *close + length;
  }

  void Angle() {
    const std::size_t end = AutolinkEnd();
    if (end != 0) {
      links_.push_back({Form::kAngle, at_ + 1, end - 1, at_ + 1, end - 1});
      at_ = end;
      return;
    }
    std::size_t examined = 0;
    const std::size_t size = tag_budget_ > 0 ? TagSize(text_.substr(at_), examined) : 0;
    if (size == 0) {
      tag_budget_ -= std::min(tag_budget_, examined);
      ++at_;
      return;
    }
    links_.push_back({Form::kHtml, at_, at_ + size, 0, 0});
    at_ += size;
  }

  // One past "<scheme:...>" (6.5); 0 where it is none. Mail addresses are no links to be asked.
  std::size_t AutolinkEnd() const {
    std::size_t i = at_ + 1;
    while (i < text_.size() &&
           (IsAlnum(text_[i]) || text_[i] == '+' || text_[i] == '.' || text_[i] == '-')) {
      ++i;
    }
    const std::size_t scheme = i - at_ - 1;
    const bool named = scheme >= kSchemeMin && scheme <= kSchemeMax && i < text_.size() &&
                       text_[i] == ':' && IsAlnum(text_[at_ + 1]) &&
                       (text_[at_ + 1] < '0' || text_[at_ + 1] > '9');
    if (!named) {
      return 0;
    }
    while (i < text_.size() && text_[i] != ' ' && !IsControl(text_[i]) && text_[i] != '<' &&
           text_[i] != '>') {
      ++i;
    }
    return i < text_.size() && text_[i] == '>' ? i + 1 : 0;
  }

  void Close() {
    const std::size_t close = at_++;
    if (brackets_.empty()) {
      return;
    }
    const Bracket open = brackets_.back();
    brackets_.pop_back();
    const bool active = open.image || brackets_.size() >= inactive_;
    inactive_ = std::min(inactive_, brackets_.size());
    if (!active) {
      return;
    }
    InlineLink link;
    link.words_begin = open.at + 1;
    link.words_end = close;
    const bool here = InlineTarget(link);
    if (!here && !ReferenceTarget(open.at, close)) {
      return;
    }
    while (open.image && !links_.empty() && links_.back().begin > open.at) {
      links_.pop_back();  // The words of a picture are shown as words alone.
    }
    if (here) {
      links_.push_back(link);
    }
    covered_.push_back({open.at, close});
    if (!open.image) {
      inactive_ = brackets_.size();  // Links hold no links.
    }
  }

  // "(destination "title")" here; moves behind it.
  bool InlineTarget(InlineLink& link) {
    if (at_ >= text_.size() || text_[at_] != '(') {
      return false;
    }
    const std::size_t end = Destination(text_, SkipSpace(text_, at_ + 1), link);
    if (end == kNpos) {
      return false;
    }
    std::size_t close = SkipSpace(text_, end);
    if (close > end && close < text_.size() && text_[close] != ')') {
      const std::size_t title = Title(text_, close);
      close = title == kNpos ? text_.size() : SkipSpace(text_, title);
    }
    if (close >= text_.size() || text_[close] != ')') {
      return false;
    }
    at_ = close + 1;
    return true;
  }

  // "[label]", "[]" or nothing here, and the label is defined; moves behind it.
  bool ReferenceTarget(std::size_t open, std::size_t close) {
    std::size_t begin = open;
    std::size_t end = close + 1;
    std::size_t after = at_;
    if (at_ < text_.size() && text_[at_] == '[') {
      if (text_.substr(at_, 2) == "[]") {
        after = at_ + 2;
      } else if (const std::size_t label = Label(text_, at_); label != kNpos) {
        begin = at_;
        end = after = label;
      }
    }
    if (end - begin > kLabelBytesMax + 2 || Label(text_, begin) != end ||
        !defined_(NormalLabel(text_.substr(begin + 1, end - begin - 2)))) {
      return false;
    }
    at_ = after;
    return true;
  }

  // An address in running text (GFM 6.9): one past it, 0 where none begins here.
  std::size_t Bare() {
    const std::string_view rest = text_.substr(at_);
    static constexpr std::array<std::string_view, 4> kHeads = {"http://", "https://", "ftp://",
                                                               "www."};
    const auto* const head = std::find_if(kHeads.begin(), kHeads.end(), [&](std::string_view h) {
      return text::StartsWithNoCase(rest, h);
    });
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    if (head == kHeads.end() || IsAlnum(before) || (*head == "www." && before == '/') ||
        rest.size() == head->size() ||
        (text::IsAscii(rest[head->size()]) && !IsAlnum(rest[head->size()]) &&
         rest[head->size()] != '[')) {
      return 0;
    }
    std::size_t end = at_;
    while (end < text_.size() && !IsSpace(text_[end]) && text_[end] != '<' &&
           (text_[end] != ']' || brackets_.empty())) {
      ++end;
    }
    const std::size_t kept = at_ + Trimmed(text_.substr(at_, end - at_));
    if (text_.substr(at_, kept - at_).find('.') == kNpos &&
        text_.substr(at_, kept - at_).find(':') == kNpos) {
      return 0;
    }
    bare_.push_back({Form::kBare, at_, kept, at_, kept});
    return end;
  }

  // Without the punctuation that belongs to the sentence.
  static std::size_t Trimmed(std::string_view url) {
    auto open = std::count(url.begin(), url.end(), '(');
    auto closed = std::count(url.begin(), url.end(), ')');
    constexpr std::string_view kMarks = "?!.,:*_~'\"`";
    while (!url.empty()) {
      const char last = url.back();
      if (last == ')' && closed > open) {
        --closed;
      } else if (last == ';') {
        const std::size_t name = url.find_last_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", url.size() - 2);
        if (name != kNpos && url[name] == '&' && name + 2 < url.size()) {
          url = url.substr(0, name);
          continue;
        }
      } else if (kMarks.find(last) == kNpos) {
        break;
      }
      url.remove_suffix(1);
    }
    return url.size();
  }

  std::vector<InlineLink> Sorted() {
    std::sort(covered_.begin(), covered_.end(),
              [](const Range& a, const Range& b) { return a.begin < b.begin; });
    std::size_t cover = 0;
    std::size_t covered_end = 0;
    for (const InlineLink& link : bare_) {
      while (cover < covered_.size() && covered_[cover].begin < link.begin) {
        covered_end = std::max(covered_end, covered_[cover++].end);
      }
      if (link.begin >= covered_end) {
        links_.push_back(link);
      }
    }
    std::sort(links_.begin(), links_.end(),
              [](const InlineLink& a, const InlineLink& b) { return a.begin < b.begin; });
    return std::move(links_);
  }

  std::string_view text_;
  const std::function<bool(const std::string&)>& defined_;
  std::size_t tag_budget_;  // Bytes that may still be looked at in vain.
  std::size_t at_ = 0;
  std::unordered_map<std::size_t, std::vector<std::size_t>> ticks_;
  std::vector<Bracket> brackets_;
  std::size_t inactive_ = 0;  // So many of the brackets can open no link any more.
  std::vector<InlineLink> links_;
  std::vector<InlineLink> bare_;
  std::vector<Range> covered_;  // By the words of links.
};

}  // namespace

bool IsAsciiPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

std::string NormalLabel(std::string_view label) {
  return text::Lower(text::FoldSpace(label));
}

std::string UnescapedMarkdown(std::string_view written) {
  std::string out;
  for (std::size_t i = 0; i < written.size();) {
    if (written[i] == '\\' && i + 1 < written.size() && IsAsciiPunctuation(written[i + 1])) {
      out += written[i + 1];
      i += 2;
      continue;
    }
    if (written[i] == '&') {
      std::string meant;
      const std::size_t size = read::DecodeReference(written, i, false, meant);
      if (size > 0 && written[i + size - 1] == ';') {
        out += meant;
        i += size;
        continue;
      }
    }
    out += written[i++];
  }
  return out;
}

Definition DefinitionAt(std::string_view text) {
  if (text.empty() || text[0] != '[') {
    return {};
  }
  const std::size_t label = Label(text, 0);
  if (label == kNpos || label >= text.size() || text[label] != ':') {
    return {};
  }
  Definition found;
  found.label = NormalLabel(text.substr(1, label - 2));
  const std::size_t from = SkipSpace(text, label + 1);
  const std::size_t end = Destination(text, from, found.link);
  if (end == kNpos || end == from) {
    return {};
  }
  found.link.words_begin = 1;
  found.link.words_end = label - 1;
  // A title on a line of its own that is none is the paragraph's.
  const std::size_t without = LineEnd(text, end);
  const std::size_t title_at = SkipSpace(text, end);
  const std::size_t title = title_at > end ? Title(text, title_at) : kNpos;
  const std::size_t with = title == kNpos ? kNpos : LineEnd(text, title);
  const std::size_t size = with != kNpos ? with : without;
  found.size = size == kNpos ? 0 : size;
  return found;
}

std::vector<InlineLink> InlineLinks(std::string_view text, std::size_t from,
                                    const std::function<bool(const std::string&)>& defined) {
  return Parser(text, defined).Run(from);
}

}  // namespace ibid::audit
