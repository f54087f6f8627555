#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ibid/reference.h"

// News outlets and wire agencies: data/outlets.tsv (curated by hand) and data/outlets_more.tsv
// (facts from open lists; scripts/outlets writes it). Immutable after the first use; safe from
// several threads.
namespace ibid::detect {

// How sure a name is without its surroundings.
enum class AliasPolicy : std::uint8_t {
  kSafe,             // "The New York Times"
  kCaseExact,        // "TIME", "NPR": only as written
  kNeedsCue,         // "The Hill": only where it speaks
  kNeedsAntecedent,  // "The Times": only after, or as short for, a longer name
};

// What an outlet is, and so what a text may call it: "the newspaper", "the network".
enum class OutletKind : std::uint8_t {
  kUnknown,
  kNewspaper,
  kMagazine,
  kBroadcaster,
  kWebsite,
  kJournal,  // "The Lancet"
  kAgency,   // A wire service.
};

// Views into the program's own data.
struct OutletRow {
  std::string_view name;
  std::string_view domains;   // "nytimes.com|nyt.com", the main one first; may be empty.
  std::string_view handles;   // On X, without "@", lower case, the same way.
  std::string_view country;   // ISO 3166-1 alpha-2, lower case, empty where unknown
  std::string_view wikidata;  // "Q9684", empty where unknown
  OutletKind kind = OutletKind::kUnknown;
  bool curated = false;

  bool is_agency() const { return kind == OutletKind::kAgency; }
  Outlet ToOutlet() const;
};

// Null `outlet`: not known.
struct NamedOutlet {
  const OutletRow* outlet = nullptr;
  AliasPolicy policy = AliasPolicy::kSafe;
};

// By name or alias. Case and a leading "the" are set aside, except where the policy asks for the
// case as written. Curated rows win. REQUIRES: valid UTF-8.
NamedOutlet OutletByName(std::string_view name);
// The same among the curated rows alone; `folded` as FoldOutletName gives it, `written` as it
// stands in the text.
NamedOutlet CuratedOutlet(std::string_view folded, std::string_view written);
// Every curated outlet that lists the name or short form ("The Times", "The Guardian"), whatever
// its policy there; the likeliest first, and whose own name it is before those it is short for.
std::vector<const OutletRow*> OutletsByShortForm(std::string_view short_form);
// The longest name of a curated outlet inside a phrase of a few words, as it stands there in
// `written`; null: none, and `written` stays. A short form counts behind an article alone.
NamedOutlet OutletIn(std::string_view phrase, std::string_view& written);
// By host, or any domain above it: "www.nytimes.com".
const OutletRow* OutletByDomain(std::string_view host);
// By handle on X, with or without "@".
const OutletRow* OutletByHandle(std::string_view handle);

// Lower case (ASCII), white space folded, typographic apostrophes made straight, no leading "the".
std::string FoldOutletName(std::string_view name);
// The most words that a curated name with this folded first word has; 0: none begins so.
std::uint32_t OutletWordsMax(std::string_view first_word);
// No curated name is longer, folded.
std::size_t OutletNameBytesMax();

}  // namespace ibid::detect
