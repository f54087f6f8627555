#include "detect/outlets/outlets.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "detect/data_table.h"
#include "detect/outlets/outlet_lists.h"
#include "text/utf8.h"

namespace ibid::detect {

Outlet OutletRow::ToOutlet() const {
  Outlet out;
  out.name = name;
  for (const std::string_view domain : Alternatives(domains)) {
    out.domains.emplace_back(domain);
  }
  out.wikidata = wikidata;
  return out;
}

std::string FoldOutletName(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  AppendFolded(name, out);
  return out;
}

NamedOutlet CuratedOutlet(std::string_view folded, std::string_view written) {
  return CuratedOutlets::Get().Find(folded, written);
}

NamedOutlet OutletByName(std::string_view name) {
  const std::string folded = FoldOutletName(name);
  const NamedOutlet curated = CuratedOutlets::Get().Find(folded, name);
  if (curated.outlet != nullptr || folded.empty()) {
    return curated;
  }
  return MoreOutlets::Get().ByName(folded, name);
}

std::vector<const OutletRow*> OutletsByShortForm(std::string_view short_form) {
  return CuratedOutlets::Get().All(FoldOutletName(short_form));
}

NamedOutlet OutletIn(std::string_view phrase, std::string_view& written) {
  constexpr std::size_t kWordsMax = 16;
  std::vector<std::string_view> words;  // Views into `phrase`.
  for (std::size_t at = 0; at < phrase.size() && words.size() < kWordsMax;) {
    const std::size_t end = std::min(phrase.find_first_of(" \n", at), phrase.size());
    if (end > at) {
      words.push_back(phrase.substr(at, end - at));
    }
    at = end + 1;
  }
  NamedOutlet best;
  std::size_t best_size = 0;
  for (std::size_t first = 0; first < words.size(); ++first) {
    for (std::size_t last = words.size(); last > first; --last) {
      const char* const begin = words[first].data();
      const std::string_view end = words[last - 1];
      const std::string_view part(begin, static_cast<std::size_t>(end.data() + end.size() - begin));
      if (part.size() <= best_size || words[first] == "the") {
        continue;
      }
      const NamedOutlet named = CuratedOutlets::Get().Find(FoldOutletName(part), part);
      const bool capital = text::IsUpper(text::DecodeAt(part, 0).code) ||
                           named.policy == AliasPolicy::kCaseExact;  // "dpa"
      const bool article = part.starts_with("The ") || (first > 0 && words[first - 1] == "the");
      if (named.outlet != nullptr && capital &&
          (article || named.policy != AliasPolicy::kNeedsAntecedent)) {
        best = named;
        best_size = part.size();
        written = part;
      }
    }
  }
  return best;
}

const OutletRow* OutletByDomain(std::string_view host) {
  const std::string lower = text::Lower(host);
  std::string_view domain = lower;
  while (domain.find('.') != std::string_view::npos) {
    const OutletRow* row = CuratedOutlets::Get().ByDomain(domain);
    row = row != nullptr ? row : MoreOutlets::Get().ByDomain(domain);
    if (row != nullptr) {
      return row;
    }
    domain.remove_prefix(domain.find('.') + 1);
  }
  return nullptr;
}

const OutletRow* OutletByHandle(std::string_view handle) {
  const std::string lower = text::Lower(handle.starts_with('@') ? handle.substr(1) : handle);
  const OutletRow* row = CuratedOutlets::Get().ByHandle(lower);
  return row != nullptr ? row : MoreOutlets::Get().ByHandle(lower);
}

std::uint32_t OutletWordsMax(std::string_view first_word) {
  return CuratedOutlets::Get().WordsMax(first_word);
}

std::size_t OutletNameBytesMax() {
  return CuratedOutlets::Get().BytesMax();
}

}  // namespace ibid::detect
