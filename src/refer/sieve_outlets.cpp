#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "refer/sieve.h"
#include "text/phrase.h"
#include "text/utf8.h"

namespace ibid::refer {

bool Sieve::IsSelfPhrase(std::string_view at) {
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

void Sieve::NameOutlet(Mention& mention, AttributionParts& parts) {
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
    Set(mention, Head(parts), "coref.as_written");
  } else {
    NameKnownOutlet(mention, written, named);
  }
  Remember(mention, parts);
  MarkSelf(mention, parts);
}

void Sieve::NameKnownOutlet(Mention& mention, std::string_view written,
                            const detect::NamedOutlet& named) {
  const bool short_form = named.policy == detect::AliasPolicy::kNeedsAntecedent;
  const std::vector<const detect::OutletRow*> possible = detect::OutletsByShortForm(written);
  if (!short_form && possible.size() <= 1) {
    Set(mention, named.outlet->name, "coref.outlet_name", 0.98);
    return;
  }
  const auto possible_name = [&possible](std::string_view name) {
    return std::any_of(possible.begin(), possible.end(),
                       [name](const detect::OutletRow* row) { return row->name == name; });
  };
  const std::string_view last = LastWord(written);
  const std::vector<Entity> earlier = Recent(
      [&](const Entity& e) {
        return IsOutlet(e.type) &&
               (possible_name(e.name) ||
                (short_form && text::EqualNoCase(LastWord(e.name), last))) &&
               !text::EqualNoCase(e.name, written);
      },
      true);
  if (Clear(earlier)) {
    Set(mention, earlier.front().name, "coref.outlet_short_form", earlier.size() == 1 ? 0.95 : 0.8);
  } else if (!earlier.empty()) {
    SetAmbiguous(mention, written, earlier, "coref.outlet_ambiguous");
  } else {
    outlets_.Choose(written, named.policy, possible, mention);
    mention.refers.confidence = mention.refers.candidates.empty() ? 0.85 : 0;
  }
}

void Sieve::MarkSelf(const Mention& mention, AttributionParts& parts) const {
  if (parts.date.empty() && outlets_.IsOwn(mention.refers.name)) {
    parts.source_type = SourceType::kSelf;
  }
}

void Sieve::NameMediaNoun(Mention& mention, AttributionParts& parts) {
  const std::string_view at = text::WithoutComma(document_.Text(parts.source->at));
  const std::string_view noun = Head(parts);
  const bool definite = text::StartsWithNoCase(at, "the ") || text::StartsWithNoCase(at, "that ");
  const std::vector<Entity> earlier = Recent([noun](const Entity& e) {
    if (!IsOutlet(e.type)) {
      return false;
    }
    const detect::OutletRow* row = detect::OutletByName(e.name).outlet;
    return FitsNoun(row == nullptr ? detect::OutletKind::kUnknown : row->kind, noun);
  });
  if (!definite || earlier.empty()) {
    Set(mention, at, "coref.as_written");
    return;
  }
  if (earlier.size() > 1) {
    SetAmbiguous(mention, at, earlier, "coref.outlet_ambiguous");
    return;
  }
  Set(mention, earlier.front().name, "coref.outlet_noun", Faded(0.85, earlier.front()));
  parts.source_type = earlier.front().type;
  Touch(earlier.front(), parts);
  MarkSelf(mention, parts);
}

void Sieve::NameSelf(Mention& mention, const AttributionParts& parts) {
  const std::string_view head = Head(parts);
  const bool person = text::EqualNoCase(head, "I") || head == "reporter" || head == "author" ||
                      head == "writer" || head == "correspondent" || head == "columnist";
  const Metadata& about = document_.metadata;
  if (person && about.authors.size() == 1) {
    Set(mention, about.authors.front().value, "coref.self", 0.9);
  } else if (!person && outlets_.Own() != nullptr) {
    Set(mention, outlets_.Own()->name, "coref.self", 0.95);
  } else if (!person && about.publisher.known()) {
    Set(mention, about.publisher.value, "coref.self", 0.95);
  } else {
    Set(mention, head, "coref.self");
  }
}

}  // namespace ibid::refer
