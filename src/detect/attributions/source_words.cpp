#include "detect/attributions/source_words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/attributions/cues.h"
#include "detect/data_table.h"

namespace ibid::detect {
namespace {

struct ClassName {
  std::string_view name;
  WordClasses bits;
};

// The first column of words.tsv. "+name": the regular plurals belong to it too.
constexpr std::array kWordClassNames = {
    ClassName{"determiner", kDeterminer},
    ClassName{"possessive", kPossessive},
    ClassName{"measure", kMeasure},
    ClassName{"plain_word", kPlainWord},
    ClassName{"figure", kFigure},
    ClassName{"pronoun", kPronoun},
    ClassName{"object_pronoun", kObjectPronoun},
    ClassName{"preposition", kPreposition},
    ClassName{"be", kBe},
    ClassName{"have", kHave},
    ClassName{"do", kDo},
    ClassName{"modal", kModal},
    ClassName{"negation", kNegation},
    ClassName{"adverb", kAdverb},
    ClassName{"aside", kAside},
    ClassName{"conjunction", kConjunction},
    ClassName{"subordinator", kSubordinator},
    ClassName{"relative", kRelative},
    ClassName{"question", kQuestionWord},
    ClassName{"day", kDay},
    ClassName{"period", kPeriod},
    ClassName{"period_modifier", kPeriodModifier},
    ClassName{"month", kMonth},
    ClassName{"title", kTitle},
    ClassName{"person", kPerson},
    ClassName{"person_plural", kPerson | kPlural},
    ClassName{"body", kBody},
    ClassName{"government", kGovernment},
    ClassName{"document", kDocumentNoun},
    ClassName{"poll", kPoll},
    ClassName{"event", kEvent},
    ClassName{"quantity", kQuantity},
    ClassName{"nationality", kNationality},
    ClassName{"state", kState},
    ClassName{"body_name", kBodyName},
    ClassName{"government_name", kGovernmentName},
    ClassName{"body_suffix", kBodySuffix},
    ClassName{"verb", kVerb},
    ClassName{"abbreviation", kAbbreviation},
    ClassName{"media", kMediaNoun},
    ClassName{"given_name", kGivenName},
    ClassName{"degree", kDegree},
    ClassName{"thing", kThing},
    ClassName{"of", kOf},
    ClassName{"particle", kParticle},
    ClassName{"locative", kLocative},
    ClassName{"department", kDepartment},
    ClassName{"postmodifier", kPostmodifier},
    ClassName{"correlative", kCorrelative},
    ClassName{"that", kThat},
    ClassName{"approximate", kApproximate},
    ClassName{"reflexive", kReflexive},
    ClassName{"media_name", kMediaName},
    ClassName{"claim_noun", kClaimNoun},
    ClassName{"adjective", kAdjective},
};

std::string Plural(std::string_view noun) {
  const std::string word(noun);
  if (noun.size() > 3 && noun.ends_with("man") && !noun.ends_with("human")) {
    return word.substr(0, word.size() - 2) + "en";
  }
  if (noun.size() > 2 && noun.back() == 'y' &&
      std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string_view::npos) {
    return word.substr(0, word.size() - 1) + "ies";
  }
  if (noun.ends_with('s') || noun.ends_with('x') || noun.ends_with("ch") || noun.ends_with("sh")) {
    return word + "es";
  }
  return word + "s";
}

// Open addressing: two thirds of all tokens of an article are asked for once each.
class WordTable {
 public:
  WordTable() {
    entries_.reserve(kSlots / 4);
    const DataTable table("words.tsv", 2);
    for (const DataTable::Row& row : table.rows()) {
      AddRow(row[0], row[1]);
    }
    const Cues& cues = Cues::Get();
    for (const std::uint16_t head : cues.heads()) {
      WordOf(cues.At(head).first).cue = head;
    }
  }

  const Word* Find(const FoldedWord& word) const {
    const Slot& slot = SlotOf(word);
    return slot.entry == 0 ? nullptr : &entries_[slot.entry - 1U].word;
  }

 private:
  static constexpr std::size_t kSlots = 16384;  // Power of two, several times the number of words.
  struct Entry {
    FoldedWord key;
    Word word;
  };
  // Small, so that the table stays in the cache; nearly all misses end here.
  struct Slot {
    std::uint16_t entry = 0;  // One more than the index, 0: empty.
    std::uint16_t tag = 0;    // Bits of the hash that did not choose the slot.
  };

  void AddRow(std::string_view name, std::string_view words) {
    const bool plurals = name.starts_with('+');
    name.remove_prefix(plurals ? 1 : 0);
    WordClasses bits = 0;
    for (const ClassName& known : kWordClassNames) {
      bits |= known.name == name ? known.bits : 0;
    }
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      const std::string_view word = words.substr(0, end);
      words.remove_prefix(std::min(end + 1, words.size()));
      WordOf(word).classes |= bits;
      if (plurals) {
        WordOf(Plural(word)).classes |= bits | kPlural;
      }
    }
  }

  // The word's slot, or the empty one that it would get.
  const Slot& SlotOf(const FoldedWord& word) const {
    const std::size_t hash = word.Hash();
    for (std::size_t i = hash;; ++i) {
      const Slot& slot = slots_[i & (kSlots - 1)];
      if (slot.entry == 0 || (slot.tag == TagOf(hash) && entries_[slot.entry - 1U].key == word)) {
        return slot;
      }
    }
  }
  static std::uint16_t TagOf(std::size_t hash) { return static_cast<std::uint16_t>(hash >> 48U); }

  Word& WordOf(std::string_view written) {
    const FoldedWord key(written);
    assert(!key.empty());
    Slot& slot = slots_[static_cast<std::size_t>(&SlotOf(key) - slots_.data())];
    if (slot.entry == 0) {
      entries_.push_back({key, {}});
      slot = {static_cast<std::uint16_t>(entries_.size()), TagOf(key.Hash())};
    }
    return entries_[slot.entry - 1U].word;
  }

  std::array<Slot, kSlots> slots_{};
  std::vector<Entry> entries_;
};

}  // namespace

const Word* FindWord(const FoldedWord& word) {
  static const WordTable table;
  return word.empty() ? nullptr : table.Find(word);
}

}  // namespace ibid::detect
