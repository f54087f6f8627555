#include "refer/outlet_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::refer {
namespace {

using detect::OutletKind;
using detect::OutletRow;

constexpr std::size_t kCandidatesMax = 8;  // The next would have less than a hundredth.

std::string_view WithoutArticle(std::string_view name) {
  return text::StartsWithNoCase(name, "the ") ? name.substr(4) : name;
}

void Set(Mention& mention, std::string_view name, std::string_view rule) {
  mention.refers.name = name;
  mention.refers.rule = rule;
}

}  // namespace

const OutletRow* OutletNames::Own() const {
  if (own_) {
    return *own_;
  }
  const Metadata& about = document_.metadata;
  const OutletRow* own = nullptr;
  if (about.publisher.known()) {
    own = detect::OutletByName(about.publisher.value).outlet;
  }
  for (const Fact* address : {&about.canonical_url, &about.url}) {
    if (own == nullptr && address->known()) {
      const std::optional<url::Url> parsed = url::Url::Parse(address->value);
      own = parsed && parsed->is_http() ? detect::OutletByDomain(parsed->host()) : nullptr;
    }
  }
  own_ = own;
  return own;
}

bool OutletNames::IsHome(const OutletRow& row) const {
  return Own() != nullptr && !Own()->country.empty() && Own()->country == row.country;
}

void OutletNames::Choose(std::string_view written, detect::AliasPolicy policy,
                         const std::vector<const OutletRow*>& possible, Mention& mention) {
  const auto own = std::find(possible.begin(), possible.end(), Own());
  if (own != possible.end() && Own() != nullptr) {
    Set(mention, (*own)->name, "coref.outlet_is_publisher");
    return;
  }
  if (const OutletRow* named = OnlyOneInText(written, possible)) {
    Set(mention, named->name, "coref.outlet_in_text");
    return;
  }
  if (policy != detect::AliasPolicy::kNeedsAntecedent) {
    // Somebody's own name: that outlet's, unless another is at home where this article is.
    const auto home =
        std::find_if(possible.begin(), possible.end(), [this](auto* row) { return IsHome(*row); });
    const bool elsewhere = home != possible.end() && !IsHome(*possible.front());
    const OutletRow* chosen = elsewhere ? *home : possible.front();
    Set(mention, chosen->name, elsewhere ? "coref.outlet_at_home" : "coref.outlet_name");
    return;
  }
  Ambiguous(written, possible, mention);
}

// The only one whose full name the article writes somewhere; looked up once for each short form.
const OutletRow* OutletNames::OnlyOneInText(std::string_view written,
                                            const std::vector<const OutletRow*>& possible) {
  const auto [at, fresh] = in_text_.try_emplace(text::Lower(written));
  if (!fresh) {
    return at->second;
  }
  std::size_t found = 0;
  for (const OutletRow* row : possible) {
    const std::string_view name = WithoutArticle(row->name);
    if (!text::EqualNoCase(name, WithoutArticle(written)) &&
        document_.text.find(name) != std::string::npos) {
      at->second = row;
      ++found;
    }
  }
  if (found != 1) {
    at->second = nullptr;
  }
  return at->second;
}

// Those of the publisher's country come first.
void OutletNames::Ambiguous(std::string_view written, const std::vector<const OutletRow*>& possible,
                            Mention& mention) const {
  if (possible.size() == 1) {
    Set(mention, possible.front()->name, "coref.outlet_only_one");
    return;
  }
  std::vector<const OutletRow*> ranked = possible;
  std::stable_partition(ranked.begin(), ranked.end(),
                        [this](const OutletRow* row) { return IsHome(*row); });
  ranked.resize(std::min(ranked.size(), kCandidatesMax));
  double total = 0;
  double weight = 1;
  for (const OutletRow* row : ranked) {
    mention.refers.candidates.push_back({std::string(row->name), weight});
    total += weight;
    weight *= 0.5;
  }
  for (Referral::Candidate& candidate : mention.refers.candidates) {
    candidate.score /= total;
  }
  Set(mention, written, "coref.outlet_ambiguous");
}

bool FitsNoun(OutletKind kind, std::string_view noun) {
  static constexpr auto kNouns = std::to_array<std::pair<std::string_view, OutletKind>>(
      {{"newspaper", OutletKind::kNewspaper},
       {"paper", OutletKind::kNewspaper},
       {"daily", OutletKind::kNewspaper},
       {"tabloid", OutletKind::kNewspaper},
       {"broadsheet", OutletKind::kNewspaper},
       {"magazine", OutletKind::kMagazine},
       {"network", OutletKind::kBroadcaster},
       {"channel", OutletKind::kBroadcaster},
       {"station", OutletKind::kBroadcaster},
       {"broadcaster", OutletKind::kBroadcaster},
       {"journal", OutletKind::kJournal},
       {"agency", OutletKind::kAgency},
       {"wire", OutletKind::kAgency}});
  if (kind == OutletKind::kUnknown) {
    return true;
  }
  const auto* const found = std::find_if(kNouns.begin(), kNouns.end(), [noun](const auto& entry) {
    return text::EqualNoCase(entry.first, noun);
  });
  return found == kNouns.end() || found->second == kind;
}

}  // namespace ibid::refer
