#include "detect/outlets.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "detect/data_table.h"
#include "ibid/embedded.h"
#include "text/utf8.h"

namespace ibid::detect {

std::span<const EmbeddedFile> DataFiles();

namespace {

struct Alias {
  const OutletRow* outlet = nullptr;
  AliasPolicy policy = AliasPolicy::kSafe;
  std::string_view written;
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
template <class T>
using Map = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), text::LowerAscii);
  return out;
}

// The sign before an alias says its policy; see the head of outlets.tsv.
AliasPolicy TakePolicy(std::string_view& alias) {
  const char sign = alias.empty() ? ' ' : alias.front();
  const AliasPolicy policy = sign == '='   ? AliasPolicy::kCaseExact
                             : sign == '?' ? AliasPolicy::kNeedsCue
                             : sign == '*' ? AliasPolicy::kNeedsAntecedent
                                           : AliasPolicy::kSafe;
  if (policy != AliasPolicy::kSafe) {
    alias.remove_prefix(1);
  }
  return policy;
}

class Curated {
 public:
  Curated() {
    const DataTable table("outlets.tsv", 8);
    rows_.reserve(table.rows().size());
    for (const DataTable::Row& row : table.rows()) {
      Add(row);
    }
  }

  NamedOutlet Find(std::string_view folded, std::string_view written) const {
    const auto found = names_.find(folded);
    if (found == names_.end()) {
      return {};
    }
    for (const Alias& alias : found->second) {
      if (alias.policy != AliasPolicy::kCaseExact || WrittenSo(written, alias.written)) {
        return {alias.outlet, alias.policy};
      }
    }
    return {};
  }
  std::vector<const OutletRow*> ShortForm(std::string_view folded) const {
    std::vector<const OutletRow*> out;
    const auto found = names_.find(folded);
    if (found != names_.end()) {
      for (const Alias& alias : found->second) {
        out.push_back(alias.outlet);
      }
    }
    return out;
  }
  std::uint32_t WordsMax(std::string_view first) const {
    const auto found = words_max_.find(first);
    return found == words_max_.end() ? 0 : found->second;
  }
  std::size_t BytesMax() const { return bytes_max_; }
  const OutletRow* ByDomain(std::string_view domain) const { return Get(domains_, domain); }
  const OutletRow* ByHandle(std::string_view handle) const { return Get(handles_, handle); }

 private:
  static const OutletRow* Get(const Map<const OutletRow*>& map, std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
  }
  static bool WrittenSo(std::string_view written, std::string_view alias) {
    return written == alias ||
           (text::StartsWithNoCase(written, "the ") && written.substr(4) == alias);
  }

  void Add(const DataTable::Row& row) {
    OutletRow outlet;
    std::string_view name = row[0];
    const AliasPolicy policy = TakePolicy(name);
    outlet.name = name;
    outlet.domains = row[2];
    outlet.handles = row[3];
    outlet.country = row[4];
    outlet.wikidata = row[5];
    outlet.is_agency = row[6] == "agency";
    outlet.curated = true;
    rows_.push_back(outlet);
    const OutletRow* const at = &rows_.back();
    AddName(name, policy, at);
    for (std::string_view alias : Alternatives(row[1])) {
      const AliasPolicy of_alias = TakePolicy(alias);
      AddName(alias, of_alias, at);
    }
    for (const std::string_view domain : Alternatives(outlet.domains)) {
      domains_.emplace(domain, at);
    }
    for (const std::string_view handle : Alternatives(outlet.handles)) {
      handles_.emplace(Lower(handle), at);
    }
  }
  void AddName(std::string_view name, AliasPolicy policy, const OutletRow* outlet) {
    std::string folded = FoldOutletName(name);
    const std::string first = folded.substr(0, folded.find(' '));
    const auto words =
        static_cast<std::uint32_t>(1 + std::count(folded.begin(), folded.end(), ' '));
    std::uint32_t& most = words_max_[first];
    most = std::max(most, words);
    bytes_max_ = std::max(bytes_max_, folded.size());
    names_[std::move(folded)].push_back({outlet, policy, name});
  }

  std::vector<OutletRow> rows_;  // Never reallocated: the maps point into it.
  Map<std::vector<Alias>> names_;
  Map<std::uint32_t> words_max_;
  std::size_t bytes_max_ = 0;
  Map<const OutletRow*> domains_;
  Map<const OutletRow*> handles_;
};

const Curated& TheCurated() {
  static const Curated curated;
  return curated;
}

// Thousands of rows that most articles never need: split when first asked for, and gathered by
// domain and by handle when first asked for so.
class More {
 public:
  More() {
    for (const EmbeddedFile& file : DataFiles()) {
      if (file.name == "outlets_more.tsv") {
        Split(file.bytes);
      }
    }
  }

  const OutletRow* ByName(std::string_view folded) const {
    const auto found =
        std::lower_bound(rows_.begin(), rows_.end(), folded,
                         [](const Keyed& row, std::string_view key) { return row.key < key; });
    return found != rows_.end() && found->key == folded ? &found->row : nullptr;
  }
  const OutletRow* ByDomain(std::string_view domain) const {
    static const Index index = IndexBy(&OutletRow::domains);
    return Find(index, domain);
  }
  const OutletRow* ByHandle(std::string_view handle) const {
    static const Index index = IndexBy(&OutletRow::handles);
    return Find(index, handle);
  }

 private:
  struct Keyed {
    std::string_view key;  // The folded name: the file is sorted by it.
    OutletRow row;
  };
  using Index = std::unordered_map<std::string_view, const OutletRow*>;

  static std::string_view Take(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part == "-" ? std::string_view() : part;
  }
  void Split(std::string_view bytes) {
    rows_.reserve(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')));
    while (!bytes.empty()) {
      std::string_view line = Take(bytes, '\n');
      if (line.empty() || line.front() == '#') {
        continue;
      }
      Keyed row;
      row.key = Take(line, '\t');
      row.row.name = Take(line, '\t');
      row.row.domains = Take(line, '\t');
      row.row.handles = Take(line, '\t');
      row.row.country = Take(line, '\t');
      row.row.wikidata = Take(line, '\t');
      rows_.push_back(row);
    }
  }
  // The first row of each domain or handle.
  Index IndexBy(std::string_view OutletRow::* column) const {
    Index index;
    index.reserve(rows_.size());
    for (const Keyed& row : rows_) {
      if (!(row.row.*column).empty()) {
        index.emplace(row.row.*column, &row.row);
      }
    }
    return index;
  }
  static const OutletRow* Find(const Index& index, std::string_view key) {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
  }

  std::vector<Keyed> rows_;
};

const More& TheMore() {
  static const More more;
  return more;
}

}  // namespace

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
  name = text::Trim(name);
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name.substr(i).starts_with("\xE2\x80\x99")) {
      out += '\'';
      i += 2;
    } else if (name[i] == ' ' || (name[i] >= '\t' && name[i] <= '\r')) {
      if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    } else {
      out += text::LowerAscii(name[i]);
    }
  }
  if (out.starts_with("the ")) {
    out.erase(0, 4);
  }
  return out;
}

NamedOutlet CuratedOutlet(std::string_view folded, std::string_view written) {
  return TheCurated().Find(folded, written);
}

NamedOutlet OutletByName(std::string_view name) {
  const std::string folded = FoldOutletName(name);
  const NamedOutlet curated = TheCurated().Find(folded, name);
  if (curated.outlet != nullptr || folded.empty()) {
    return curated;
  }
  return {TheMore().ByName(folded), AliasPolicy::kNeedsCue};
}

std::vector<const OutletRow*> OutletsByShortForm(std::string_view short_form) {
  return TheCurated().ShortForm(FoldOutletName(short_form));
}

const OutletRow* OutletByDomain(std::string_view host) {
  const std::string lower = Lower(host);
  std::string_view domain = lower;
  while (domain.find('.') != std::string_view::npos) {
    const OutletRow* row = TheCurated().ByDomain(domain);
    row = row != nullptr ? row : TheMore().ByDomain(domain);
    if (row != nullptr) {
      return row;
    }
    domain.remove_prefix(domain.find('.') + 1);
  }
  return nullptr;
}

const OutletRow* OutletByHandle(std::string_view handle) {
  const std::string lower = Lower(handle.starts_with('@') ? handle.substr(1) : handle);
  const OutletRow* row = TheCurated().ByHandle(lower);
  return row != nullptr ? row : TheMore().ByHandle(lower);
}

std::uint32_t OutletWordsMax(std::string_view first_word) {
  return TheCurated().WordsMax(first_word);
}

std::size_t OutletNameBytesMax() {
  return TheCurated().BytesMax();
}

}  // namespace ibid::detect
