#include "detect/posts/post_tails.h"

#include <algorithm>
#include <array>
#include <utility>

#include "detect/data_table.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kPhraseDistance = 160;  // From a handle back to its phrase, in bytes.
constexpr std::size_t kAuthorBytesMax = 120;
constexpr std::size_t kHandleBytesMax = 40;
constexpr std::size_t kWeekdayBytesMax = 24;
constexpr std::size_t kCaptionCharsMax = 2200;  // Instagram's own limit.
constexpr std::string_view kNote = "♬";

struct Phrase {
  std::string_view platform;
  std::string_view words;
  std::vector<std::string_view> joiners;
};

const std::vector<Phrase>& Phrases() {
  static const std::vector<Phrase> phrases = [] {
    std::vector<Phrase> list;
    const DataTable table("post_tails.tsv", 3);
    for (const DataTable::Row& row : table.rows()) {
      list.push_back({row[0], row[1], Alternatives(row[2])});
    }
    return list;
  }();
  return phrases;
}

std::uint32_t At(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

bool IsHandleChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text::IsSpace(text::DecodeAt(text, at).code) && text[at] != '\n') {
    at += text::DecodeAt(text, at).size;
  }
  return at;
}

// A date after an optional joiner and an optional weekday: "on Saturday, September 26, 2015".
std::optional<text::FoundDate> DateAfter(std::string_view text, std::size_t at,
                                         const std::vector<std::string_view>& joiners) {
  at = SkipSpaces(text, at);
  for (const std::string_view joiner : joiners) {
    if (text.substr(at).starts_with(joiner) &&
        SkipSpaces(text, at + joiner.size()) > at + joiner.size()) {
      at = SkipSpaces(text, at + joiner.size());
      break;
    }
  }
  std::size_t word = at;
  for (std::size_t words = 0; words < 3 && word < text.size() && word - at <= kWeekdayBytesMax;
       ++words) {
    if (const auto date = text::DateAt(text, word); date && date->iso.size() == 10) {
      return date;
    }
    const std::size_t size = text.substr(word, kWeekdayBytesMax).find_first_of(" \n");
    if (size == std::string_view::npos || text[word + size] == '\n') {
      break;
    }
    word = SkipSpaces(text, word + size);
  }
  return std::nullopt;
}

// The bytes that an Instagram phrase can begin with.
const std::array<bool, 256>& InstagramBegins() {
  static const std::array<bool, 256> begins = [] {
    std::array<bool, 256> set{};
    for (const Phrase& phrase : Phrases()) {
      set[static_cast<unsigned char>(phrase.words.front())] |= phrase.platform == "instagram";
    }
    return set;
  }();
  return begins;
}

const Phrase* InstagramPhraseAt(std::string_view text, std::size_t at) {
  for (const Phrase& phrase : Phrases()) {
    if (phrase.platform == "instagram" && text.substr(at).starts_with(phrase.words) &&
        at + phrase.words.size() < text.size() && text[at + phrase.words.size()] == ' ') {
      return &phrase;
    }
  }
  return nullptr;
}

// "Jane(@jane)がシェアした投稿": the phrase stands behind the handle.
std::optional<PostTail> InstagramBehind(std::string_view text, std::size_t sign, std::size_t close,
                                        std::size_t floor) {
  for (const Phrase& phrase : Phrases()) {
    if (phrase.platform != "instagram_behind" ||
        !text.substr(close + 1).starts_with(phrase.words)) {
      continue;
    }
    const std::size_t from = std::max(
        floor, text::BoundaryAfter(text, sign > kPhraseDistance ? sign - kPhraseDistance : 0));
    const std::size_t line = text.substr(from, sign - 1 - from).rfind('\n');
    const std::size_t begin = line == std::string_view::npos ? from : from + line + 1;
    if (line == std::string_view::npos && from > floor) {
      return std::nullopt;  // No name is that long.
    }
    PostTail tail;
    tail.platform = "instagram";
    tail.author = text::Trim(text.substr(begin, sign - 1 - begin));
    tail.account = text.substr(sign + 1, close - sign - 1);
    tail.at = {At(begin), At(close + 1 + phrase.words.size())};
    return tail;
  }
  return std::nullopt;
}

// The Instagram phrase whose author has the handle that begins at `sign`.
std::optional<PostTail> InstagramTail(std::string_view text, std::size_t sign, std::size_t floor) {
  if (sign == 0 || text[sign - 1] != '(') {
    return std::nullopt;
  }
  std::size_t close = sign + 1;
  while (close < text.size() && close - sign < kHandleBytesMax && IsHandleChar(text[close])) {
    ++close;
  }
  if (close == sign + 1 || close >= text.size() || text[close] != ')') {
    return std::nullopt;
  }
  const std::size_t from = std::max(
      floor, text::BoundaryAfter(text, sign > kPhraseDistance ? sign - kPhraseDistance : 0));
  const std::string_view before = text.substr(from, sign - 1 - from);
  const std::array<bool, 256>& begins = InstagramBegins();
  for (std::size_t found = before.size(); found-- > 0;) {
    if (!begins[static_cast<unsigned char>(before[found])]) {
      continue;
    }
    const Phrase* phrase = InstagramPhraseAt(before, found);
    if (phrase == nullptr) {
      continue;
    }
    PostTail tail;
    tail.platform = phrase->platform;
    tail.author = text::Trim(before.substr(found + phrase->words.size()));
    tail.account = text.substr(sign + 1, close - sign - 1);
    tail.at = {At(from + found), At(close + 1)};
    if (const auto date = DateAfter(text, close + 1, phrase->joiners)) {
      tail.date = date->iso;
      tail.at.end = date->at.end;
    }
    return tail;
  }
  return InstagramBehind(text, sign, close, floor);
}

// Facebook's markup names the day of the week, and no hour; blogs sign comments without the one and
// with the other.
bool HasWeekday(std::string_view text, std::size_t at, const text::FoundDate& date,
                const Phrase& phrase) {
  const std::string_view between = text::Trim(text.substr(at, date.at.begin - at));
  const auto spaces = std::count(between.begin(), between.end(), ' ');
  return !between.empty() && (phrase.joiners.empty() ? spaces == 0 : spaces >= 1);
}

// "Posted by City of X on Saturday, September 26, 2015", alone on its line.
std::optional<PostTail> FacebookTail(std::string_view text, std::size_t line,
                                     std::size_t line_end) {
  const std::string_view words = text.substr(line, line_end - line);
  for (const Phrase& phrase : Phrases()) {
    if (phrase.platform != "facebook" || !words.starts_with(phrase.words) ||
        words.size() <= phrase.words.size() + 2 || words[phrase.words.size()] != ' ') {
      continue;
    }
    const std::size_t author = phrase.words.size() + 1;
    for (std::size_t space = words.find(' ', author);
         space != std::string_view::npos && space <= author + kAuthorBytesMax;
         space = words.find(' ', space + 1)) {
      const bool joined = std::any_of(
          phrase.joiners.begin(), phrase.joiners.end(),
          [&](std::string_view joiner) { return words.substr(space + 1).starts_with(joiner); });
      if (!joined && !phrase.joiners.empty()) {
        continue;
      }
      const auto date = DateAfter(text, line + space, phrase.joiners);
      if (!date || date->has_time || !HasWeekday(text, line + space, *date, phrase) ||
          !text::Trim(text.substr(date->at.end, line_end - date->at.end)).empty()) {
        continue;
      }
      PostTail tail;
      tail.platform = phrase.platform;
      tail.author = text::Trim(words.substr(author, space - author));
      tail.date = date->iso;
      tail.at = {At(line), date->at.end};
      return tail;
    }
  }
  return std::nullopt;
}

Mention ToMention(const Document& document, std::string_view platform, std::string_view author,
                  std::string_view account, const IsoDate& date, TextSpan closing, TextSpan words) {
  EmbedParts parts;
  parts.form = EmbedForm::kFlattened;
  parts.platform = platform;
  parts.author = text::FoldSpace(author);
  parts.account = account;
  parts.date = date;
  parts.text = document.Text(words);
  if (!words.empty()) {
    parts.text_at = words;
  }
  Mention mention;
  mention.kind = MentionKind::kEmbed;
  mention.at = {words.empty() ? closing.begin : std::min(words.begin, closing.begin), closing.end};
  mention.rule = "embed." + parts.platform + ".flattened";
  mention.confidence = platform == "facebook" ? 0.75 : 0.95;
  mention.parts = std::move(parts);
  return mention;
}

// A caption is taken from before the phrase only where the embed's own first line marks its begin,
// or where it holds what captions hold.
TextSpan Caption(const Document& document, const PostTail& tail, std::size_t floor) {
  const TextSpan words =
      PostTextBefore(document, floor, tail.at, {kCaptionCharsMax, kCaptionCharsMax});
  const Zone* zone = document.ZoneAt(tail.at.begin);
  const bool quoted =
      zone != nullptr && (zone->kind == ZoneKind::kQuote || zone->kind == ZoneKind::kEmbed);
  const bool own_block = zone != nullptr && zone->at.begin < words.end;
  const bool taken =
      quoted || own_block || tail.platform == "facebook" || HasPostMarks(document.Text(words));
  return taken ? words : TextSpan{tail.at.begin, tail.at.begin};
}

// "@jane words #tags ♬ original sound - Jane": TikTok's blockquote.
std::optional<Mention> TikTok(const Document& document, std::size_t note) {
  const Zone* zone = document.ZoneAt(At(note));
  if (zone == nullptr) {
    return std::nullopt;
  }
  std::size_t index = ZoneIndexAt(document, note);
  if (document.text[zone->at.begin] != '@' && index > 0) {
    zone = &document.zones[--index];  // The sound has a block of its own.
  }
  const std::string_view text = document.text;
  const std::size_t begin = zone->at.begin;
  std::size_t end = begin + 1;
  while (end < text.size() && end - begin <= kHandleBytesMax && IsHandleChar(text[end])) {
    ++end;
  }
  if (text[begin] != '@' || end == begin + 1 || note - begin > kCaptionCharsMax * 2) {
    return std::nullopt;
  }
  constexpr std::size_t kSoundBytesMax = 200;
  const std::size_t size = text.substr(note, kSoundBytesMax).find('\n');
  const std::size_t line =
      size != std::string_view::npos
          ? note + size
          : text::BoundaryBefore(text, std::min(note + kSoundBytesMax, text.size()));
  const Zone* last = document.ZoneAt(At(note));
  const TextSpan closing = {At(note),
                            At(std::min<std::size_t>(line, last != nullptr ? last->at.end : line))};
  const TextSpan words = TrimSpan(text, {At(end), At(note)});
  Mention mention = ToMention(document, "tiktok", {}, text.substr(begin + 1, end - begin - 1), {},
                              TrimSpan(text, closing), words);
  mention.at.begin = At(begin);
  return mention;
}

}  // namespace

std::vector<PostTail> FindTailPhrases(std::string_view text) {
  std::vector<PostTail> tails;
  std::size_t floor = 0;
  std::size_t line = 0;
  std::size_t sign = text.find('@');
  while (line < text.size()) {
    if (sign < line) {
      sign = text.find('@', line);
    }
    const std::size_t line_end = std::min(text.find('\n', line), text.size());
    if (auto facebook = FacebookTail(text, line, line_end)) {
      tails.push_back(std::move(*facebook));
      floor = tails.back().at.end;
    } else {
      for (; sign < line_end; sign = text.find('@', sign + 1)) {
        if (auto instagram = InstagramTail(text, sign, floor)) {
          tails.push_back(std::move(*instagram));
          floor = tails.back().at.end;
        }
      }
    }
    line = line_end + 1;
  }
  return tails;
}

std::vector<Mention> FindPostTails(const Document& document, const std::vector<PostTail>& tails) {
  std::vector<Mention> found;
  std::size_t floor = 0;
  for (const PostTail& tail : tails) {
    if (!MayAdd(found, document)) {
      break;
    }
    const Zone* zone = document.ZoneAt(tail.at.begin);
    // Blogs sign entries and comments with "Posted by" too: Facebook's stands in its own block,
    // and not under a title.
    const bool alone = zone == nullptr || zone->at.begin == tail.at.begin;
    if (tail.platform == "facebook" && (!alone || (zone != nullptr && zone->chrome) ||
                                        (zone != nullptr && zone->kind == ZoneKind::kByline))) {
      continue;
    }
    const TextSpan words = Caption(document, tail, floor);
    if (tail.platform == "facebook" && words.empty()) {
      continue;
    }
    found.push_back(
        ToMention(document, tail.platform, tail.author, tail.account, tail.date, tail.at, words));
    floor = tail.at.end;
  }
  const std::string_view text = document.text;
  for (std::size_t note = text.find(kNote);
       note != std::string_view::npos && MayAdd(found, document);
       note = text.find(kNote, note + kNote.size())) {
    if (auto tiktok = TikTok(document, note)) {
      found.push_back(std::move(*tiktok));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Mention& a, const Mention& b) { return a.at < b.at; });
  return found;
}

}  // namespace ibid::detect
