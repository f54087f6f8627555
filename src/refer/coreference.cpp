#include "refer/coreference.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detect/outlets.h"
#include "refer/names_in_text.h"
#include "refer/outlet_names.h"
#include "text/utf8.h"

namespace ibid::refer {
namespace {

constexpr std::size_t kParagraphsBack = 3;
constexpr std::size_t kEntitiesBack = 64;      // Sources looked at, newest first.
constexpr std::uint32_t kParagraphBytes = 40;  // Shorter blocks are ornaments, not paragraphs.

// Somebody who has been made to speak.
struct Entity {
  std::string name;         // In full.
  std::string description;  // The whole phrase, lower case: "a spokesperson for X, Y".
  SourceType type = SourceType::kNone;
  std::size_t paragraph = 0;
  char gender = 0;  // 'm', 'f', or 0: not known.
  bool plural = false;
};

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!(text = text::Trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::string_view LastWord(std::string_view text) {
  text = text::Trim(text);
  const std::size_t at = text.find_last_of(" \n\t");
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string_view WithoutArticle(std::string_view text) {
  for (const std::string_view article : {"the ", "a ", "an "}) {
    if (text::StartsWithNoCase(text, article)) {
      return text::Trim(text.substr(article.size()));
    }
  }
  return text;
}

bool IsDefinite(std::string_view text) {
  return text::StartsWithNoCase(text, "the ") || text::StartsWithNoCase(text, "this ") ||
         text::StartsWithNoCase(text, "that ");
}

// "Iraq's" and "Iraqi", "Russia's" and "Russian": the same country, told by its first letters.
bool SameOwner(std::string_view owner, std::string_view attribute) {
  constexpr std::size_t kLetters = 4;
  const std::size_t n = std::min({kLetters, owner.size(), attribute.size()});
  return n >= 2 && text::EqualNoCase(owner.substr(0, n), attribute.substr(0, n));
}

bool HasWord(std::string_view text, std::string_view word) {
  for (const std::string_view w : Words(text)) {
    std::string_view bare = w;
    while (!bare.empty() && (bare.back() == ',' || bare.back() == '.')) {
      bare.remove_suffix(1);
    }
    if (text::EqualNoCase(bare, word)) {
      return true;
    }
  }
  return false;
}

// "this newspaper", "our reporter": the article's own.
bool IsSelfPhrase(std::string_view at) {
  static constexpr auto kNouns = std::to_array<std::string_view>(
      {"newspaper", "paper", "magazine", "website", "site", "publication", "network", "channel",
       "station", "agency", "outlet", "reporter", "writer", "author", "correspondent", "columnist",
       "blog", "journal"});
  const std::vector<std::string_view> words = Words(at);
  if (words.size() != 2 ||
      !(text::EqualNoCase(words[0], "this") || text::EqualNoCase(words[0], "our"))) {
    return false;
  }
  return std::find(kNouns.begin(), kNouns.end(), words[1]) != kNouns.end();
}

bool IsBody(SourceType type) {
  return type == SourceType::kGovernmentBody || type == SourceType::kOrgNamed;
}
bool IsOutlet(SourceType type) {
  return type == SourceType::kOutlet || type == SourceType::kAgency;
}
bool IsPerson(SourceType type) {
  return type == SourceType::kPersonNamed || type == SourceType::kUnnamedPerson ||
         type == SourceType::kSocialAccount;
}

class Sieve {
 public:
  Sieve(const Document& document, std::vector<Mention>& mentions)
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

  void Run() {
    for (Mention& mention : mentions_) {
      auto* parts = std::get_if<AttributionParts>(&mention.parts);
      if (parts != nullptr && parts->source) {
        paragraph_ = ParagraphOf(parts->source->at.begin);
        Name(mention, *parts);
      }
    }
  }

 private:
  // ---- Where things stand -----------------------------------------------------------------------
  void IndexParagraphs() {
    std::size_t embed = 0;
    std::vector<TextSpan> embeds;  // In text order, as the mentions are.
    for (const Mention& mention : mentions_) {
      if (mention.kind == MentionKind::kEmbed) {
        embeds.push_back(mention.at);
      }
    }
    std::uint32_t seen = 0;
    for (const Zone& zone : document_.zones) {
      while (embed < embeds.size() && embeds[embed].end <= zone.at.begin) {
        ++embed;
      }
      const bool post = embed < embeds.size() && embeds[embed].Contains(zone.at);
      if (!zone.chrome && !post && zone.at.size() >= kParagraphBytes) {
        ++seen;
      }
      begins_.emplace_back(zone.at.begin, seen);
    }
  }
  std::size_t ParagraphOf(std::uint32_t offset) const {
    const auto after =
        std::upper_bound(begins_.begin(), begins_.end(), offset,
                         [](std::uint32_t o, const auto& begin) { return o < begin.first; });
    return after == begins_.begin() ? 0 : std::prev(after)->second;
  }
  bool Near(const Entity& entity) const { return paragraph_ - entity.paragraph <= kParagraphsBack; }
  std::string_view Head(const AttributionParts& parts) const {
    return document_.Text(parts.source->head);
  }

  // The newest source that `fits`, within reach; null: none.
  template <class Fits>
  Entity* Recent(Fits fits, bool anywhere = false) {
    std::size_t looked = 0;
    for (auto e = entities_.rbegin(); e != entities_.rend() && looked < kEntitiesBack;
         ++e, ++looked) {
      if (!anywhere && !Near(*e)) {
        return nullptr;
      }
      if (fits(*e)) {
        return &*e;
      }
    }
    return nullptr;
  }

  // ---- The sieve --------------------------------------------------------------------------------
  void Name(Mention& mention, AttributionParts& parts) {
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

  void Set(Mention& mention, std::string name, std::string_view rule) {
    mention.refers.name = text::FoldSpace(name);
    mention.refers.rule = rule;
  }
  // Keeps the source for those that will be named after it.
  void Remember(const Mention& mention, const AttributionParts& parts) {
    Entity e;
    e.name = mention.refers.name;
    e.description = text::Lower(document_.Text(parts.source->at)) + " " +
                    text::Lower(parts.source->affiliation);
    e.type = parts.source_type;
    e.paragraph = paragraph_;
    e.plural = parts.source_type == SourceType::kUnnamedGroup;
    const std::string_view at = document_.Text(parts.source->at);
    if (text::StartsWithNoCase(at, "mr.") || text::StartsWithNoCase(at, "sir ")) {
      e.gender = 'm';
    } else if (text::StartsWithNoCase(at, "ms.") || text::StartsWithNoCase(at, "mrs.")) {
      e.gender = 'f';
    }
    entities_.push_back(std::move(e));
  }
  void Touch(Entity& entity) {
    Entity moved = entity;
    moved.paragraph = paragraph_;
    entities_.push_back(std::move(moved));
  }

  // ---- Outlets ----------------------------------------------------------------------------------
  void NameOutlet(Mention& mention, AttributionParts& parts) {
    if (!parts.named) {
      NameMediaNoun(mention, parts);
      return;
    }
    std::string_view written = Head(parts);
    detect::NamedOutlet named = detect::OutletByName(written);
    if (named.outlet == nullptr) {
      // "the Times newspaper", "a Washington Post report"
      named = detect::OutletIn(document_.Text(parts.source->at), written);
    }
    if (named.outlet == nullptr) {
      Set(mention, std::string(Head(parts)), "coref.as_written");
    } else {
      NameKnownOutlet(mention, written, named);
    }
    Remember(mention, parts);
    MarkSelf(mention, parts);
  }
  void NameKnownOutlet(Mention& mention, std::string_view written,
                       const detect::NamedOutlet& named) {
    const bool short_form = named.policy == detect::AliasPolicy::kNeedsAntecedent;
    const std::vector<const detect::OutletRow*> possible = detect::OutletsByShortForm(written);
    if (!short_form && possible.size() <= 1) {
      Set(mention, std::string(named.outlet->name), "coref.outlet_name");
      return;
    }
    const auto possible_name = [&possible](std::string_view name) {
      return std::any_of(possible.begin(), possible.end(),
                         [name](const detect::OutletRow* row) { return row->name == name; });
    };
    const std::string_view last = LastWord(written);
    const Entity* earlier = Recent(
        [&](const Entity& e) {
          return IsOutlet(e.type) &&
                 (possible_name(e.name) ||
                  (short_form && text::EqualNoCase(LastWord(e.name), last))) &&
                 !text::EqualNoCase(e.name, written);
        },
        true);
    if (earlier != nullptr) {
      Set(mention, earlier->name, "coref.outlet_short_form");
    } else {
      outlets_.Choose(written, named.policy, possible, mention);
    }
  }
  // The publisher speaks of itself; what it reported on some day is a story like any other's.
  void MarkSelf(const Mention& mention, AttributionParts& parts) const {
    if (parts.date.empty() && outlets_.IsOwn(mention.refers.name)) {
      parts.source_type = SourceType::kSelf;
    }
  }
  // "the newspaper", "the agency"
  void NameMediaNoun(Mention& mention, AttributionParts& parts) {
    const std::string_view at = document_.Text(parts.source->at);
    const std::string_view noun = Head(parts);
    const Entity* earlier = Recent([noun](const Entity& e) {
      if (!IsOutlet(e.type)) {
        return false;
      }
      const detect::OutletRow* row = detect::OutletByName(e.name).outlet;
      return FitsNoun(row == nullptr ? detect::OutletKind::kUnknown : row->kind, noun);
    });
    if (IsDefinite(at) && earlier != nullptr) {
      Set(mention, earlier->name, "coref.outlet_noun");
      parts.source_type = earlier->type;
      MarkSelf(mention, parts);
      return;
    }
    Set(mention, std::string(at), "coref.as_written");
  }
  // "this newspaper", "we": the publisher; "this reporter", "I": the author, where there is one.
  void NameSelf(Mention& mention, const AttributionParts& parts) {
    const std::string_view head = Head(parts);
    const bool person = text::EqualNoCase(head, "I") || head == "reporter" || head == "author" ||
                        head == "writer" || head == "correspondent" || head == "columnist";
    const Metadata& about = document_.metadata;
    if (person && about.authors.size() == 1) {
      Set(mention, about.authors.front().value, "coref.self");
    } else if (!person && outlets_.Own() != nullptr) {
      Set(mention, std::string(outlets_.Own()->name), "coref.self");
    } else if (!person && about.publisher.known()) {
      Set(mention, about.publisher.value, "coref.self");
    } else {
      Set(mention, std::string(head), "coref.self");
    }
  }

  // ---- Persons ----------------------------------------------------------------------------------
  void NamePerson(Mention& mention, AttributionParts& parts) {
    const std::string_view head = Head(parts);
    if (Words(head).size() > 1) {
      Set(mention, std::string(head), "coref.name");
    } else if (const Entity* earlier = Recent(
                   [head](const Entity& e) {
                     return e.type == SourceType::kPersonNamed && e.name != head &&
                            text::EqualNoCase(LastWord(e.name), head);
                   },
                   true)) {
      Set(mention, earlier->name, "coref.surname");
    } else {
      NameBySurname(mention, head);
    }
    Remember(mention, parts);
  }
  void NameBySurname(Mention& mention, std::string_view head) {
    const std::vector<std::string>* full = names_.FullNames(head);
    if (full == nullptr) {
      Set(mention, std::string(head), "coref.as_written");
      return;
    }
    if (full->size() == 1) {
      Set(mention, full->front(), "coref.surname");
      return;
    }
    for (const std::string& name : *full) {
      mention.refers.candidates.push_back({name, 1.0 / static_cast<double>(full->size())});
    }
    Set(mention, std::string(head), "coref.surname_ambiguous");
  }

  // ---- Bodies -----------------------------------------------------------------------------------
  // The body's name with what owns it: "Iraq's Defense Ministry", "Iraqi Defense Ministry".
  std::string BodyName(const AttributionParts& parts) const {
    const TextSpan upto{parts.source->at.begin, parts.source->head.end};
    return text::FoldSpace(WithoutArticle(document_.Text(upto)));
  }
  void NameBody(Mention& mention, AttributionParts& parts) {
    const std::string_view head = Head(parts);
    if (const std::string* expansion = names_.Expansion(head)) {
      Set(mention, *expansion, "coref.acronym");
      Remember(mention, parts);
      return;
    }
    const bool capital = !head.empty() && head.front() >= 'A' && head.front() <= 'Z';
    if (!capital) {
      NameCommon(mention, parts);
      return;
    }
    const std::string own = BodyName(parts);
    for (const std::string& longer : bodies_) {
      if (SameBody(own, longer)) {
        Set(mention, longer, own == longer ? "coref.name" : "coref.body");
        Remember(mention, parts);
        return;
      }
    }
    Set(mention, own, "coref.name");
    Remember(mention, parts);
  }
  static bool HasOwner(std::string_view name) {
    return name.find("'s ") != std::string_view::npos ||
           name.find("\xE2\x80\x99s ") != std::string_view::npos;
  }
  // Whether `name` is `longer` said shorter or with the country as owner.
  static bool SameBody(std::string_view name, std::string_view longer) {
    const std::vector<std::string_view> a = Words(name);
    const std::vector<std::string_view> b = Words(longer);
    if (a.size() > b.size()) {
      return false;
    }
    for (std::size_t k = 0; k < a.size(); ++k) {
      const std::string_view mine = a[a.size() - 1 - k];
      const std::string_view theirs = b[b.size() - 1 - k];
      const bool owner = k + 1 == a.size() && mine.size() > 3 &&
                         (mine.ends_with("'s") || mine.ends_with("\xE2\x80\x99s"));
      if (!text::EqualNoCase(mine, theirs) && !(owner && SameOwner(mine, theirs))) {
        return false;
      }
    }
    return a.size() > 1 || a.size() == b.size();
  }

  // ---- "the ministry", "the official", "the report" ---------------------------------------------
  void NameCommon(Mention& mention, AttributionParts& parts) {
    const std::string_view at = document_.Text(parts.source->at);
    const std::string_view head = Head(parts);
    const bool short_form = IsDefinite(at) && Words(at).size() <= 2;
    if (short_form) {
      Entity* earlier = Recent([&](const Entity& e) {
        const bool agency = e.type == SourceType::kAgency && text::EqualNoCase(head, "agency");
        return agency || text::EqualNoCase(LastWord(e.name), head) || HasWord(e.description, head);
      });
      if (earlier != nullptr) {
        Set(mention, earlier->name, "coref.head_noun");
        parts.source_type = earlier->type;
        Touch(*earlier);
        return;
      }
    }
    Set(mention, std::string(at), "coref.as_written");
    Remember(mention, parts);
  }

  // ---- Pronouns ---------------------------------------------------------------------------------
  void NamePronoun(Mention& mention, AttributionParts& parts) {
    const std::string pronoun = text::Lower(Head(parts));
    const bool he = pronoun == "he";
    const bool she = pronoun == "she";
    Entity* earlier = nullptr;
    if (he || she) {
      const char gender = he ? 'm' : 'f';
      earlier = Recent([gender](const Entity& e) {
        return IsPerson(e.type) && (e.gender == 0 || e.gender == gender);
      });
      if (earlier != nullptr) {
        earlier->gender = gender;
      }
    } else if (pronoun == "they") {
      earlier = Recent([](const Entity& e) { return e.plural || IsBody(e.type); });
    } else if (pronoun == "it") {
      earlier = Recent([](const Entity& e) {
        return IsBody(e.type) || IsOutlet(e.type) || e.type == SourceType::kDocument ||
               e.type == SourceType::kPollDataset;
      });
    }
    if (earlier == nullptr) {
      Set(mention, std::string(Head(parts)), "coref.unresolved");
      return;
    }
    Set(mention, earlier->name, "coref.pronoun");
    parts.source_type = earlier->type;
    Touch(*earlier);
  }

  const Document& document_;
  std::vector<Mention>& mentions_;
  NamesInText names_;
  std::vector<std::string> bodies_;  // Named bodies, longest name first.
  std::vector<Entity> entities_;     // In text order.
  std::vector<std::pair<std::uint32_t, std::size_t>>
      begins_;  // Zone begin, prose paragraphs so far.
  OutletNames outlets_;
  std::size_t paragraph_ = 0;
};

}  // namespace

void NameSources(const Document& document, std::vector<Mention>& mentions) {
  Sieve(document, mentions).Run();
}

}  // namespace ibid::refer
