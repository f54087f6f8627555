#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "detect/attributions/source_words.h"
#include "refer/sieve.h"
#include "text/phrase.h"
#include "text/utf8.h"

// "The ministry", "both officials", "the same report", "she": who was meant before.
namespace ibid::refer {
namespace {

using detect::Gender;

// "Sen.", "Prof.": their full stops end no sentence.
bool IsTitle(std::string_view word) {
  const detect::Word* known = detect::FindWord(detect::FoldedWord(word));
  return known != nullptr && (known->classes & detect::kTitle) != 0;
}

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [word](std::string_view w) { return text::EqualNoCase(word, w); });
}

// What a phrase that points back says of whom it means: "the two Iraqi officials" -> "Iraqi",
// "officials". Empty: it does not point back.
std::vector<std::string_view> PointedAt(std::string_view phrase) {
  std::vector<std::string_view> words = Words(phrase);
  if (words.size() < 2 ||
      !OneOf(words.front(), {"the", "this", "that", "these", "those", "both"})) {
    return {};
  }
  words.erase(words.begin());
  const auto kept = std::find_if(words.begin(), words.end(), [](std::string_view w) {
    return !OneOf(w, {"the", "same", "two", "three", "four", "five"});
  });
  words.erase(words.begin(), kept);
  return words;
}

// "officials" -> "official", "agencies" -> "agency"; the word itself where it is no plural.
std::string Singular(std::string_view word) {
  std::string out = text::Lower(word);
  if (out.ends_with("ies")) {
    return out.replace(out.size() - 3, 3, "y");
  }
  if (out.ends_with("men")) {
    return out.replace(out.size() - 2, 1, "a");
  }
  if (out.ends_with("s") && !out.ends_with("ss")) {
    out.pop_back();
  }
  return out;
}

}  // namespace

void Sieve::NameCommon(Mention& mention, AttributionParts& parts) {
  constexpr std::size_t kWordsMax = 3;
  const std::string_view at = text::WithoutComma(document_.Text(parts.source->at));
  const std::string_view head = Head(parts);
  const std::vector<std::string_view> pointed = PointedAt(at);
  const bool back = !pointed.empty() && pointed.size() <= kWordsMax &&
                    parts.source->head.end == parts.source->at.end;
  if (back) {
    const std::vector<Entity> earlier = Recent([&](const Entity& e) {
      const bool agency = e.type == SourceType::kAgency && text::EqualNoCase(head, "agency");
      const bool named =
          pointed.size() == 1 && (agency || text::EqualNoCase(LastWord(e.name), head));
      return named || std::all_of(pointed.begin(), pointed.end(), [&e](std::string_view word) {
               return HasWord(e.description, word);
             });
    });
    if (Clear(earlier)) {
      Set(mention, earlier.front().name, "coref.head_noun",
          Faded(earlier.size() == 1 ? 0.85 : 0.7, earlier.front()));
      parts.source_type = earlier.front().type;
      Touch(earlier.front(), parts);
      return;
    }
    if (!earlier.empty()) {
      SetAmbiguous(mention, at, earlier, "coref.head_noun_ambiguous");
      return;
    }
    if (NameTogether(mention, parts, head)) {
      return;
    }
  }
  Set(mention, at, "coref.as_written");
  Remember(mention, parts);
}

// "Both officials", after one of the State Department and one of the Pentagon.
bool Sieve::NameTogether(Mention& mention, AttributionParts& parts, std::string_view head) {
  const std::string one = Singular(head);
  if (text::EqualNoCase(one, head)) {
    return false;
  }
  std::vector<Entity> earlier =
      Recent([&one](const Entity& e) { return !e.plural && HasWord(e.description, one); });
  if (earlier.size() != 2) {
    return false;
  }
  Set(mention, earlier[1].name + " and " + earlier[0].name, "coref.together",
      Faded(0.75, earlier[1]));
  Remember(mention, parts);
  return true;
}

void Sieve::NamePronoun(Mention& mention, AttributionParts& parts) {
  const std::string pronoun = text::Lower(Head(parts));
  if (pronoun == "he" || pronoun == "she") {
    NameHeOrShe(mention, parts, pronoun == "he" ? Gender::kMale : Gender::kFemale);
    return;
  }
  std::vector<Entity> earlier;
  if (pronoun == "they") {
    earlier = Recent([](const Entity& e) { return e.plural || IsBody(e.type); });
  } else if (pronoun == "it") {
    earlier = Recent([](const Entity& e) {
      return IsBody(e.type) || IsOutlet(e.type) || e.type == SourceType::kDocument ||
             e.type == SourceType::kPollDataset;
    });
  }
  if (earlier.empty()) {
    Set(mention, Head(parts), "coref.unresolved");
    return;
  }
  Set(mention, earlier.front().name, "coref.pronoun",
      Faded(Clear(earlier) ? 0.75 : 0.6, earlier.front()));
  parts.source_type = earlier.front().type;
  Touch(earlier.front(), parts);
}

void Sieve::NameHeOrShe(Mention& mention, AttributionParts& parts, Gender gender) {
  const std::uint32_t here = parts.source->at.begin;
  const std::vector<Entity> earlier = Recent([gender](const Entity& e) {
    return IsPerson(e.type) && (e.gender == Gender::kUnknown || e.gender == gender);
  });
  // Somebody whom the text has named since, without making him speak.
  std::vector<Entity> between =
      NamedBetween(earlier.empty() ? 0 : earlier.front().at, here, gender, !earlier.empty());
  if (!earlier.empty()) {
    between.erase(std::remove_if(between.begin(), between.end(),
                                 [&](const Entity& e) {
                                   return e.name == earlier.front().name ||
                                          e.name.ends_with(" " + earlier.front().name);
                                 }),
                  between.end());
  }
  if (earlier.empty() && between.empty()) {
    Set(mention, Head(parts), "coref.unresolved");
    return;
  }
  const bool rival = !earlier.empty() && earlier.size() > 1 &&
                     earlier[0].gender == Gender::kUnknown && earlier[1].gender == gender &&
                     earlier[0].paragraph == earlier[1].paragraph;
  if ((!earlier.empty() && !between.empty()) || between.size() > 1 || rival) {
    std::vector<Entity> possible = between;
    possible.insert(possible.end(), earlier.begin(),
                    earlier.begin() + std::min<std::ptrdiff_t>(std::ssize(earlier), rival ? 2 : 1));
    SetAmbiguous(mention, Head(parts), possible, "coref.pronoun_ambiguous");
    return;
  }
  Entity chosen = earlier.empty() ? between.front() : earlier.front();
  const double sure = earlier.empty() ? 0.6 : chosen.gender == gender ? 0.85 : 0.7;
  Set(mention, chosen.name, earlier.empty() ? "coref.pronoun_named" : "coref.pronoun",
      Faded(Clear(earlier) || earlier.empty() ? sure : sure - 0.1, chosen));
  chosen.gender = gender;
  genders_[chosen.name] = gender;
  parts.source_type = chosen.type;
  Touch(std::move(chosen), parts);
}

std::vector<Entity> Sieve::NamedBetween(std::uint32_t from, std::uint32_t to, Gender gender,
                                        bool subjects) const {
  std::vector<Entity> out;
  const std::vector<NamesInText::Person>& people = names_.people();
  auto person = std::lower_bound(people.begin(), people.end(), to,
                                 [](const auto& p, std::uint32_t at) { return p.at.begin < at; });
  for (std::size_t n = 0; n < kPeopleBack && person != people.begin(); ++n) {
    --person;
    Entity e;
    const std::uint32_t at = person->at.begin;
    e.paragraph = ParagraphOf(at);
    if (at <= from || paragraph_ - e.paragraph > kParagraphsBack) {
      break;
    }
    const std::string_view before =
        text::Trim(std::string_view(document_.text).substr(from, at - from));
    const bool begins = at < 2 || document_.text[at - 1] == '\n' ||
                        (before.ends_with('.') && !IsTitle(LastWord(before))) ||
                        before.ends_with('"');
    const std::string_view name = document_.Text(person->at);
    const auto same = [name](const Entity& other) { return other.name == name; };
    if (person->gender == gender && (begins || !subjects) && out.size() < kCandidatesMax &&
        !std::any_of(out.begin(), out.end(), same)) {
      e.name = name;
      e.description = text::Lower(name);
      e.type = SourceType::kPersonNamed;
      e.at = at;
      e.gender = gender;
      out.push_back(std::move(e));
    }
  }
  return out;
}

}  // namespace ibid::refer
