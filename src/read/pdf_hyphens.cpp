#include "read/pdf_hyphens.h"

#include <cstddef>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kWordBytesMax = 64;

constexpr std::string_view kSoftHyphen = "\u00AD";
constexpr std::string_view kHyphen = "\u2010";

std::string_view HyphenAtEnd(std::string_view word) {
  for (const std::string_view mark : {std::string_view("-"), kSoftHyphen, kHyphen}) {
    if (word.ends_with(mark)) {
      return mark;
    }
  }
  return {};
}

std::string_view Core(std::string_view word) {
  while (!word.empty() && !text::IsWordChar(text::DecodeAt(word, 0).code)) {
    word.remove_prefix(text::DecodeAt(word, 0).size);
  }
  while (!word.empty() && !text::IsWordChar(text::DecodeBefore(word, word.size()).code)) {
    word.remove_suffix(text::DecodeBefore(word, word.size()).size);
  }
  return word;
}

// After the last hyphen of "a well-": "well".
std::string_view LastPart(std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  return hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
}

bool IsAddress(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.starts_with("www.") ||
         word.find('@') != std::string_view::npos ||
         (word.find('/') != std::string_view::npos && word.find('.') != std::string_view::npos);
}

}  // namespace

Hyphens::Hyphens(const pdf::Contents& contents) {
  for (const pdf::Page& page : contents.pages) {
    bool divided = false;  // The word before goes on in this one.
    for (const pdf::Word& word : page.words) {
      const std::string_view core = Core(word.text);
      const bool part = divided;
      divided = !HyphenAtEnd(word.text).empty();
      if (!core.empty() && core.size() <= kWordBytesMax && !part && !divided) {
        words_.insert(text::Lower(core));
      }
    }
  }
}

bool Hyphens::Knows(std::string_view word) const {
  return word.size() <= kWordBytesMax && words_.contains(text::Lower(word));
}

LineJoint Hyphens::Join(std::string_view before, std::string_view after) const {
  if (IsAddress(before)) {
    return {0, "\n"};
  }
  const std::string_view hyphen = HyphenAtEnd(before);
  const std::string_view stem = before.substr(0, before.size() - hyphen.size());
  if (hyphen.empty() || stem.empty() || after.empty() ||
      !text::IsWordChar(text::DecodeBefore(stem, stem.size()).code)) {
    return {};
  }
  const auto dropped = static_cast<std::uint32_t>(hyphen.size());
  const char32_t next = text::DecodeAt(after, 0).code;
  if (hyphen == kSoftHyphen) {
    return {dropped, ""};
  }
  if (!text::IsLetter(next)) {
    return text::IsDigit(next) ? LineJoint{0, ""} : LineJoint{};
  }
  if (text::IsUpper(next) || !text::IsLetter(text::DecodeBefore(stem, stem.size()).code)) {
    return {0, ""};
  }
  const std::string_view first = Core(stem);
  const std::string second(Core(after));
  if (Knows(std::string(first) + second)) {
    return {dropped, ""};
  }
  const bool own = Knows(std::string(first) + "-" + second) ||
                   (hyphen != kHyphen && Knows(Core(LastPart(stem))) && Knows(second));
  return {own ? 0 : dropped, ""};
}

}  // namespace ibid::read
