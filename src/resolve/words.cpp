#include "resolve/words.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kWordsMax = 4000;
constexpr std::size_t kWordBytesMax = 64;

bool IsStopWord(std::string_view word) {
  // English function words, and what addresses and reports have in common whatever they are about.
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"a",       "about",  "after", "again",   "against", "all",    "also",  "amid",   "among",
       "an",      "and",    "any",   "are",     "article", "as",     "at",    "be",     "because",
       "been",    "before", "being", "between", "both",    "but",    "by",    "can",    "com",
       "could",   "did",    "do",    "does",    "down",    "during", "each",  "even",   "ever",
       "few",     "for",    "from",  "further", "get",     "go",     "had",   "has",    "have",
       "having",  "he",     "her",   "here",    "hers",    "him",    "his",   "how",    "htm",
       "html",    "http",   "https", "i",       "if",      "in",     "index", "into",   "is",
       "it",      "its",    "just",  "may",     "me",      "might",  "more",  "most",   "much",
       "my",      "new",    "news",  "no",      "not",     "now",    "of",    "off",    "on",
       "one",     "only",   "or",    "other",   "our",     "out",    "over",  "own",    "php",
       "read",    "report", "said",  "same",    "say",     "says",   "she",   "should", "so",
       "some",    "such",   "than",  "that",    "the",     "their",  "them",  "then",   "there",
       "these",   "they",   "this",  "those",   "through", "to",     "too",   "two",    "under",
       "until",   "up",     "upon",  "us",      "very",    "was",    "we",    "were",   "what",
       "when",    "where",  "which", "while",   "who",     "whom",   "why",   "will",   "with",
       "without", "would",  "www",   "yet",     "you",     "your"});
  static_assert(std::is_sorted(kWords.begin(), kWords.end()));
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

// Enough to make "agrees", "agreed" and "agreement" one, without a dictionary.
std::string Stem(std::string word) {
  static constexpr auto kEndings = std::to_array<std::string_view>(
      {"ements", "ement", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"});
  constexpr std::size_t kStemMin = 4;
  for (const std::string_view ending : kEndings) {
    if (word.size() >= kStemMin + ending.size() && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  return word;
}

}  // namespace

std::vector<ContentWord> ContentSequence(std::string_view text, std::size_t most) {
  std::vector<ContentWord> words;
  std::size_t looked_at = 0;
  bool sentence_begins = true;
  for (std::size_t at = 0; at < text.size() && looked_at < most;) {
    const text::Decoded first = text::DecodeAt(text, at);
    if (!text::IsWordChar(first.code) || first.code == U'_') {
      sentence_begins |= first.code == U'.' || first.code == U'!' || first.code == U'?' ||
                         first.code == U'\n' || first.code == U'"' || first.code == U'\u201C';
      at += first.size;
      continue;
    }
    std::string word;
    std::size_t letters = 0;
    std::size_t end = at;
    for (; end < text.size(); ++letters) {
      const text::Decoded c = text::DecodeAt(text, end);
      if (!text::IsWordChar(c.code) || c.code == U'_') {
        break;
      }
      if (word.size() < kWordBytesMax) {
        text::Append(word, text::ToLower(c.code));
      }
      end += c.size;
    }
    at = end;
    ++looked_at;
    const bool strong =
        text::IsDigit(first.code) || (text::IsUpper(first.code) && !sentence_begins);
    sentence_begins = false;
    if (letters < 2 || IsStopWord(word)) {
      continue;
    }
    std::string stem = Stem(word);
    words.push_back({std::move(stem), std::move(word), strong});
  }
  return words;
}

std::vector<ContentWord> ContentWords(std::string_view text) {
  std::vector<ContentWord> words;
  std::map<std::string, std::size_t> known;
  for (ContentWord& word : ContentSequence(text, kWordsMax)) {
    const auto [entry, added] = known.emplace(word.stem, words.size());
    if (added) {
      words.push_back(std::move(word));
    } else {
      words[entry->second].strong |= word.strong;
    }
  }
  return words;
}

std::vector<std::string> SharedWords(std::string_view a, std::string_view b) {
  std::set<std::string, std::less<>> in_b;
  for (ContentWord& word : ContentWords(b)) {
    in_b.insert(std::move(word.stem));
  }
  std::vector<std::string> shared;
  for (ContentWord& word : ContentWords(a)) {
    if (in_b.contains(word.stem)) {
      shared.push_back(std::move(word.stem));
    }
  }
  return shared;
}

}  // namespace ibid::resolve
