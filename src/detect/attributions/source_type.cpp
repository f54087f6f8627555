#include "detect/attributions/source_type.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kReportTokensMax = 8;  // "a report | published on Monday by CNN"

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

// "the space agency", "the company's website" are no outlets; "the news agency", "the news site",
// "state media" are.
SourceType MediaType(const Passage& p, std::uint32_t begin, std::uint32_t noun) {
  const bool agency = p.Spells(noun, "agency");
  const bool site = p.Spells(noun, "website") || p.Spells(noun, "site") || p.Spells(noun, "blog") ||
                    p.Spells(noun, "channel") || p.Spells(noun, "portal");
  if (!agency && !site) {
    return SourceType::kOutlet;
  }
  for (std::uint32_t i = begin; i < noun; ++i) {
    if (p.outlet_of[i] >= 0 || p.Spells(i, "news") || p.Spells(i, "media") ||
        p.Spells(i, "press") || p.Spells(i, "television") || p.Spells(i, "tv") ||
        p.Spells(i, "wire")) {
      return SourceType::kOutlet;
    }
  }
  return agency ? SourceType::kGovernmentBody : SourceType::kDocument;
}

// "state media", "local media": outlets that nobody names.
bool IsMedia(const Passage& p, const SourceFind& source) {
  return p.Spells(source.head.end - 1, "media");
}

// "a report by CNN", "an article in the Post".
bool ReportIn(const Passage& p, const SourceFind& source) {
  static constexpr std::string_view kReports[] = {"report", "reports",      "article", "articles",
                                                  "story",  "profile",      "column",  "editorial",
                                                  "piece",  "investigation"};
  const std::uint32_t noun = source.head.end - 1;
  const std::uint32_t last = std::min(source.at.end, noun + kReportTokensMax);
  if (std::none_of(std::begin(kReports), std::end(kReports),
                   [&](std::string_view word) { return p.Spells(noun, word); })) {
    return false;
  }
  std::uint32_t i = noun + 1;
  while (i < last && !p.tokens[i].Is(kPreposition)) {
    ++i;  // "a report | published Monday by CNN"
  }
  const std::uint32_t name = i + 1 < last && p.tokens[i + 1].Is(kDeterminer) ? i + 2 : i + 1;
  return i < last && !p.Spells(i, "about") && !p.Spells(i, "on") &&
         ((i + 1 < last && p.outlet_of[i + 1] >= 0) || (name < last && p.outlet_of[name] >= 0));
}

// "a New York Times report", "the Post's analysis": a report of the outlet in front of it.
bool OfOutlet(const Passage& p, const SourceFind& source) {
  const std::uint32_t noun = source.head.end - 1;
  if (!p.tokens[noun].Is(kDocumentNoun) || p.tokens[noun].Is(kPoll)) {
    return false;
  }
  if (ReportIn(p, source)) {
    return true;
  }
  if (noun <= source.at.begin) {
    return false;
  }
  const std::uint32_t before = noun - 1;
  const bool owned = p.tokens[before].genitive && before > source.at.begin;
  return p.outlet_of[owned ? before - 1 : before] >= 0;
}

// "KTRK", "WBBM-TV": the call sign of an American station.
bool IsCallSign(const Passage& p, TokenRange head) {
  const Token& t = p.tokens[head.begin];
  const std::string_view word = p.WordAt(head.begin);
  const std::string_view sign = word.substr(0, word.find('-'));
  return head.size() == 1 && t.all_capitals && sign.size() == 4 &&
         (sign[0] == 'K' || sign[0] == 'W') && sign != "KPMG" && sign != "WADA";
}

// "KING 5", "Fox 13", "Channel 4", "Action News 5".
bool IsChannel(const Passage& p, const SourceFind& source) {
  const std::uint32_t number = source.head.end - 1;
  if (p.tokens[number].mark != Mark::kNumber || number <= source.at.begin) {
    return false;
  }
  const std::uint32_t name = number - 1;
  return p.tokens[name].capital && (p.outlet_of[name] >= 0 || p.tokens[name].Is(kMediaName) ||
                                    p.Spells(name, "channel") || IsCallSign(p, {name, number}));
}

SourceKind CommonNoun(const Passage& p, const SourceFind& source) {
  const Token& head = p.tokens[source.head.end - 1];
  if (source.at.size() == 1 && head.at.size() == 1) {
    return {SourceType::kUnnamedPerson, false};  // The "Q" of a transcript.
  }
  if (IsChannel(p, source)) {
    return {SourceType::kOutlet, true};
  }
  if (head.percent() || (head.mark == Mark::kNumber && head.at.size() <= 3)) {
    return {SourceType::kUnnamedGroup, false};  // "85%", "four in 10"
  }
  // The base phrase alone: a name behind "of" names somebody else.
  const TokenRange base{source.at.begin, source.head.end};
  const bool named = HasName(p, base);
  if (IsMedia(p, source)) {
    return {SourceType::kOutlet, false};
  }
  if (OfOutlet(p, source)) {
    return {SourceType::kOutlet, true};
  }
  if (head.Is(kPoll)) {
    return {SourceType::kPollDataset, named};
  }
  if (head.Is(kPerson) && !head.Is(kDocumentNoun)) {
    return head.Is(kPlural) ? SourceKind{SourceType::kUnnamedGroup, false}
                            : SourceKind{SourceType::kUnnamedPerson, false};
  }
  if (head.Is(kMediaNoun)) {
    return {MediaType(p, source.at.begin, source.head.end - 1), named};
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
  if (p.quote_of[source.head.begin] >= 0) {
    return {SourceType::kDocument, true};  // The title of a work.
  }
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
  const std::uint32_t before_last = source.head.end - std::min(source.head.size(), 2U);
  if (source.head.size() > 1 && (last.Is(kMediaName) || (p.tokens[before_last].Is(kMediaName) &&
                                                         p.Spells(source.head.end - 1, "now")))) {
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
  if (IsCallSign(p, source.head)) {
    return {SourceType::kOutlet, true};
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
