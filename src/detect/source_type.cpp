#include "detect/source_type.h"

#include <string>
#include <string_view>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

bool AnyIs(const Passage& p, TokenRange range, WordClasses classes) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (p.tokens[i].Is(classes)) {
      return true;
    }
  }
  return false;
}

// A capitalised word that is more than a nationality, a title or the first word of the sentence.
bool HasName(const Passage& p, TokenRange range) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Token& t = p.tokens[i];
    if (p.outlet_of[i] >= 0 ||
        (t.capital && !t.Is(kNationality | kTitle | kPerson | kDegree | kQuantity | kDay |
                            kDeterminer | kPossessive | kPronoun | kPlural))) {
      return true;
    }
  }
  return false;
}

SourceKind Pronoun(const Passage& p, const SourceFind& source) {
  const bool self = p.Spells(source.head.begin, "i") || p.Spells(source.head.begin, "we");
  if (self) {
    return {SourceType::kSelf, false};
  }
  if (p.tokens[source.head.begin].Is(kQuantity)) {
    return {SourceType::kUnnamedGroup, false};
  }
  return {SourceType::kUnresolvedPronoun, false};
}

SourceKind CommonNoun(const Passage& p, const SourceFind& source) {
  const Token& head = p.tokens[source.head.end - 1];
  // The base phrase alone: a name behind "of" names somebody else.
  const TokenRange base{source.at.begin, source.head.end};
  const bool named = HasName(p, base);
  if (head.Is(kPoll)) {
    return {SourceType::kPollDataset, named};
  }
  if (head.Is(kPerson) && !head.Is(kDocumentNoun)) {
    return head.Is(kPlural) ? SourceKind{SourceType::kUnnamedGroup, false}
                            : SourceKind{SourceType::kUnnamedPerson, false};
  }
  if (head.Is(kMediaNoun)) {
    return {SourceType::kOutlet, named};
  }
  if (head.Is(kGovernment)) {
    const bool plural = head.Is(kPlural);
    return {plural ? SourceType::kUnnamedGroup : SourceType::kGovernmentBody, named};
  }
  if (head.Is(kDocumentNoun)) {
    return {SourceType::kDocument, named};
  }
  if (head.Is(kBody)) {
    return {head.Is(kPlural) ? SourceType::kUnnamedGroup : SourceType::kOrgNamed, named};
  }
  return {head.Is(kPlural | kQuantity) ? SourceType::kUnnamedGroup : SourceType::kUnnamedPerson,
          named};
}

SourceKind Name(const Passage& p, const SourceFind& source) {
  const Token& last = p.tokens[source.head.end - 1];
  const std::int32_t outlet = p.outlet_of[source.head.end - 1];
  if (outlet >= 0) {
    const OutletInText& found = p.outlet_names[static_cast<std::size_t>(outlet)];
    return {found.outlet->is_agency() ? SourceType::kAgency : SourceType::kOutlet, true};
  }
  if (last.Is(kBodyName | kState) || (last.Is(kGovernmentName) && source.head.size() > 1)) {
    return {SourceType::kGovernmentBody, true};
  }
  if (last.Is(kPoll)) {
    return {SourceType::kPollDataset, true};
  }
  const bool person_before = AnyIs(p, {source.at.begin, source.head.begin}, kTitle | kPerson) ||
                             AnyIs(p, source.description, kPerson);
  if (AnyIs(p, source.head, kGivenName) || person_before) {
    return {SourceType::kPersonNamed, true};
  }
  const NamedOutlet more = OutletByName(p.Words(source.head));
  if (more.outlet != nullptr && source.head.size() > 1) {
    return {SourceType::kOutlet, true};
  }
  if (last.Is(kPlural) && last.Is(kNationality | kPerson)) {
    return {SourceType::kUnnamedGroup, false};
  }
  if (last.Is(kPerson) && source.head.size() == 1) {
    return {SourceType::kUnnamedPerson, false};
  }
  if (last.Is(kBodySuffix | kBody | kGovernment)) {
    return {SourceType::kOrgNamed, true};
  }
  if (last.Is(kDocumentNoun)) {
    return {SourceType::kDocument, true};
  }
  const bool acronym = last.all_capitals && source.head.size() == 1;
  return {acronym ? SourceType::kOrgNamed : SourceType::kPersonNamed, true};
}

}  // namespace

SourceKind KindOf(const Passage& p, const SourceFind& source) {
  switch (source.form) {
    case SourceForm::kPronoun:
    case SourceForm::kRelative:
      return Pronoun(p, source);
    case SourceForm::kCommonNoun:
      return CommonNoun(p, source);
    case SourceForm::kName:
      return Name(p, source);
  }
  return {};
}

}  // namespace ibid::detect
