#include "resolve/pages/signals.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
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

// The table's rows by where they are looked for.
struct Table {
  std::vector<Known> rows;
  // Of rows[i] the number is i; each holds the rows of its place alone.
  PhraseIndex titles;
  PhraseIndex texts;
  PhraseIndex bodies;
  std::unordered_map<std::string_view, std::vector<std::size_t>> segments;
  std::vector<std::size_t> others;  // Headers, hosts, labels, queries: a few.

  explicit Table(std::vector<Known> known)
      : rows(std::move(known)),
        titles(PhrasesOf(rows, Signal::In::kTitle)),
        texts(PhrasesOf(rows, Signal::In::kText)),
        bodies(PhrasesOf(rows, Signal::In::kBody)) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Signal::In in = rows[row].signal.in;
      if (in == Signal::In::kPath) {
        segments[rows[row].pattern].push_back(row);
      } else if (in == Signal::In::kHeader || in == Signal::In::kHost || in == Signal::In::kLabel ||
                 in == Signal::In::kQuery) {
        others.push_back(row);
      }
    }
  }

  static std::vector<std::string_view> PhrasesOf(const std::vector<Known>& rows, Signal::In in) {
    std::vector<std::string_view> phrases;
    for (const Known& known : rows) {
      phrases.push_back(known.signal.in == in ? known.pattern : std::string_view());
    }
    return phrases;
  }
};

bool IsHost(std::string_view host, std::string_view pattern) {
  if (pattern.ends_with('.')) {
    return host.starts_with(pattern);
  }
  return host == pattern || (host.ends_with(pattern) && host.size() > pattern.size() &&
                             host[host.size() - pattern.size() - 1] == '.');
}

// The rows of the table that an answer shows, by where they are looked for.
class Look {
 public:
  explicit Look(const Table& table) : table_(table) {}

  // Of the phrase the largest share in any title counts.
  void AtTitle(std::string_view whole) {
    for (const std::string& title : TitleParts(whole)) {
      table_.titles.FindAtWords(title, [&](std::size_t row, std::size_t at) {
        const std::string_view phrase = table_.rows[row].pattern;
        if (IsWhole(title, at, phrase)) {
          constexpr int kPercent = 100;
          const int share = kPercent * CountWordChars(phrase) / std::max(CountWordChars(title), 1);
          if (share > 0) {
            Add(row, share);
          }
        }
      });
    }
  }

  void AtText(std::string_view words) {
    const std::string text = Plain(words, kTextBytesMax);
    table_.texts.FindAtWords(text, [&](std::size_t row, std::size_t at) {
      if (IsWhole(text, at, table_.rows[row].pattern)) {
        Add(row);
      }
    });
  }

  void AtBody(std::string_view body) {
    const std::string lower = text::Lower(
        body.substr(0, text::BoundaryBefore(body, std::min(body.size(), kBodyBytesMax))));
    table_.bodies.FindIn(lower, [&](std::size_t row, std::size_t) { Add(row); });
  }

  void AtHeadersAndAddress(const Exchange& exchange) {
    std::vector<std::string> headers;
    for (const auto& [name, value] : exchange.headers) {
      headers.push_back(text::Lower(name + ": " + value));
    }
    const std::optional<url::Url> url = url::Url::Parse(exchange.request.url);
    const std::string_view host = url ? url->host() : std::string_view();
    for (const std::size_t row : table_.others) {
      if (Shows(headers, url, host, table_.rows[row])) {
        Add(row);
      }
    }
    for (const std::string& segment : url ? url->Segments() : std::vector<std::string>()) {
      const auto rows = table_.segments.find(text::Lower(segment));
      if (rows != table_.segments.end()) {
        std::for_each(rows->second.begin(), rows->second.end(), [&](std::size_t row) { Add(row); });
      }
    }
  }

  std::vector<Signal> Found() {
    std::sort(found_.begin(), found_.end());
    std::vector<Signal> signals;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const auto [row, share] = found_[i];
      if (i + 1 < found_.size() && found_[i + 1].first == row) {
        continue;  // The last one has the largest share.
      }
      signals.push_back(table_.rows[row].signal);
      signals.back().share = share;
    }
    return signals;
  }

 private:
  void Add(std::size_t row, int share = 0) { found_.emplace_back(row, share); }

  static bool Shows(const std::vector<std::string>& headers, const std::optional<url::Url>& url,
                    std::string_view host, const Known& known) {
    const std::string_view pattern = known.pattern;
    switch (known.signal.in) {
      case Signal::In::kHeader:
        return std::any_of(headers.begin(), headers.end(),
                           [&](const std::string& line) { return line.starts_with(pattern); });
      case Signal::In::kHost:
        return IsHost(host, pattern);
      case Signal::In::kLabel:
        return host.substr(0, host.find('.')) == pattern;
      case Signal::In::kQuery:
        return url && !url->query().empty() && url->Parameter(pattern).has_value();
      default:
        return false;
    }
  }

  const Table& table_;
  std::vector<std::pair<std::size_t, int>> found_;  // Row and share.
};

}  // namespace

std::vector<std::string> TitleParts(std::string_view title) {
  static constexpr auto kBetween = std::to_array<std::string_view>(
      {" | ", " - ", " \u2013 ", " \u2014 ", " \u00b7 ", " \u2022 ", " \u00bb ", " :: ", ": ", ". ",
       "! ", "\uff01", "\u3002", "\uff5c"});
  static const std::string kBegins = [] {
    std::string begins;
    for (const std::string_view between : kBetween) {
      begins += between.front();
    }
    return begins;
  }();
  const std::string plain = Plain(title, kTitleBytesMax);
  std::vector<std::string> parts;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view part = text::Trim(std::string_view(plain).substr(begin, end - begin));
    if (!part.empty()) {
      parts.emplace_back(part);
    }
  };
  for (std::size_t at = 0; (at = plain.find_first_of(kBegins, at)) != std::string::npos;) {
    const std::string_view rest = std::string_view(plain).substr(at);
    const auto* const between =
        std::find_if(kBetween.begin(), kBetween.end(),
                     [&](std::string_view one) { return rest.starts_with(one); });
    if (between == kBetween.end()) {
      ++at;
      continue;
    }
    add(at);
    at += between->size();
    begin = at;
  }
  add(plain.size());
  return parts;
}

std::vector<Signal> SignalsOf(const Exchange& exchange, const Page& page) {
  static const Table kTable(ReadTable());
  Look look(kTable);
  look.AtTitle(page.title);
  for (const std::string& heading : page.headings) {
    look.AtTitle(heading);
  }
  if (page.readable && page.text.size() <= kTextBytesMax) {
    look.AtText(page.text);
    look.AtBody(exchange.body);
  }
  look.AtHeadersAndAddress(exchange);
  return look.Found();
}

}  // namespace ibid::resolve
