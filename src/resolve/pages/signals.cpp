#include "resolve/pages/signals.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "resolve/phrase_index.h"
#include "resolve/table.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

// What stands in front of a work, and what says that there is none, has little to read: a page with
// more is a story, and need not be searched. How much of the source of a small one is looked at.
constexpr std::size_t kTextBytesMax = 3000;
constexpr std::size_t kBodyBytesMax = 128 * 1024;
constexpr std::size_t kTitleBytesMax = 1024;

std::optional<Verdict> VerdictNamed(std::string_view name) {
  for (int v = 0; v <= static_cast<int>(Verdict::kUnknown); ++v) {
    if (Name(static_cast<Verdict>(v)) == name) {
      return static_cast<Verdict>(v);
    }
  }
  return std::nullopt;
}

std::optional<Signal::In> PlaceNamed(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"title", "text", "body", "header", "host", "label", "path", "query"});
  const auto* const at = std::find(kNames.begin(), kNames.end(), name);
  return at == kNames.end() ? std::nullopt
                            : std::optional(static_cast<Signal::In>(at - kNames.begin()));
}

struct Known {
  Signal signal;
  std::string pattern;
};

constexpr std::string_view kThing = "{thing}";

// A pattern with "{thing}" in it stands for one with each of data/signal_things.tsv.
void AddPattern(const Signal& signal, std::string_view pattern, std::vector<Known>& table) {
  const std::size_t at = pattern.find(kThing);
  if (at == std::string_view::npos) {
    table.push_back({signal, std::string(pattern)});
    return;
  }
  for (const Row& thing : Rows("signal_things.tsv")) {
    std::string one(pattern);
    one.replace(at, kThing.size(), Cell(thing, 0));
    table.push_back({signal, std::move(one)});
  }
}

std::vector<Known> ReadTable() {
  std::vector<Known> table;
  for (const Row& row : Rows("signals.tsv")) {
    const std::optional<Verdict> verdict = VerdictNamed(Cell(row, 0));
    const std::optional<Signal::In> place = PlaceNamed(Cell(row, 1));
    if (verdict && place) {
      AddPattern(Signal{*verdict, *place, 0, std::string(Cell(row, 3))}, Cell(row, 2), table);
    }
  }
  return table;
}

// Scripts that put no space between words (Chinese, Japanese, Thai, ...) have no whole words to
// look for.
bool SetsWordsApart(char32_t code) {
  constexpr char32_t kThai = 0x0E00;
  constexpr char32_t kAfterMyanmar = 0x10A0;
  constexpr char32_t kCjk = 0x2E80;
  return text::IsWordChar(code) && (code < kThai || code >= kAfterMyanmar) && code < kCjk;
}

// Whether the phrase that stands there is no part of longer words: "404" is not in "40404".
bool IsWhole(std::string_view text, std::size_t at, std::string_view phrase) {
  const bool opens_with_word = SetsWordsApart(text::DecodeAt(phrase, 0).code);
  const bool closes_with_word = SetsWordsApart(text::DecodeBefore(phrase, phrase.size()).code);
  const std::size_t end = at + phrase.size();
  return (!opens_with_word || at == 0 || !text::IsWordChar(text::DecodeBefore(text, at).code)) &&
         (!closes_with_word || end == text.size() ||
          !text::IsWordChar(text::DecodeAt(text, end).code));
}

// Lower case, white space folded, apostrophes as typewriters have them.
std::string Plain(std::string_view words, std::size_t bytes_max) {
  words = words.substr(0, text::BoundaryBefore(words, std::min(words.size(), bytes_max)));
  std::string folded = text::FoldSpace(text::Lower(words));
  constexpr std::string_view kCurly = "\u2019";
  for (std::size_t at = folded.find(kCurly); at != std::string::npos;
       at = folded.find(kCurly, at + 1)) {
    folded.replace(at, kCurly.size(), "'");
  }
  return folded;
}

// Letters, digits and the like, without the punctuation between and around them.
int CountWordChars(std::string_view words) {
  int count = 0;
  for (std::size_t at = 0; at < words.size();) {
    const text::Decoded next = text::DecodeAt(words, at);
    count += text::IsWordChar(next.code) ? 1 : 0;
    at += next.size;
  }
  return count;
}

// What the table's patterns are compared with, in lower case, made once for each answer.
struct Seen {
  std::vector<std::string> titles;  // Parts of the title, and of headings.
  std::string text;
  std::string body;
  std::vector<std::string> headers;
  std::string host;
  std::vector<std::string> segments;
  std::optional<url::Url> url;
};

Seen Look(const Exchange& exchange, const Page& page) {
  Seen seen;
  seen.titles = TitleParts(page.title);
  for (const std::string& heading : page.headings) {
    for (std::string& part : TitleParts(heading)) {
      seen.titles.push_back(std::move(part));
    }
  }
  if (page.readable && page.text.size() <= kTextBytesMax) {
    seen.text = Plain(page.text, kTextBytesMax);
    const std::string_view body = exchange.body;
    seen.body = text::Lower(
        body.substr(0, text::BoundaryBefore(body, std::min(body.size(), kBodyBytesMax))));
  }
  for (const auto& [name, value] : exchange.headers) {
    seen.headers.push_back(text::Lower(name + ": " + value));
  }
  seen.url = url::Url::Parse(exchange.request.url);
  if (seen.url) {
    seen.host = seen.url->host();
    for (const std::string& segment : seen.url->Segments()) {
      seen.segments.push_back(text::Lower(segment));
    }
  }
  return seen;
}

bool IsHost(std::string_view host, std::string_view pattern) {
  if (pattern.ends_with('.')) {
    return host.starts_with(pattern);
  }
  return host == pattern || (host.ends_with(pattern) && host.size() > pattern.size() &&
                             host[host.size() - pattern.size() - 1] == '.');
}

// For each row of the table whose phrase is in title, text or body: the percentage of the title
// that it is, or 1; 0 where it is not there.
std::vector<int> Shares(const Seen& seen, const std::vector<Known>& table) {
  static const PhraseIndex kIndex = [&table] {
    std::vector<std::string_view> phrases;
    for (const Known& known : table) {
      const bool is_phrase = known.signal.in == Signal::In::kTitle ||
                             known.signal.in == Signal::In::kText ||
                             known.signal.in == Signal::In::kBody;
      phrases.push_back(is_phrase ? known.pattern : std::string_view());
    }
    return PhraseIndex(std::move(phrases));
  }();
  std::vector<int> shares(table.size(), 0);
  for (const std::string& title : seen.titles) {
    kIndex.FindIn(title, [&](std::size_t row, std::size_t at) {
      const std::string_view phrase = table[row].pattern;
      if (table[row].signal.in == Signal::In::kTitle && IsWhole(title, at, phrase)) {
        constexpr int kPercent = 100;
        shares[row] = std::max(
            shares[row], kPercent * CountWordChars(phrase) / std::max(CountWordChars(title), 1));
      }
    });
  }
  kIndex.FindIn(seen.text, [&](std::size_t row, std::size_t at) {
    if (table[row].signal.in == Signal::In::kText && IsWhole(seen.text, at, table[row].pattern)) {
      shares[row] = 1;
    }
  });
  kIndex.FindIn(seen.body, [&](std::size_t row, std::size_t) {
    if (table[row].signal.in == Signal::In::kBody) {
      shares[row] = 1;
    }
  });
  return shares;
}

bool Shows(const Seen& seen, Signal::In in, std::string_view pattern) {
  const auto any = [](const std::vector<std::string>& list, const auto& test) {
    return std::any_of(list.begin(), list.end(), test);
  };
  switch (in) {
    case Signal::In::kTitle:
    case Signal::In::kText:
    case Signal::In::kBody:
      break;  // Looked for all at once; see Shares.
    case Signal::In::kHeader:
      return any(seen.headers, [&](const std::string& line) { return line.starts_with(pattern); });
    case Signal::In::kHost:
      return IsHost(seen.host, pattern);
    case Signal::In::kLabel:
      return std::string_view(seen.host).substr(0, seen.host.find('.')) == pattern;
    case Signal::In::kPath:
      return any(seen.segments, [&](const std::string& segment) { return segment == pattern; });
    case Signal::In::kQuery:
      return seen.url && seen.url->Parameter(pattern).has_value();
  }
  return false;
}

}  // namespace

std::vector<std::string> TitleParts(std::string_view title) {
  static constexpr auto kBetween = std::to_array<std::string_view>(
      {" | ", " - ", " \u2013 ", " \u2014 ", " \u00b7 ", " \u2022 ", " \u00bb ", " :: ", ": ", ". ",
       "! ", "\uff01", "\u3002", "\uff5c"});
  std::vector<std::string> parts;
  std::string rest = Plain(title, kTitleBytesMax);
  while (!rest.empty()) {
    std::size_t end = rest.size();
    std::size_t next = rest.size();
    for (const std::string_view between : kBetween) {
      if (const std::size_t at = rest.find(between); at < end) {
        end = at;
        next = at + between.size();
      }
    }
    if (const std::string_view part = text::Trim(std::string_view(rest).substr(0, end));
        !part.empty()) {
      parts.emplace_back(part);
    }
    rest.erase(0, next);
  }
  return parts;
}

std::vector<Signal> SignalsOf(const Exchange& exchange, const Page& page) {
  static const std::vector<Known> kTable = ReadTable();
  const Seen seen = Look(exchange, page);
  const std::vector<int> shares = Shares(seen, kTable);
  std::vector<Signal> signals;
  for (std::size_t row = 0; row < kTable.size(); ++row) {
    const Signal& signal = kTable[row].signal;
    if (shares[row] > 0 || Shows(seen, signal.in, kTable[row].pattern)) {
      signals.push_back(signal);
      signals.back().share = signal.in == Signal::In::kTitle ? shares[row] : 0;
    }
  }
  return signals;
}

}  // namespace ibid::resolve
