#include "detect/attributions/foreign_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <utility>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kWordBytesMax = 64;  // Longer ones are in no table.

struct Lexicon {
  std::unordered_map<std::string_view, ForeignClasses> classes;
  std::vector<std::string_view> prefixes;  // Longest first.
  std::vector<std::string_view> splits;
};

ForeignClasses ClassNamed(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kNames = {
      "verb", "participle", "aux",  "split",   "prefix",   "suffix", "so",
      "as",   "that",       "det",  "pronoun", "link",     "prep",   "adverb",
      "conj", "not",        "role", "body",    "document", "final",  "time"};
  const auto at = std::find(kNames.begin(), kNames.end(), name);
  return at == kNames.end() ? 0U : 1U << static_cast<unsigned>(at - kNames.begin());
}

Lexicon ReadLexicon(std::string_view language) {
  static const DataTable table("foreign_words.tsv", 3);
  Lexicon out;
  for (const DataTable::Row& row : table.rows()) {
    if (row[0] != language) {
      continue;
    }
    const ForeignClasses bit = ClassNamed(row[1]);
    for (const std::string_view word : Alternatives(row[2])) {
      if (bit == kFPrefix) {
        out.prefixes.push_back(word);
      } else if (bit == kFSplit) {
        out.splits.push_back(word);
      }
      out.classes[word.substr(0, word.find(' '))] |= bit;
    }
  }
  std::stable_sort(out.prefixes.begin(), out.prefixes.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return out;
}

const Lexicon& LexiconOf(Language language) {
  static const Lexicon german = ReadLexicon("de");
  static const Lexicon french = ReadLexicon("fr");
  static const Lexicon spanish = ReadLexicon("es");
  return language == Language::kGerman ? german : language == Language::kFrench ? french : spanish;
}

ForeignClasses ClassesOf(const Lexicon& lexicon, std::string_view word) {
  const auto found = lexicon.classes.find(word);
  return found == lexicon.classes.end() ? 0U : found->second;
}

std::string Folded(std::string_view word) {
  std::string out = text::Lower(word);
  constexpr std::string_view kCurly = "\xE2\x80\x99";
  for (std::size_t at = out.find(kCurly); at != std::string::npos; at = out.find(kCurly, at)) {
    out.replace(at, kCurly.size(), "'");
  }
  return out;
}

// "l'", "d'", "qu'" before a word: a letter or two and an apostrophe.
std::size_t ElisionEnd(std::string_view word) {
  const std::size_t at = word.find('\'');
  return at != std::string_view::npos && at > 0 && at <= 2 && at + 1 < word.size() ? at + 1 : 0;
}

// "dit-il", "a-t-elle": the size of the pronoun, else 0; `verb` is what stands before.
std::size_t CliticOf(std::string_view word, std::string_view& verb) {
  for (const std::string_view pronoun : {"-il", "-elle", "-ils", "-elles", "-on"}) {
    if (word.ends_with(pronoun) && word.size() > pronoun.size()) {
      verb = word.substr(0, word.size() - pronoun.size());
      verb.remove_suffix(verb.ends_with("-t") ? 2 : 0);
      return pronoun.size() - 1;
    }
  }
  return 0;
}

ForeignWord ReadWord(const Lexicon& lexicon, bool french, std::string_view written, bool capital) {
  ForeignWord out;
  out.capital = capital;
  if (written.size() > kWordBytesMax) {
    return out;
  }
  out.lower = Folded(written);
  out.classes = ClassesOf(lexicon, out.lower);
  if (!french) {
    // The genitive: "des Ministeriums", "des Gerichtes".
    for (const std::string_view ending : {"es", "s"}) {
      if (out.classes == 0 && capital && out.lower.ends_with(ending)) {
        out.classes = ClassesOf(lexicon, std::string_view(out.lower).substr(
                                             0, out.lower.size() - ending.size())) &
                      (kFRole | kFBody | kFDocument);
      }
    }
    return out;
  }
  if (out.classes != 0) {
    return out;
  }
  std::string_view verb;
  if (const std::size_t clitic = CliticOf(out.lower, verb); clitic > 0) {
    const ForeignClasses of_verb = ClassesOf(lexicon, verb) & (kFVerb | kFAux);
    out.classes = of_verb == 0 ? 0 : of_verb | kFClitic;
    out.clitic = static_cast<std::uint32_t>(clitic);
    return out;
  }
  if (const std::size_t end = ElisionEnd(out.lower); end > 0) {
    const std::string_view opening = std::string_view(out.lower).substr(0, end);
    const ForeignClasses before = opening == "l'"    ? kFDet
                                  : opening == "d'"  ? kFLink
                                  : opening == "qu'" ? kFThat
                                  : opening == "n'"  ? kFNot
                                                     : 0U;
    const std::size_t curly = written.find("\xE2\x80\x99") != std::string_view::npos ? 2 : 0;
    out.elided = static_cast<std::uint32_t>(end + curly);
    const std::string_view rest = written.substr(out.elided);
    out.capital = !rest.empty() && text::IsUpper(text::DecodeAt(rest, 0).code);
    out.lower.erase(0, end);
    out.classes = ClassesOf(lexicon, out.lower) | before;
  }
  return out;
}

}  // namespace

std::vector<ForeignWord> ReadForeignWords(Language language, const Passage& passage) {
  const Lexicon& lexicon = LexiconOf(language);
  std::vector<ForeignWord> out;
  out.reserve(passage.tokens.size());
  for (std::uint32_t i = 0; i < passage.tokens.size(); ++i) {
    const Token& token = passage.tokens[i];
    out.push_back(token.word() ? ReadWord(lexicon, language == Language::kFrench, passage.WordAt(i),
                                          token.capital)
                               : ForeignWord{});
  }
  return out;
}

std::uint32_t ForeignPrefixAt(Language language, const std::vector<ForeignWord>& words,
                              std::uint32_t i, std::uint32_t end) {
  if (!words[i].Is(kFPrefix) && words[i].elided == 0) {
    return 0;
  }
  for (std::string_view prefix : LexiconOf(language).prefixes) {
    std::uint32_t at = i;
    while (!prefix.empty() && at < end) {
      const std::size_t size = std::min(prefix.find(' '), prefix.size());
      std::string_view word = prefix.substr(0, size);
      if (words[at].elided > 0) {
        word.remove_prefix(std::min(word.size(), word.find('\'') + 1));
      }
      if (word != words[at].lower) {
        break;
      }
      prefix.remove_prefix(std::min(size + 1, prefix.size()));
      ++at;
    }
    if (prefix.empty()) {
      return at - i;
    }
  }
  return 0;
}

bool IsForeignParticle(Language language, std::string_view verb, std::string_view particle) {
  const auto& splits = LexiconOf(language).splits;
  return std::any_of(splits.begin(), splits.end(), [&](std::string_view split) {
    return split.size() == verb.size() + 1 + particle.size() && split.starts_with(verb) &&
           split.ends_with(particle);
  });
}

}  // namespace ibid::detect
