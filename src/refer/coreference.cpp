#include "refer/coreference.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "detect/outlets/outlets.h"
#include "refer/sieve.h"
#include "text/phrase.h"
#include "text/utf8.h"

namespace ibid::refer {
namespace {

constexpr std::uint32_t kParagraphBytes = 40;  // Shorter blocks are ornaments, not paragraphs.

}  // namespace

Sieve::Sieve(const Document& document, std::vector<Mention>& mentions)
    : document_(document), mentions_(mentions), names_(document), outlets_(document) {
  IndexParagraphs();
  for (const Mention& mention : mentions) {
    const auto* parts = std::get_if<AttributionParts>(&mention.parts);
    if (parts != nullptr && parts->source && IsBody(parts->source_type) && parts->named) {
      std::string name = BodyName(*parts);
      if (!HasOwner(name)) {
        bodies_.push_back(std::move(name));
      }
    }
  }
  std::stable_sort(bodies_.begin(), bodies_.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  bodies_.resize(std::min(bodies_.size(), kEntitiesBack));
}

void Sieve::Run() {
  for (Mention& mention : mentions_) {
    auto* parts = std::get_if<AttributionParts>(&mention.parts);
    if (parts == nullptr) {
      continue;
    }
    if (parts->source) {
      paragraph_ = ParagraphOf(parts->source->at.begin);
      Name(mention, *parts);
    }
    if (parts->addressee) {
      RememberAddressee(*parts);
    }
  }
}

// ---- Where things stand -------------------------------------------------------------------------

void Sieve::IndexParagraphs() {
  std::size_t embed = 0;
  std::vector<TextSpan> embeds;  // In text order, as the mentions are.
  for (const Mention& mention : mentions_) {
    if (mention.kind == MentionKind::kEmbed) {
      embeds.push_back(mention.at);
    }
  }
  for (const Zone& zone : document_.zones) {
    while (embed < embeds.size() && embeds[embed].end <= zone.at.begin) {
      ++embed;
    }
    const bool post = embed < embeds.size() && embeds[embed].Contains(zone.at);
    if (!zone.chrome && !post && zone.at.size() >= kParagraphBytes) {
      paragraphs_.push_back(zone.at.begin);
    }
  }
}

std::size_t Sieve::ParagraphOf(std::uint32_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(paragraphs_.begin(), paragraphs_.end(), offset) -
                                  paragraphs_.begin());
}

// ---- What is said of a mention ------------------------------------------------------------------

void Sieve::Name(Mention& mention, AttributionParts& parts) {
  if (IsSelfPhrase(document_.Text(parts.source->at))) {
    parts.source_type = SourceType::kSelf;
  }
  switch (parts.source_type) {
    case SourceType::kOutlet:
    case SourceType::kAgency:
      NameOutlet(mention, parts);
      break;
    case SourceType::kPersonNamed:
      NamePerson(mention, parts);
      break;
    case SourceType::kGovernmentBody:
    case SourceType::kOrgNamed:
      NameBody(mention, parts);
      break;
    case SourceType::kUnresolvedPronoun:
      NamePronoun(mention, parts);
      break;
    case SourceType::kSelf:
      NameSelf(mention, parts);
      break;
    default:
      NameCommon(mention, parts);
      break;
  }
}

void Sieve::Set(Mention& mention, std::string_view name, std::string_view rule, double confidence) {
  mention.refers.name = text::FoldSpace(name);
  mention.refers.rule = rule;
  mention.refers.confidence = confidence;
}

void Sieve::SetAmbiguous(Mention& mention, std::string_view written,
                         const std::vector<std::pair<std::string, double>>& weighted,
                         std::string_view rule) {
  double total = 0;
  for (const auto& [name, weight] : weighted) {
    total += weight;
  }
  for (const auto& [name, weight] : weighted) {
    mention.refers.candidates.push_back({name, weight / total});
  }
  std::stable_sort(mention.refers.candidates.begin(), mention.refers.candidates.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  Set(mention, written, rule);
}

void Sieve::SetAmbiguous(Mention& mention, std::string_view written,
                         const std::vector<Entity>& found, std::string_view rule) {
  constexpr double kNext = 0.7;  // Each one further back is less likely.
  std::vector<std::pair<std::string, double>> weighted;
  double weight = 1;
  for (const Entity& entity : found) {
    weighted.emplace_back(entity.name, weight);
    weight *= kNext;
  }
  SetAmbiguous(mention, written, weighted, rule);
}

double Sieve::Faded(double confidence, const Entity& entity) const {
  constexpr double kPerParagraph = 0.1;
  return confidence - kPerParagraph * static_cast<double>(
                                          std::min(paragraph_ - entity.paragraph, kParagraphsBack));
}

void Sieve::Remember(const Mention& mention, const AttributionParts& parts) {
  const std::string_view at = text::WithoutComma(document_.Text(parts.source->at));
  Entity e;
  e.name = mention.refers.name;
  e.description = text::Lower(at) + " " + text::Lower(parts.source->affiliation);
  e.type = parts.source_type;
  e.paragraph = paragraph_;
  e.at = parts.source->at.begin;
  e.plural = parts.source_type == SourceType::kUnnamedGroup;
  if (IsPerson(e.type)) {
    // The full name says it, else a title or noun of this phrase, else what a pronoun has shown.
    for (const std::string_view words : {std::string_view(e.name), at}) {
      e.gender = e.gender == detect::Gender::kUnknown ? GenderIn(words) : e.gender;
    }
    detect::Gender& learnt = genders_[e.name];
    learnt = e.gender == detect::Gender::kUnknown ? learnt : e.gender;
    e.gender = learnt;
  }
  Add(std::move(e));
}

// Nobody looks at more than kEntitiesBack of them.
void Sieve::Add(Entity entity) {
  constexpr std::size_t kKeptMax = 64 * kEntitiesBack;
  if (entities_.size() == kKeptMax) {
    entities_.erase(entities_.begin(), entities_.end() - kEntitiesBack);
  }
  entities_.push_back(std::move(entity));
}

void Sieve::RememberAddressee(const AttributionParts& parts) {
  const detect::NamedOutlet named = detect::OutletByName(document_.Text(*parts.addressee));
  if (named.outlet == nullptr || named.policy == detect::AliasPolicy::kNeedsAntecedent) {
    return;
  }
  Entity e;
  e.name = named.outlet->name;
  e.type = named.outlet->is_agency() ? SourceType::kAgency : SourceType::kOutlet;
  e.paragraph = ParagraphOf(parts.addressee->begin);
  e.at = parts.addressee->begin;
  Add(std::move(e));
}

void Sieve::Touch(Entity entity, const AttributionParts& parts) {
  entity.paragraph = paragraph_;
  entity.at = parts.source->at.begin;
  Add(std::move(entity));
}

// ---- Persons ------------------------------------------------------------------------------------

void Sieve::NamePerson(Mention& mention, AttributionParts& parts) {
  const std::string_view head = Head(parts);
  if (Words(head).size() > 1) {
    Set(mention, head, "coref.name", 0.95);
    Remember(mention, parts);
    return;
  }
  const detect::Gender gender = GenderIn(document_.Text(parts.source->at));
  const std::vector<Entity> earlier = Recent(
      [&](const Entity& e) {
        const bool other = gender != detect::Gender::kUnknown &&
                           e.gender != detect::Gender::kUnknown && e.gender != gender;
        return e.type == SourceType::kPersonNamed && e.name != head && !other &&
               text::EqualNoCase(LastWord(e.name), head);
      },
      true);
  if (earlier.size() > 1) {
    SetAmbiguous(mention, head, earlier, "coref.surname_ambiguous");
  } else if (!earlier.empty()) {
    Set(mention, earlier.front().name, "coref.surname", 0.9);
  } else {
    NameBySurname(mention, head);
  }
  Remember(mention, parts);
}

void Sieve::NameBySurname(Mention& mention, std::string_view head) {
  const std::vector<std::string>* full = names_.FullNames(head);
  if (full == nullptr) {
    Set(mention, head, "coref.as_written");
  } else if (full->size() == 1) {
    Set(mention, full->front(), "coref.surname", 0.8);
  } else {
    std::vector<std::pair<std::string, double>> weighted;
    for (const std::string& name : *full) {
      weighted.emplace_back(name, 1.0);
    }
    SetAmbiguous(mention, head, weighted, "coref.surname_ambiguous");
  }
}

// ---- Bodies -------------------------------------------------------------------------------------

std::string Sieve::BodyName(const AttributionParts& parts) const {
  const TextSpan upto{parts.source->at.begin, parts.source->head.end};
  return text::FoldSpace(WithoutArticle(document_.Text(upto)));
}

void Sieve::NameBody(Mention& mention, AttributionParts& parts) {
  const std::string_view head = Head(parts);
  if (const std::string* expansion = names_.Expansion(head)) {
    Set(mention, *expansion, "coref.acronym", 0.95);
    Remember(mention, parts);
    return;
  }
  const bool capital = !head.empty() && head.front() >= 'A' && head.front() <= 'Z';
  if (!capital) {
    NameCommon(mention, parts);
    return;
  }
  const std::string own = BodyName(parts);
  const auto longer = std::find_if(bodies_.begin(), bodies_.end(),
                                   [&own](const auto& body) { return SameBody(own, body); });
  if (longer == bodies_.end() || *longer == own) {
    Set(mention, own, "coref.name", 0.95);
  } else {
    Set(mention, *longer, "coref.body", 0.85);
  }
  Remember(mention, parts);
}

void NameSources(const Document& document, std::vector<Mention>& mentions) {
  Sieve(document, mentions).Run();
}

}  // namespace ibid::refer
