#include "resolve/posts/post_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "resolve/posts/post_match.h"
#include "text/normal.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kTextBytesMax = 1 << 16;  // Posts are short; what is longer is cut.

char32_t Plain(char32_t code) {
  switch (code) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201A':
    case U'\u201B':
    case U'\u2032':
    case U'`':
    case U'\u00B4':
      return U'\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u2033':
    case U'\u00AB':
    case U'\u00BB':
      return U'"';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
    case U'\u2212':
      return U'-';
    default:
      return code;
  }
}

bool LinkBeginsAt(std::string_view text, std::size_t at) {
  static constexpr auto kStarts =
      std::to_array<std::string_view>({"http://", "https://", "pic.twitter.com/", "pic.x.com/"});
  const std::string_view rest = text.substr(at);
  for (const std::string_view start : kStarts) {
    if (text::StartsWithNoCase(rest, start)) {
      return true;
    }
  }
  const bool at_word = at == 0 || !text::IsWordChar(text::DecodeBefore(text, at).code);
  return at_word && text::StartsWithNoCase(rest, "t.co/");
}

std::string WithoutEllipsis(std::string text) {
  for (const std::string_view dots : {"\u2026", "..."}) {
    if (text.ends_with(dots)) {
      text.resize(text.size() - dots.size());
    }
  }
  return std::string(text::Trim(text));
}

// Words and pairs of neighbouring words, counted.
std::map<std::string, int> Shingles(std::string_view comparable) {
  std::map<std::string, int> counts;
  std::string word;
  std::string last;
  const auto end = [&] {
    if (!word.empty()) {
      ++counts[word];
      ++counts[last + ' ' + word];
      last = std::move(word);
      word.clear();
    }
  };
  for (std::size_t at = 0; at < comparable.size();) {
    const text::Decoded c = text::DecodeAt(comparable, at);
    at += c.size;
    if (text::IsWordChar(c.code)) {
      text::Append(word, text::ToLower(c.code));
    } else {
      end();
    }
  }
  end();
  return counts;
}

}  // namespace

std::string Comparable(std::string_view post_text) {
  const std::string composed = text::Nfc(post_text.substr(
      0, text::BoundaryBefore(post_text, std::min(post_text.size(), kTextBytesMax))));
  post_text = composed;
  std::string out;
  for (std::size_t at = 0; at < post_text.size();) {
    if (LinkBeginsAt(post_text, at)) {
      while (at < post_text.size() && !text::IsSpace(text::DecodeAt(post_text, at).code)) {
        at += text::DecodeAt(post_text, at).size;
      }
      out += ' ';
      continue;
    }
    const text::Decoded c = text::DecodeAt(post_text, at);
    if (!text::IsInvisible(c.code)) {
      text::Append(out, Plain(c.code));
    }
    at += c.size;
  }
  return WithoutEllipsis(text::FoldSpace(out));
}

bool SameText(std::string_view shown, std::string_view actual) {
  const TextMatch match = MatchText(shown, actual);
  return match == TextMatch::kSame || match == TextMatch::kCut;
}

double Similarity(std::string_view a, std::string_view b) {
  if (SameText(a, b)) {
    return 1;
  }
  const std::map<std::string, int> in_a = Shingles(Comparable(a));
  const std::map<std::string, int> in_b = Shingles(Comparable(b));
  int all = 0;
  int shared = 0;
  for (const auto& [shingle, count] : in_a) {
    all += count;
    const auto other = in_b.find(shingle);
    shared += other == in_b.end() ? 0 : std::min(count, other->second);
  }
  for (const auto& [shingle, count] : in_b) {
    all += count;
  }
  return all == 0 ? 0 : 2.0 * shared / all;
}

}  // namespace ibid::resolve
