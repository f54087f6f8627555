#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "detect/outlets/outlets.h"
#include "ibid/document.h"
#include "ibid/mention.h"
#include "refer/entity.h"
#include "refer/names_in_text.h"
#include "refer/outlet_names.h"

namespace ibid::refer {

// Goes through an article's sources in text order and says whom each means; for NameSources()
// alone. Defined in coreference.cpp (where things stand, persons, bodies), sieve_outlets.cpp and
// sieve_nouns.cpp (common nouns, pronouns). Time is linear in the mentions: no source looks at more
// than kEntitiesBack earlier ones.
class Sieve {
 public:
  Sieve(const Document& document, std::vector<Mention>& mentions);
  void Run();

 private:
  static constexpr std::size_t kParagraphsBack = 3;
  static constexpr std::size_t kEntitiesBack = 64;  // Sources looked at, newest first.
  static constexpr std::size_t kCandidatesMax = 4;  // Of one mention.
  static constexpr std::size_t kPeopleBack = 32;    // Names in the text looked at, newest first.

  // ---- Where things stand
  void IndexParagraphs();
  std::size_t ParagraphOf(std::uint32_t offset) const;
  bool Near(const Entity& entity) const { return paragraph_ - entity.paragraph <= kParagraphsBack; }
  std::string_view Head(const AttributionParts& parts) const {
    return document_.Text(parts.source->head);
  }

  // Those that `fit`, newest first, each name once; within reach, or anywhere.
  template <class Fits>
  std::vector<Entity> Recent(Fits fits, bool anywhere = false) const {
    std::vector<Entity> out;
    std::size_t looked = 0;
    for (auto e = entities_.rbegin();
         e != entities_.rend() && looked < kEntitiesBack && out.size() < kCandidatesMax;
         ++e, ++looked) {
      if (!anywhere && !Near(*e)) {
        break;
      }
      const auto same = [&e](const Entity& other) { return other.name == e->name; };
      if (fits(*e) && !std::any_of(out.begin(), out.end(), same)) {
        out.push_back(*e);
      }
    }
    return out;
  }
  // Whether the first is meant: it is alone, or the next stands a paragraph further back.
  static bool Clear(const std::vector<Entity>& found) {
    return found.size() == 1 || (found.size() > 1 && found[0].paragraph > found[1].paragraph);
  }

  // ---- What is said of a mention
  void Name(Mention& mention, AttributionParts& parts);
  static void Set(Mention& mention, std::string_view name, std::string_view rule,
                  double confidence = 0);
  // Several are possible, likeliest first: the mention keeps its words.
  static void SetAmbiguous(Mention& mention, std::string_view written,
                           const std::vector<std::pair<std::string, double>>& weighted,
                           std::string_view rule);
  static void SetAmbiguous(Mention& mention, std::string_view written,
                           const std::vector<Entity>& found, std::string_view rule);
  // Less sure with every paragraph between.
  double Faded(double confidence, const Entity& entity) const;
  // Keeps the source for those that will be named after it.
  void Remember(const Mention& mention, const AttributionParts& parts);
  void RememberAddressee(const AttributionParts& parts);
  void Add(Entity entity);
  // The same one has spoken again.
  void Touch(Entity entity, const AttributionParts& parts);

  // ---- Outlets (sieve_outlets.cpp)
  void NameOutlet(Mention& mention, AttributionParts& parts);
  void NameKnownOutlet(Mention& mention, std::string_view written,
                       const detect::NamedOutlet& named);
  // The publisher speaks of itself; what it reported on some day is a story like any other's.
  void MarkSelf(const Mention& mention, AttributionParts& parts) const;
  // "this newspaper", "we": the publisher; "this reporter", "I": the author, where there is one.
  void NameSelf(Mention& mention, const AttributionParts& parts);
  // "this newspaper", "our reporter": the article's own.
  static bool IsSelfPhrase(std::string_view at);
  // "the newspaper", "the agency"
  void NameMediaNoun(Mention& mention, AttributionParts& parts);

  // ---- Persons and bodies
  void NamePerson(Mention& mention, AttributionParts& parts);
  void NameBySurname(Mention& mention, std::string_view head);
  // The body's name with what owns it: "Iraq's Defense Ministry", "Iraqi Defense Ministry".
  std::string BodyName(const AttributionParts& parts) const;
  void NameBody(Mention& mention, AttributionParts& parts);

  // ---- "the ministry", "both officials", "the same report", pronouns (sieve_nouns.cpp)
  void NameCommon(Mention& mention, AttributionParts& parts);
  bool NameTogether(Mention& mention, AttributionParts& parts, std::string_view head);
  void NamePronoun(Mention& mention, AttributionParts& parts);
  void NameHeOrShe(Mention& mention, AttributionParts& parts, detect::Gender gender);
  // Whom the text names between `from` and `to`, newest first, who may be this "he" or "she".
  std::vector<Entity> NamedBetween(std::uint32_t from, std::uint32_t to, detect::Gender gender,
                                   bool subjects) const;

  const Document& document_;
  std::vector<Mention>& mentions_;
  NamesInText names_;
  std::vector<std::string> bodies_;        // Named bodies, longest name first.
  std::vector<Entity> entities_;           // In text order; of many the newest.
  std::vector<std::uint32_t> paragraphs_;  // Where each paragraph of prose begins.
  OutletNames outlets_;
  std::unordered_map<std::string, detect::Gender> genders_;  // Learnt, by full name.
  std::size_t paragraph_ = 0;
};

}  // namespace ibid::refer
