#include "resolve/posts/post_match.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "resolve/entities.h"
#include "resolve/posts/post_text.h"
#include "resolve/table.h"
#include "text/normal.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kCutBytesMin = 16;   // A shorter beginning proves nothing.
constexpr std::size_t kPieceBytesMin = 8;  // The same for what stands between two ellipses.
constexpr std::size_t kShortcodeBytesMax = 40;
constexpr std::size_t kHostBytesMax = 253;

bool IsCodeChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// ":blobcat:" of the fediverse: its size at `at`, or 0.
std::size_t ShortcodeAt(std::string_view text, std::size_t at) {
  if (text[at] != ':') {
    return 0;
  }
  std::size_t end = at + 1;
  bool letter = false;
  while (end < text.size() && end - at < kShortcodeBytesMax && IsCodeChar(text[end])) {
    letter |= text[end] >= 'A' && text[end] != '_';
    ++end;
  }
  return letter && end > at + 2 && end < text.size() && text[end] == ':' ? end + 1 - at : 0;
}

// "cfr.org/iran", "nyti.ms/2aB", "www.example.org": a word that leads somewhere, cut or not.
bool IsBareLink(std::string_view word) {
  if (text::StartsWithNoCase(word, "www.") && word.size() > 6) {
    return true;
  }
  const std::size_t slash = word.find('/');  // None is npos, the greatest number.
  if (slash > kHostBytesMax) {
    return false;
  }
  const std::string_view host = word.substr(0, slash);
  const std::size_t dot = host.rfind('.');
  return dot != std::string_view::npos && dot > 0 && host.size() - dot > 2 &&
         std::all_of(host.begin(), host.end(), [](char c) { return IsCodeChar(c) || c == '.'; }) &&
         std::all_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(),
                     [](char c) { return !text::IsDigit(static_cast<unsigned char>(c)); });
}

// A text taken apart: its words without links, emoji and shortcodes; and those beside it.
struct Parts {
  std::string words;
  std::string emoji;
  std::size_t bare_links = 0;
};

void TakeWord(std::string_view word, bool drop_links, Parts& parts) {
  if (drop_links && IsBareLink(word)) {
    ++parts.bare_links;
    return;
  }
  for (std::size_t at = 0; at < word.size();) {
    if (const std::size_t code = ShortcodeAt(word, at); code > 0) {
      parts.emoji += word.substr(at, code);
      at += code;
      continue;
    }
    const text::Decoded c = text::DecodeAt(word, at);
    text::Append(text::IsEmoji(c.code) ? parts.emoji : parts.words, c.code);
    at += c.size;
  }
}

template <class Use>
void ForEachWord(std::string_view folded, Use use) {
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    use(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

Parts TakeApart(std::string_view comparable, bool drop_links) {
  Parts parts;
  ForEachWord(comparable, [&](std::string_view word) { TakeWord(word, drop_links, parts); });
  return parts;
}

// "@a @b words" -> "words": the accounts that an answer begins with.
std::string_view WithoutLeadingAccounts(std::string_view comparable) {
  while (comparable.starts_with('@') && comparable.find(' ') != std::string_view::npos) {
    comparable.remove_prefix(comparable.find(' ') + 1);
  }
  return comparable;
}

bool HasEllipsis(std::string_view text) {
  return text.find("\u2026") != std::string_view::npos ||
         text.find("...") != std::string_view::npos;
}

bool EndsCut(std::string_view text) {
  text = text::Trim(text);
  return text.ends_with("\u2026") || text.ends_with("...") || text.ends_with("[\u2026]") ||
         text.ends_with("[...]");
}

// What stands between the ellipses, "[...]" or bare, as it is.
std::vector<std::string_view> Pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (true) {
    std::size_t end = text.size();
    std::size_t next = text.size();
    for (const std::string_view dots : {"\u2026", "..."}) {
      if (const std::size_t at = text.find(dots); at < end) {
        end = at;
        next = at + dots.size();
      }
    }
    std::string_view piece = text::Trim(text.substr(0, end));
    if (piece.ends_with('[') || piece.ends_with('(')) {
      piece.remove_suffix(1);
    }
    if (!pieces.empty() && (piece.starts_with(']') || piece.starts_with(')'))) {
      piece.remove_prefix(1);
    }
    pieces.push_back(text::Trim(piece));
    if (end == text.size()) {
      return pieces;
    }
    text.remove_prefix(next);
  }
}

// The words of a text for comparison, in one run.
std::string Run(std::string_view text) {
  return TakeApart(Comparable(text), true).words;
}

// The article shows pieces of the post, in the post's order, with ellipses between them; the first
// is its beginning unless an ellipsis stands before it.
bool ShowsPieces(std::string_view shown, const std::string& actual_run) {
  const std::vector<std::string_view> pieces = Pieces(shown);
  std::size_t from = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::string run = Run(pieces[i]);
    if (run.empty()) {
      continue;
    }
    const std::size_t at = actual_run.find(run, from);
    const bool last_open = i + 1 < pieces.size();
    if (at == std::string::npos || (i == 0 && at != 0) ||
        (run.size() < kPieceBytesMin && pieces.size() > 2) ||
        (!last_open && at + run.size() != actual_run.size())) {
      return false;
    }
    from = at + run.size();
    bytes += run.size();
  }
  return bytes >= kCutBytesMin;
}

// The emoji of what is shown are among the post's, in their order: none is the article's own.
bool HasItsEmoji(std::string_view shown, std::string_view actual) {
  const std::string wanted = TakeApart(Comparable(shown), true).emoji;
  const std::string there = TakeApart(Comparable(actual), true).emoji;
  std::size_t at = 0;
  for (std::size_t i = 0; i < there.size() && at < wanted.size();) {
    const text::Decoded c = text::DecodeAt(there, i);
    at += text::DecodeAt(wanted, at).code == c.code ? c.size : 0;
    i += c.size;
  }
  return at == wanted.size();
}

bool EndsSentence(std::string_view text) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {".", "!", "?", "\"", ":", ")", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964"});
  text = text::Trim(text);
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

// The post begins with what is shown, which ends where a sentence, or a line, of the post ends.
bool IsPart(std::string_view shown, std::string_view actual) {
  const std::string run = Run(shown);
  if (run.size() < kCutBytesMin || !Run(actual).starts_with(run)) {
    return false;
  }
  for (std::size_t at = actual.find('\n'); at != std::string_view::npos;
       at = actual.find('\n', at + 1)) {
    const std::string line_run = Run(actual.substr(0, at));
    if (line_run.size() >= run.size()) {
      if (line_run == run) {
        return true;
      }
      break;
    }
  }
  return EndsSentence(Comparable(shown));
}

// What the article shows is the post's, emoji and links apart: it may have lost some of its emoji,
// and has none of its own.
bool SameParts(std::string_view shown, std::string_view actual, bool drop_links) {
  const Parts a = TakeApart(shown, drop_links);
  const Parts b = TakeApart(actual, drop_links);
  return a.words == b.words && (a.emoji.empty() || a.emoji == b.emoji);
}

bool SameWords(std::string_view shown, std::string_view actual) {
  if (SameParts(shown, actual, false) || SameParts(shown, actual, true)) {
    return true;
  }
  const std::string_view answer = WithoutLeadingAccounts(actual);
  return answer.size() != actual.size() && SameParts(shown, answer, true);
}

TextMatch MatchOnce(std::string_view shown, std::string_view actual) {
  const std::string a = Comparable(shown);
  const std::string b = Comparable(actual);
  if (SameWords(a, b)) {
    return TextMatch::kSame;
  }
  const std::string whole = Run(actual);
  const bool has_its_emoji = HasItsEmoji(shown, actual);
  if (has_its_emoji && HasEllipsis(shown) && ShowsPieces(shown, whole)) {
    return TextMatch::kCut;
  }
  if (EndsCut(actual) && whole.size() >= kCutBytesMin) {
    const std::string run = Run(shown);
    if (run.starts_with(whole) || (EndsCut(shown) && whole.starts_with(run))) {
      return TextMatch::kCut;
    }
  }
  if (has_its_emoji && IsPart(shown, actual)) {
    return TextMatch::kPart;
  }
  return SameWords(text::Lower(a), text::Lower(b)) ? TextMatch::kCase : TextMatch::kOther;
}

// Words behind or before a name that are no part of it.
std::string_view WithoutNameWords(std::string_view name) {
  static const std::vector<Row> kRows = Rows("name_words.tsv");
  for (const Row& row : kRows) {
    const std::string_view word = Cell(row, 0);
    if (name.size() > word.size() && name.ends_with(word)) {
      name.remove_suffix(word.size());
      return text::Trim(name);
    }
  }
  return name;
}

std::string NameRun(std::string_view name) {
  const std::string lower = text::Lower(Comparable(name));
  return TakeApart(WithoutNameWords(lower), false).words;
}

}  // namespace

TextMatch MatchText(std::string_view shown, std::string_view actual) {
  const TextMatch match = MatchOnce(shown, actual);
  if (match == TextMatch::kOther && shown.find('&') != std::string_view::npos) {
    return MatchOnce(DecodeEntities(shown), actual);  // Escaped twice by the article.
  }
  return match;
}

std::string OwnWords(std::string_view platform, std::string_view account, std::string_view shown) {
  static const std::vector<Row> kRows = Rows("embed_words.tsv");
  const std::string user = text::Lower(account);
  std::string own;
  while (!shown.empty()) {
    const std::size_t end = std::min(shown.find('\n'), shown.size());
    const std::string_view line = shown.substr(0, end);
    const std::string lower = text::Lower(text::Trim(line));
    const bool is_around = std::any_of(kRows.begin(), kRows.end(), [&](const Row& row) {
      std::string begins(Cell(row, 1));
      if (const std::size_t at = begins.find("{account}"); at != std::string::npos) {
        begins.replace(at, std::string_view("{account}").size(), user);
        return Cell(row, 0) == platform && !user.empty() && lower == begins;
      }
      return Cell(row, 0) == platform && lower.starts_with(begins);
    });
    if (!is_around) {
      own += (own.empty() ? "" : "\n") + std::string(line);
    }
    shown.remove_prefix(std::min(end + 1, shown.size()));
  }
  return own;
}

bool SameName(std::string_view shown, std::string_view actual) {
  const std::string a = NameRun(shown);
  const std::string b = NameRun(actual);
  if (a == b) {
    return !a.empty() || text::FoldSpace(shown) == text::FoldSpace(actual);
  }
  return (EndsCut(shown) && !a.empty() && b.starts_with(a)) ||
         (EndsCut(actual) && !b.empty() && a.starts_with(b));
}

}  // namespace ibid::resolve
