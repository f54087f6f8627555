#include "resolve/pages/sayings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "resolve/phrase_index.h"
#include "resolve/table.h"
#include "resolve/whole_words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr int kPercent = 100;
// A longer one tells a story in which such words meet by chance.
constexpr std::size_t kSentenceBytesMax = 320;
constexpr std::size_t kLanguagesMax = 64;
constexpr std::size_t kClassesMax = 64;

using Classes = std::uint64_t;  // A bit for each.

struct Word {
  std::string_view phrase;  // Up to its first star.
  std::string_view rest;    // Behind it.
  Classes of = 0;
  std::size_t language = 0;
  bool open = false;  // Its ending is free.
};

struct Rule {
  Verdict verdict = Verdict::kUnknown;
  bool is_excuse = false;
  Classes all = 0;
  int least = 0;
  std::string_view reason;
};

// Calls `use` with each piece between separators, trimmed.
template <class Use>
void Pieces(std::string_view cell, std::string_view separator, Use use) {
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(separator), cell.size());
    use(text::Trim(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + separator.size(), cell.size()));
  }
}

// The number of a name, entered where it is new; `most` where there is no room.
std::size_t NumberOf(std::vector<std::string_view>& names, std::string_view name,
                     std::size_t most) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end() && names.size() == most) {
    return most;
  }
  const auto number = static_cast<std::size_t>(at - names.begin());
  if (at == names.end()) {
    names.push_back(name);
  }
  return number;
}

class Tables {
 public:
  Tables() {
    std::vector<std::string_view> classes;
    std::vector<std::string_view> languages{"*"};
    for (const Row& row : Rows("signal_words.tsv")) {
      const std::size_t of = NumberOf(classes, Cell(row, 0), kClassesMax);
      const std::size_t language = NumberOf(languages, Cell(row, 1), kLanguagesMax);
      if (of < kClassesMax && language < kLanguagesMax) {
        Pieces(Cell(row, 2), " | ", [&](std::string_view phrase) {
          const std::size_t star = std::min(phrase.find('*'), phrase.size());
          words_.push_back({phrase.substr(0, star),
                            phrase.substr(std::min(star + 1, phrase.size())), Classes{1} << of,
                            language, star < phrase.size()});
        });
      }
    }
    for (const Row& row : Rows("signal_sentences.tsv")) {
      const std::string_view least = Cell(row, 2);
      const bool is_excuse = Cell(row, 0) == "excuse";
      const std::string_view verdict = is_excuse ? "soft_404" : Cell(row, 0);
      Rule rule{VerdictNamed(verdict).value_or(Verdict::kUnknown), is_excuse, 0, 0, Cell(row, 3)};
      std::from_chars(least.data(), least.data() + least.size(), rule.least);
      Pieces(Cell(row, 1), " + ", [&](std::string_view name) {
        rule.all |= Classes{1} << NumberOf(classes, name, kClassesMax - 1);
      });
      rules_.push_back(rule);
    }
    domain_ = Classes{1} << NumberOf(classes, "domain", kClassesMax - 1);
  }

  const std::vector<Word>& words() const { return words_; }
  const std::vector<Rule>& rules() const { return rules_; }
  // What the name of a page's own host is, in every language.
  Word OwnHost(std::string_view host) const { return {host, {}, domain_, 0, false}; }

 private:
  std::vector<Word> words_;
  std::vector<Rule> rules_;
  Classes domain_ = 0;
};

const Tables& TheTables() {
  static const Tables kTables;
  return kTables;
}

const PhraseIndex& TheIndex() {
  static const PhraseIndex kIndex = [] {
    std::vector<std::string_view> phrases;
    for (const Word& word : TheTables().words()) {
      phrases.push_back(word.phrase);
    }
    return PhraseIndex(phrases);
  }();
  return kIndex;
}

std::size_t WordEnd(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::Decoded next = text::DecodeAt(text, at);
    if (!text::IsWordChar(next.code)) {
      break;
    }
    at += next.size;
  }
  return at;
}

// Whether the rest of a phrase follows, each star the ending of a word.
bool FollowsWith(std::string_view text, std::size_t at, std::string_view rest) {
  while (!rest.empty()) {
    at = WordEnd(text, at);
    const std::size_t star = std::min(rest.find('*'), rest.size());
    if (!text.substr(at).starts_with(rest.substr(0, star))) {
      return false;
    }
    at += star;
    rest.remove_prefix(std::min(star + 1, rest.size()));
  }
  return true;
}

template <class Found>
void FindWords(std::string_view text, Found found) {
  const std::vector<Word>& words = TheTables().words();
  TheIndex().FindAtWords(text, [&](std::size_t number, std::size_t at) {
    const Word& word = words[number];
    const bool is_there = word.open ? BeginsWord(text, at, word.phrase) &&
                                          FollowsWith(text, at + word.phrase.size(), word.rest)
                                    : StandsWhole(text, at, word.phrase);
    if (is_there) {
      found(word, at);
    }
  });
}

// Where the sentence that begins at `at` ends: at a line's end, at a mark with space behind it, or
// at a mark of scripts that put none there.
std::size_t SentenceEnd(std::string_view text, std::size_t at) {
  static constexpr auto kMarks =
      std::to_array<std::string_view>({"\u3002", "\uff01", "\uff1f", "\u061f", "\u06d4", "\u0964"});
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      return at + 1;
    }
    const bool spaced = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    if ((c == '.' || c == '!' || c == '?') && spaced) {
      return at + 1;
    }
    if (static_cast<unsigned char>(c) >= 0xD8U) {
      for (const std::string_view mark : kMarks) {
        if (text.substr(at).starts_with(mark)) {
          return at + mark.size();
        }
      }
    }
  }
  return text.size();
}

// Whether what stands there is a piece of an address: "https://a.example/file-removed".
bool IsInAddress(std::string_view text, std::size_t at) {
  constexpr std::string_view kMark = "://";
  constexpr std::size_t kBackMax = 256;
  const std::string_view before = text.substr(at - std::min(at, kBackMax), std::min(at, kBackMax));
  const std::size_t space = before.find_last_of(" \n");
  return before.substr(space == std::string_view::npos ? 0 : space).find(kMark) !=
         std::string_view::npos;
}

// The classes of words that were seen in one sentence, apart for each language.
class Sentence {
 public:
  void Add(const Word& word) {
    if (seen_[word.language] == 0) {
      languages_.push_back(word.language);
    }
    seen_[word.language] |= word.of;
  }
  // Also with what another sentence has.
  bool Has(Classes all, const Sentence* other = nullptr) const {
    return std::any_of(languages_.begin(), languages_.end(), [&](std::size_t language) {
      const Classes more = other == nullptr ? 0 : other->seen_[language] | other->seen_[0];
      return (all & ~(seen_[language] | seen_[0] | more)) == 0;
    });
  }
  void Clear() {
    for (const std::size_t language : languages_) {
      seen_[language] = 0;
    }
    languages_.clear();
  }

 private:
  std::array<Classes, kLanguagesMax> seen_ = {};
  std::vector<std::size_t> languages_;
};

// Whether what stands there is in quotation marks that were opened in the same line.
class Quotation {
 public:
  explicit Quotation(std::string_view text) : text_(text) {}
  // To be asked of places in their order.
  bool Has(std::size_t at) {
    static constexpr auto kOpen =
        std::to_array<std::string_view>({"\u201c", "\u201e", "\u00ab", "\u300c", "\u300e"});
    static constexpr auto kClose =
        std::to_array<std::string_view>({"\u201d", "\u201c", "\u00bb", "\u300d", "\u300f"});
    for (; at_ < at; ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') {
        open_ = kNone;
      } else if (byte == 0xC2U || byte == 0xE2U || byte == 0xE3U) {
        const std::string_view rest = text_.substr(at_);
        if (open_ != kNone && (rest.starts_with(kClose[open_]) || rest.starts_with(kClose[0]))) {
          open_ = kNone;
          continue;
        }
        for (std::size_t i = 0; i < kOpen.size() && open_ == kNone; ++i) {
          open_ = rest.starts_with(kOpen[i]) ? i : kNone;
        }
      }
    }
    return open_ != kNone;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t open_ = kNone;
};

std::size_t WordBytes(std::string_view text, std::string_view covered) {
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded next = text::DecodeAt(text, at);
    bytes += text::IsWordChar(next.code) && covered[at] != '\0' ? 1U : 0U;
    at += next.size;
  }
  return bytes;
}

}  // namespace

std::vector<Saying> SayingsOfText(std::string_view text, std::string_view host) {
  const Tables& tables = TheTables();
  const std::vector<Rule>& rules = tables.rules();
  std::vector<std::size_t> bytes(rules.size(), 0);
  Sentence sentence;
  Sentence before;
  std::size_t begin = 0;
  std::size_t end = SentenceEnd(text, 0);
  const auto close = [&] {
    for (std::size_t i = 0; i < rules.size() && end - begin <= kSentenceBytesMax; ++i) {
      // Walls need two sentences for what they want; stories are told in them.
      const Sentence* with = rules[i].verdict == Verdict::kSoft404 ? nullptr : &before;
      bytes[i] += sentence.Has(rules[i].all, with) ? end - begin : 0;
    }
    std::swap(before, sentence);
    sentence.Clear();
    begin = end;
    end = SentenceEnd(text, end);
  };
  Quotation quotation(text);
  std::size_t host_at = host.empty() ? std::string_view::npos : text.find(host);
  const auto add = [&](const Word& word, std::size_t at) {
    while (at >= end) {
      close();
    }
    sentence.Add(word);
  };
  FindWords(text, [&](const Word& word, std::size_t at) {
    if (host_at <= at) {
      add(tables.OwnHost(host), host_at);
      host_at = text.find(host, host_at + host.size());
    }
    if (!quotation.Has(at) && !IsInAddress(text, at)) {
      add(word, at);
    }
  });
  close();
  std::vector<Saying> sayings;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    const auto share =
        static_cast<int>(bytes[i] * kPercent / std::max<std::size_t>(text.size(), 1));
    if (bytes[i] > 0 && share >= rule.least) {
      sayings.push_back({rule.verdict, rule.is_excuse, std::max(share, 1), rule.reason, {}});
    }
  }
  return sayings;
}

std::vector<Saying> SayingsOfTitle(std::string_view title) {
  std::vector<std::pair<const Word*, std::size_t>> found;
  Sentence sentence;
  FindWords(title, [&](const Word& word, std::size_t at) {
    found.emplace_back(&word, at);
    sentence.Add(word);
  });
  std::vector<Saying> sayings;
  const int all = std::max(CountWordChars(title), 1);
  for (const Rule& rule : TheTables().rules()) {
    if (!sentence.Has(rule.all)) {
      continue;
    }
    std::string covered(title.size(), '\0');
    std::string words;
    for (const auto& [word, at] : found) {
      if ((word->of & rule.all) != 0) {
        words += std::string(word->phrase) + ' ';
        const std::size_t word_end = word->open ? WordEnd(title, at) : at + word->phrase.size();
        std::fill(covered.begin() + static_cast<std::ptrdiff_t>(at),
                  covered.begin() + static_cast<std::ptrdiff_t>(word_end), '\1');
      }
    }
    const int share = static_cast<int>(WordBytes(title, covered)) * kPercent / all;
    sayings.push_back({rule.verdict, rule.is_excuse, share, rule.reason, std::move(words)});
  }
  return sayings;
}

}  // namespace ibid::resolve
