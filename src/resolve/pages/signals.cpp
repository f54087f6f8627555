#include "resolve/pages/signals.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "resolve/pages/sayings.h"
#include "resolve/pages/state_fields.h"
#include "resolve/phrase_index.h"
#include "resolve/table.h"
#include "resolve/whole_words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

// What stands in front of a work, and what says that there is none, has little to read: a page with
// more is a story, and need not be searched. How much of the source of a small one is looked at.
constexpr std::size_t kTextBytesMax = 3000;
constexpr std::size_t kWallBytesMax = 1500;
constexpr std::size_t kBodyBytesMax = 128 * 1024;
constexpr std::size_t kTitleBytesMax = 1024;

std::optional<Signal::In> PlaceNamed(std::string_view name) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"title", "excuse", "text", "body", "header", "host", "label",
                                       "path", "query", "class", "field"});
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
      AddPattern(Signal{*verdict, *place, 0, std::string(Cell(row, 3)), {}}, Cell(row, 2), table);
    }
  }
  return table;
}

// Lower case, apostrophes as typewriters have them.
std::string Plain(std::string_view words) {
  std::string plain = text::Lower(words);
  constexpr std::string_view kCurly = "\u2019";
  for (std::size_t at = plain.find(kCurly); at != std::string::npos;
       at = plain.find(kCurly, at + 1)) {
    plain.replace(at, kCurly.size(), "'");
  }
  return plain;
}

// "Where has my page gone?" tells nothing.
bool IsQuestion(std::string_view title) {
  return title.ends_with('?') || title.ends_with("\uff1f") || title.ends_with("\u061f");
}

bool IsOfTitle(Signal::In in) {
  return in == Signal::In::kTitle || in == Signal::In::kExcuse;
}

int PercentOf(std::string_view phrase, std::string_view whole) {
  constexpr int kPercent = 100;
  return kPercent * CountWordChars(phrase) / std::max(CountWordChars(whole), 1);
}

// Whether the phrase is a line of the text, and nothing else is in that line.
bool IsALine(std::string_view text, std::size_t at, std::string_view phrase) {
  constexpr std::size_t kLineBytesMax = 160;
  constexpr int kWhole = 90;
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view line =
      text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
  return line.size() <= kLineBytesMax && PercentOf(phrase, line) >= kWhole;
}

// How much of the text the sentence around `at` is, in percent.
int SentenceShare(std::string_view text, std::size_t at) {
  constexpr std::size_t kPercent = 100;
  constexpr std::string_view kEnds = ".!?\n";
  const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_of(kEnds, at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find_first_of(kEnds, at), text.size());
  return std::max(static_cast<int>((end - begin) * kPercent / text.size()), 1);
}

// What a segment of a path says, however it is written: "PageNotFoundError.aspx" and
// "page_not_found" are "notfound", "Custom404.html" is "404".
std::string SegmentKey(std::string_view segment) {
  static constexpr auto kAround = std::to_array<std::string_view>(
      {"custom", "http", "page", "status", "server", "handler", "error", "err", "the", "404"});
  constexpr std::size_t kExtensionMax = 5;
  constexpr std::size_t kLeftMin = 3;
  std::string whole = text::Lower(segment);
  const std::size_t dot = whole.rfind('.');
  if (dot != std::string::npos && dot > 0 && whole.size() - dot <= kExtensionMax + 1) {
    whole.erase(dot);
  }
  std::erase_if(whole, [](char c) { return c == '-' || c == '_' || c == '.' || c == '+'; });
  std::string_view key = whole;
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view one : kAround) {
      if (key.size() >= one.size() + kLeftMin && key.starts_with(one)) {
        key.remove_prefix(one.size());
        cut = true;
      } else if (key.size() >= one.size() + kLeftMin && key.ends_with(one)) {
        key.remove_suffix(one.size());
        cut = true;
      }
    }
  }
  return std::string(key);
}

// The table's rows by where they are looked for.
struct Table {
  std::vector<Known> rows;
  // Of rows[i] the number is i; each holds the rows of its place alone.
  PhraseIndex titles;
  PhraseIndex texts;
  PhraseIndex bodies;
  PhraseIndex lines;  // What titles say of missing works, looked for in lines of the text.
  std::unordered_map<std::string_view, std::vector<std::size_t>> segments;
  std::unordered_map<std::string, std::size_t> error_segments;  // By SegmentKey(): a row each.
  std::unordered_map<std::string_view, std::vector<std::size_t>> classes;
  std::unordered_map<std::string_view, std::vector<std::size_t>> fields;
  std::vector<std::size_t> others;  // Headers, hosts, labels, queries: a few.

  explicit Table(std::vector<Known> known)
      : rows(std::move(known)),
        titles(PhrasesOf(rows, [](const Signal& signal) { return IsOfTitle(signal.in); })),
        texts(PhrasesOf(rows, [](const Signal& signal) { return signal.in == Signal::In::kText; })),
        bodies(
            PhrasesOf(rows, [](const Signal& signal) { return signal.in == Signal::In::kBody; })),
        lines(PhrasesOf(rows, [](const Signal& signal) {
          return signal.in == Signal::In::kTitle && signal.verdict == Verdict::kSoft404;
        })) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Signal::In in = rows[row].signal.in;
      if (in == Signal::In::kPath) {
        segments[rows[row].pattern].push_back(row);
        if (rows[row].signal.verdict == Verdict::kSoft404) {
          error_segments.emplace(SegmentKey(rows[row].pattern), row);
        }
      } else if (in == Signal::In::kClass) {
        classes[rows[row].pattern].push_back(row);
      } else if (in == Signal::In::kField) {
        fields[rows[row].pattern].push_back(row);
      } else if (in == Signal::In::kHeader || in == Signal::In::kHost || in == Signal::In::kLabel ||
                 in == Signal::In::kQuery) {
        others.push_back(row);
      }
    }
  }

  template <class Which>
  static std::vector<std::string_view> PhrasesOf(const std::vector<Known>& rows, Which which) {
    std::vector<std::string_view> phrases;
    for (const Known& known : rows) {
      phrases.push_back(which(known.signal) ? known.pattern : std::string_view());
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

// What stands behind a story that ends soon, or asks its reader to sign up: where a paywall says
// so.
std::string FenceOf(const Page& page) {
  std::string lines;
  for (const Zone& zone : page.document.zones) {
    if (zone.chrome && (zone.rule == "html.after" || zone.rule.ends_with(".signup")) &&
        lines.size() < kTextBytesMax) {
      lines += text::FoldSpace(page.document.Text(zone.at));
      lines += '\n';
    }
  }
  return lines;
}

// The rows of the table that an answer shows, by where they are looked for.
class Look {
 public:
  explicit Look(const Table& table) : table_(table) {}

  // Of the phrase the largest share in any title counts.
  void AtTitle(std::string_view whole) {
    for (const std::string& title : TitleParts(whole)) {
      const bool asks = IsQuestion(title);
      table_.titles.FindAtWords(title, [&](std::size_t row, std::size_t at) {
        const Known& known = table_.rows[row];
        const bool is_asked = asks && known.signal.in == Signal::In::kTitle &&
                              known.signal.verdict == Verdict::kSoft404;
        if (!is_asked && StandsWhole(title, at, known.pattern)) {
          Add(row, std::max(PercentOf(known.pattern, title), 1));
        }
      });
      for (Saying& said : asks ? std::vector<Saying>() : SayingsOfTitle(title)) {
        said_.push_back(SignalOf(std::move(said), Signal::In::kTitle));
      }
    }
  }

  void AtText(std::string_view words, std::string_view host, bool dated) {
    const std::string text = Plain(words);
    table_.texts.FindAtWords(text, [&](std::size_t row, std::size_t at) {
      if (StandsWhole(text, at, table_.rows[row].pattern)) {
        Add(row, SentenceShare(text, at));
      }
    });
    table_.lines.FindAtWords(text, [&](std::size_t row, std::size_t at) {
      const Known& known = table_.rows[row];
      if (StandsWhole(text, at, known.pattern) && IsALine(text, at, known.pattern)) {
        said_.push_back({known.signal.verdict, Signal::In::kText, 1, known.signal.reason, {}});
      }
    });
    if (dated && text.size() > kWallBytesMax) {
      return;  // No wall is so long, and what a dated page mentions does not make it missing.
    }
    for (Saying& said : SayingsOfText(text, host)) {
      said_.push_back(SignalOf(std::move(said), Signal::In::kText));
    }
  }

  void AtFence(const Page& page) {
    for (Saying& said : SayingsOfText(Plain(FenceOf(page)), {})) {
      if (said.verdict == Verdict::kPaywall) {
        said_.push_back(SignalOf(std::move(said), Signal::In::kText));
      }
    }
  }

  void AtClasses(const std::vector<std::string>& names) { AddNamed(table_.classes, names); }
  void AtFields(const std::vector<std::string>& fields) { AddNamed(table_.fields, fields); }

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
    std::vector<std::string> segments = url ? url->Segments() : std::vector<std::string>();
    std::transform(segments.begin(), segments.end(), segments.begin(), text::Lower);
    AddNamed(table_.segments, segments);
    for (const std::string& segment : segments) {
      const auto row = table_.error_segments.find(SegmentKey(segment));
      if (row != table_.error_segments.end()) {
        Add(row->second);
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
      const Known& known = table_.rows[row];
      signals.push_back(known.signal);
      signals.back().share = share;
      signals.back().phrase = IsOfTitle(known.signal.in) ? known.pattern : std::string();
    }
    std::move(said_.begin(), said_.end(), std::back_inserter(signals));
    return signals;
  }

 private:
  void Add(std::size_t row, int share = 0) { found_.emplace_back(row, share); }

  void AddNamed(const std::unordered_map<std::string_view, std::vector<std::size_t>>& known,
                const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const auto rows = known.find(name);
      if (rows != known.end()) {
        std::for_each(rows->second.begin(), rows->second.end(), [&](std::size_t row) { Add(row); });
      }
    }
  }

  static Signal SignalOf(Saying&& said, Signal::In in) {
    return {said.verdict, said.is_excuse ? Signal::In::kExcuse : in, said.share,
            std::string(said.reason), std::move(said.words)};
  }

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
  std::vector<Signal> said_;                        // By no row.
};

// "“This domain is for sale”: how a name was sold" is said by somebody else.
bool IsQuoted(std::string_view part) {
  static constexpr auto kOpen = std::to_array<std::string_view>(
      {"\"", "\u201c", "\u201e", "\u00ab", "\u2018", "'", "\u300c", "\u300e"});
  return std::any_of(kOpen.begin(), kOpen.end(),
                     [&](std::string_view mark) { return part.starts_with(mark); });
}

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
  title = title.substr(0, text::BoundaryBefore(title, std::min(title.size(), kTitleBytesMax)));
  const std::string plain = text::FoldSpace(Plain(title));
  std::vector<std::string> parts;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view part = text::Trim(std::string_view(plain).substr(begin, end - begin));
    if (!part.empty() && !IsQuoted(part)) {
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
  const std::optional<url::Url> url = url::Url::Parse(exchange.request.url);
  std::string_view host = url ? url->host() : std::string_view();
  host.remove_prefix(host.starts_with("www.") ? 4 : 0);
  if (page.readable && page.text.size() <= kTextBytesMax) {
    const Fact& published = page.document.metadata.published;
    look.AtText(page.text, host, published.known() && published.from != "url");
    look.AtFence(page);
    look.AtBody(exchange.body);
    look.AtFields(FieldsOfState(page.document));
  } else if (page.type.ends_with("json")) {
    look.AtFields(FieldsOfJson(exchange.body));
  } else if (page.type.ends_with("xml")) {
    look.AtFields(FieldsOfXml(exchange.body));
  }
  look.AtClasses(page.frame);
  look.AtHeadersAndAddress(exchange);
  return look.Found();
}

}  // namespace ibid::resolve
