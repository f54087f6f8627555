#include "detect/links/tags.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "detect/links/links_host.h"
#include "detect/rejections.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHandleMax = 20;  // twitter-text; names of today have at most 15.
constexpr std::size_t kHashtagBytesMax = 400;
constexpr char32_t kWideAt = 0xFF20;
constexpr char32_t kWideHash = 0xFF03;
constexpr char32_t kVariation15 = 0xFE0E;
constexpr char32_t kVariation16 = 0xFE0F;

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// Latin letters with accents: after a handle they make it part of some other word.
bool IsLatinAccent(char32_t code) {
  return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7;
}

// Joiners, the middle dots of Catalan and Japanese, the marks of Hebrew, Japanese and Tibetan that
// stand inside words (the special characters of twitter-text's hashtags).
bool StandsInsideWords(char32_t code) {
  static constexpr auto kMarks = std::to_array<char32_t>(
      {0xB7, 0x5BE, 0x5F3, 0x5F4, 0xF0B, 0xF0C, 0xF0D, 0x200C, 0x200D, 0x3003, 0x301C, 0x303B,
       0x309B, 0x309C, 0x30A0, 0x30FB, 0x30FC, 0xA67E, 0xFF5E});
  return code >= 0xB7 && std::find(kMarks.begin(), kMarks.end(), code) != kMarks.end();
}

// Marks of writing direction: no part of what they stand beside.
bool IsDirectionMark(char32_t code) {
  return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

// What a cashtag may follow beside white space: "($AAPL)", "“$AAPL”", "$AAPL/$MSFT" not.
bool OpensCashtag(char32_t code) {
  return text::IsSpace(code) || IsDirectionMark(code) || code == '(' || code == '[' ||
         code == '"' || code == 0x201C || code == 0x2018;
}

class TagScanner {
 public:
  TagScanner(std::string_view text, const std::vector<TextSpan>& links,
             std::vector<Rejection>* rejections)
      : text_(text), links_(links), rejections_(rejections) {}

  std::vector<FoundTag> Run(std::size_t max) {
    std::size_t link = 0;
    for (std::size_t i = 0; i < text_.size() && found_.size() < max;) {
      while (link < links_.size() && links_[link].end <= i) {
        ++link;
      }
      if (link < links_.size() && links_[link].begin <= i) {
        i = links_[link].end;
        continue;
      }
      limit_ = link < links_.size() ? links_[link].begin : text_.size();
      while (i < limit_ && !MayBeginTag(text_[i])) {
        ++i;
      }
      if (i == limit_) {
        continue;
      }
      const std::size_t end = TagAt(i);
      i = end > i ? end : i + 1;
    }
    return std::move(found_);
  }

 private:
  static bool MayBeginTag(char c) { return c == '@' || c == '#' || c == '$' || c == '\xEF'; }

  // One past the tag that begins at `at`, else 0.
  std::size_t TagAt(std::size_t at) {
    switch (text_[at]) {
      case '@':
        return Handle(at, at + 1);
      case '#':
        return Hashtag(at, at + 1);
      case '$':
        return Cashtag(at);
      case '\xEF': {
        const text::Decoded c = text::DecodeAt(text_, at);
        return c.code == kWideAt     ? Handle(at, at + c.size)
               : c.code == kWideHash ? Hashtag(at, at + c.size)
                                     : 0;
      }
      default:
        return 0;
    }
  }

  std::size_t NameEnd(std::size_t at, std::size_t max) const {
    std::size_t end = at;
    while (end < limit_ && end - at < max && IsNameChar(text_[end])) {
      ++end;
    }
    return end;
  }

  bool HandleMayBegin(std::size_t sign) const {
    if (sign == 0) {
      return true;
    }
    const text::Decoded before = text::DecodeBefore(text_, sign);
    if (before.code == kWideAt) {
      return false;
    }
    if (before.code >= 0x80) {
      return !IsLatinAccent(before.code);
    }
    const char c = static_cast<char>(before.code);
    if (!IsNameChar(c)) {
      return std::string_view("!#$%&*@").find(c) == std::string_view::npos;
    }
    // "RT@name"
    return sign >= 2 && text::EqualNoCase(text_.substr(sign - 2, 2), "rt") &&
           (sign == 2 || !IsNameChar(text_[sign - 3]));
  }

  std::size_t Handle(std::size_t sign, std::size_t name) {
    std::size_t end = NameEnd(name, 64);
    if (end == name || !HandleMayBegin(sign)) {
      return end == name ? 0 : Refuse(sign, end, "rejected.tag.glued", 0);
    }
    if (end < text_.size()) {
      const text::Decoded after = text::DecodeAt(text_, end);
      if (after.code == '@' && end + 1 < limit_) {
        const HostRun host = HostAt(text_, end + 1, false);
        if (host.end == 0 || host.end > limit_) {
          return end;
        }
        return Push(MentionKind::kHandle, sign, name, host.end);
      }
      if (after.code == '.') {
        const HostRun host = HostAt(text_, name, false);
        // A missing space after a full stop makes two labels at most; "@npr.org" is rare.
        if (host.end > end && host.end <= limit_ && host.labels > 2) {
          return Push(MentionKind::kHandle, sign, name, host.end);
        }
      }
      if (after.code == kWideAt || IsLatinAccent(after.code) || text_.substr(end, 3) == "://") {
        return end;
      }
    }
    if (end - name > kHandleMax) {
      return Refuse(sign, end, "rejected.tag.long", end);
    }
    return Push(MentionKind::kHandle, sign, name, end);
  }

  std::size_t Hashtag(std::size_t sign, std::size_t name) {
    std::size_t end = name;
    bool letter = false;
    while (end < limit_ && end - name < kHashtagBytesMax) {
      const text::Decoded c = text::DecodeAt(text_, end);
      if (!text::IsWordChar(c.code) && !StandsInsideWords(c.code)) {
        break;
      }
      letter = letter || text::IsLetter(c.code);
      end += c.size;
    }
    if (!letter || (end < text_.size() && (text_[end] == '#' || text_.substr(end, 3) == "://" ||
                                           text::DecodeAt(text_, end).code == kWideHash))) {
      return end == name ? 0 : Refuse(sign, end, "rejected.tag.no_letter", end);
    }
    if (sign > 0) {
      const text::Decoded before = text::DecodeBefore(text_, sign);
      const bool glued = text::IsWordChar(before.code) && before.code != kVariation15 &&
                         before.code != kVariation16;
      if (glued || before.code == '&' || before.code == 0x200D) {
        return Refuse(sign, end, "rejected.tag.glued", end);
      }
    }
    return Push(MentionKind::kHashtag, sign, name, end);
  }

  std::size_t Cashtag(std::size_t sign) {
    const std::size_t name = sign + 1;
    if (sign > 0 && !OpensCashtag(text::DecodeBefore(text_, sign).code)) {
      return 0;
    }
    const auto letters = [&](std::size_t at, std::size_t max) {
      std::size_t end = at;
      while (end < limit_ && end - at < max && IsAsciiLetter(text_[end])) {
        ++end;
      }
      return end;
    };
    std::size_t end = letters(name, 6);
    if (end == name) {
      return 0;
    }
    if (end < limit_ && (text_[end] == '.' || text_[end] == '_')) {
      const std::size_t suffix = letters(end + 1, 2);
      end = suffix > end + 1 ? suffix : end;
    }
    if (end < text_.size()) {
      const text::Decoded after = text::DecodeAt(text_, end);
      if (after.code != '_' && text::IsWordChar(after.code)) {
        return 0;
      }
      if (after.code == '$' && end + 1 < text_.size() && text_[end + 1] >= '0' &&
          text_[end + 1] <= '9') {
        return 0;  // "$US$50"
      }
    }
    return Push(MentionKind::kCashtag, sign, name, end);
  }

  // What TagAt() returns where there is none, said to whom asks.
  std::size_t Refuse(std::size_t sign, std::size_t end, std::string_view rule,
                     std::size_t next) const {
    Reject(rejections_, sign, end, rule);
    return next;
  }

  std::size_t Push(MentionKind kind, std::size_t sign, std::size_t name, std::size_t end) {
    found_.push_back({kind,
                      {static_cast<std::uint32_t>(sign), static_cast<std::uint32_t>(end)},
                      text_.substr(name, end - name)});
    return end;
  }

  std::string_view text_;
  const std::vector<TextSpan>& links_;
  std::size_t limit_ = 0;  // Where the next link begins.
  std::vector<FoundTag> found_;
  std::vector<Rejection>* rejections_;
};

}  // namespace

std::vector<FoundTag> ScanTags(std::string_view text, const std::vector<TextSpan>& links,
                               std::size_t max, std::vector<Rejection>* rejections) {
  return TagScanner(text, links, rejections).Run(max);
}

}  // namespace ibid::detect
