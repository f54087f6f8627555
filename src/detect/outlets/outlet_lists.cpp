#include "detect/outlets/outlet_lists.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <span>
#include <utility>

#include "detect/data_table.h"
#include "ibid/embedded.h"
#include "text/utf8.h"

namespace ibid::detect {

std::span<const EmbeddedFile> DataFiles();

namespace {

constexpr std::size_t kColumns = 8;

std::string_view TableBytes(std::string_view name) {
  for (const EmbeddedFile& file : DataFiles()) {
    if (file.name == name) {
      return file.bytes;
    }
  }
  assert(false);
  return {};
}

// The text before the next `separator`; `rest` goes on behind it.
std::string_view Take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::array<std::string_view, kColumns> Columns(std::string_view line) {
  std::array<std::string_view, kColumns> columns;
  for (std::string_view& column : columns) {
    column = Take(line, '\t');
    column = column == "-" ? std::string_view() : column;
  }
  return columns;
}

template <class Use>
void ForEachLine(std::string_view bytes, Use use) {
  while (!bytes.empty()) {
    const std::string_view line = Take(bytes, '\n');
    if (!line.empty() && line.front() != '#') {
      use(line);
    }
  }
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

OutletKind KindNamed(std::string_view name) {
  // Told by the first letter: the test of the tables holds the words to it.
  switch (name.empty() ? '-' : name.front()) {
    case 'n':
      return OutletKind::kNewspaper;
    case 'm':
      return OutletKind::kMagazine;
    case 'b':
      return OutletKind::kBroadcaster;
    case 'w':
      return OutletKind::kWebsite;
    case 'j':
      return OutletKind::kJournal;
    case 'a':
      return OutletKind::kAgency;
    default:
      return OutletKind::kUnknown;
  }
}

bool WrittenSo(std::string_view written, std::string_view alias) {
  return written == alias ||
         (text::StartsWithNoCase(written, "the ") && written.substr(4) == alias);
}

std::size_t Hash(std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : key) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

// Rows by one of their columns that lists several names.
using Index = std::unordered_map<std::string_view, const OutletRow*>;
Index IndexBy(const std::vector<OutletRow>& rows, std::string_view OutletRow::* column) {
  Index index;
  index.reserve(rows.size() * 2);
  for (const OutletRow& row : rows) {
    for (const std::string_view name : Alternatives(row.*column)) {
      index.emplace(name, &row);
    }
  }
  return index;
}
const OutletRow* Find(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

void AppendFolded(std::string_view name, std::string& out) {
  name = text::Trim(name);
  if (text::StartsWithNoCase(name, "the ")) {
    name = text::Trim(name.substr(4));
  }
  const std::size_t begin = out.size();
  out.resize(begin + name.size());  // Nothing grows.
  std::size_t end = begin;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (out[end - 1] != ' ') {  // A space is not the first: the name is trimmed.
        out[end++] = ' ';
      }
    } else if (c == '\xE2' && name.substr(i, 3) == "\xE2\x80\x99") {
      out[end++] = '\'';
      i += 2;
    } else {
      out[end++] = text::LowerAscii(c);
    }
  }
  out.resize(end);
}

// ---- Curated ------------------------------------------------------------------------------------

const CuratedOutlets& CuratedOutlets::Get() {
  static const CuratedOutlets outlets;
  return outlets;
}

CuratedOutlets::CuratedOutlets() {
  const std::string_view bytes = TableBytes("outlets.tsv");
  const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  folded_.reserve(bytes.size());  // The folded names are shorter than the table.
  rows_.reserve(lines);
  aliases_.reserve(lines * 3);
  entries_.reserve(lines * 4);
  slots_.resize(1024);
  while (slots_.size() < lines * 8) {
    slots_.resize(slots_.size() * 2);
  }
  ForEachLine(bytes, [this](std::string_view line) { Add(line); });
}

void CuratedOutlets::Add(std::string_view line) {
  const auto column = Columns(line);
  const auto index = static_cast<std::uint32_t>(rows_.size());
  OutletRow outlet;
  std::string_view name = column[0];
  AddName(name, index);
  TakePolicy(name);
  outlet.name = name;
  outlet.domains = column[2];
  outlet.handles = column[3];
  outlet.country = column[4];
  outlet.wikidata = column[5];
  outlet.kind = KindNamed(column[6]);
  outlet.curated = true;
  rows_.push_back(outlet);
  for (std::string_view rest = column[1]; !rest.empty();) {
    AddName(Take(rest, '|'), index);
  }
}

void CuratedOutlets::AddName(std::string_view name, std::uint32_t outlet) {
  const AliasPolicy policy = TakePolicy(name);
  const std::size_t begin = folded_.size();
  AppendFolded(name, folded_);
  const std::string_view key = std::string_view(folded_).substr(begin);
  bytes_max_ = std::max(bytes_max_, key.size());
  const auto words = static_cast<std::uint32_t>(1 + std::count(key.begin(), key.end(), ' '));
  std::uint32_t& most = At(key.substr(0, key.find(' '))).words_max;
  most = std::max(most, words);
  Entry& entry = At(key);
  // Whose own name it is goes before those that it may be short for.
  const std::uint32_t before =
      policy == AliasPolicy::kNeedsAntecedent ? entry.last : entry.last_own;
  const auto alias = static_cast<std::uint32_t>(aliases_.size());
  std::uint32_t& link = before == kNone ? entry.first : aliases_[before].next;
  const std::uint32_t next = link;
  link = alias;
  aliases_.push_back({outlet, next, policy, name});
  entry.last = next == kNone ? alias : entry.last;
  entry.last_own = policy == AliasPolicy::kNeedsAntecedent ? entry.last_own : alias;
}

// Where the key is, or would go.
std::size_t CuratedOutlets::Slot(std::string_view key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = Hash(key) & mask;
  while (slots_[slot] != 0 && entries_[slots_[slot] - 1].key != key) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

CuratedOutlets::Entry& CuratedOutlets::At(std::string_view key) {
  std::size_t slot = Slot(key);
  if (slots_[slot] == 0) {
    if (entries_.size() * 2 > slots_.size()) {
      Grow();
      slot = Slot(key);
    }
    entries_.push_back({key, kNone, kNone, kNone, 0});
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  }
  return entries_[slots_[slot] - 1];
}

void CuratedOutlets::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    slots_[Slot(entries_[i].key)] = static_cast<std::uint32_t>(i + 1);
  }
}

const CuratedOutlets::Entry* CuratedOutlets::Look(std::string_view key) const {
  const std::uint32_t at = slots_[Slot(key)];
  return at == 0 ? nullptr : &entries_[at - 1];
}

NamedOutlet CuratedOutlets::Find(std::string_view folded, std::string_view written) const {
  NamedOutlet out;
  const Entry* entry = Look(folded);
  for (std::uint32_t a = entry == nullptr ? kNone : entry->first; a != kNone;
       a = aliases_[a].next) {
    const Alias& alias = aliases_[a];
    const OutletRow* row = &rows_[alias.outlet];
    if (alias.policy != AliasPolicy::kCaseExact) {
      out = out.outlet == nullptr ? NamedOutlet{row, alias.policy} : out;
    } else if (WrittenSo(written, alias.written) && (out.outlet == nullptr || out.outlet == row)) {
      return {row, alias.policy};  // "TIME" is surer than "Time".
    }
  }
  return out;
}

std::vector<const OutletRow*> CuratedOutlets::All(std::string_view folded) const {
  std::vector<const OutletRow*> out;
  const Entry* entry = Look(folded);
  for (std::uint32_t a = entry == nullptr ? kNone : entry->first; a != kNone;
       a = aliases_[a].next) {
    const OutletRow* row = &rows_[aliases_[a].outlet];
    if (out.empty() || out.back() != row) {
      out.push_back(row);
    }
  }
  return out;
}

std::uint32_t CuratedOutlets::WordsMax(std::string_view first_word) const {
  const Entry* entry = Look(first_word);
  return entry == nullptr ? 0 : entry->words_max;
}

const OutletRow* CuratedOutlets::ByDomain(std::string_view domain) const {
  static const Index index = IndexBy(rows_, &OutletRow::domains);
  return detect::Find(index, domain);
}

const OutletRow* CuratedOutlets::ByHandle(std::string_view handle) const {
  static const Index index = IndexBy(rows_, &OutletRow::handles);
  return detect::Find(index, handle);
}

// ---- More ---------------------------------------------------------------------------------------

const MoreOutlets& MoreOutlets::Get() {
  static const MoreOutlets outlets;
  return outlets;
}

MoreOutlets::MoreOutlets() {
  bytes_ = TableBytes("outlets_more.tsv");
  while (bytes_.starts_with('#')) {
    Take(bytes_, '\n');
  }
}

const OutletRow* MoreOutlets::RowOf(std::string_view line) const {
  const std::lock_guard<std::mutex> lock(made_mutex_);
  const auto [at, fresh] = made_.try_emplace(line.data());
  if (fresh) {
    const auto column = Columns(line);
    std::string_view name = column[1];
    TakePolicy(name);
    at->second.name = name;
    at->second.domains = column[2];
    at->second.handles = column[3];
    at->second.country = column[4];
    at->second.wikidata = column[5];
    at->second.kind = KindNamed(column[6]);
  }
  return &at->second;
}

NamedOutlet MoreOutlets::ByName(std::string_view folded, std::string_view written) const {
  // Binary search for the line: both ends of what is left are beginnings of lines.
  std::string_view left = bytes_;
  while (!left.empty()) {
    const std::size_t middle = left.rfind('\n', left.size() / 2);
    const std::size_t begin = middle == std::string_view::npos ? 0 : middle + 1;
    const std::size_t end = std::min(left.find('\n', begin), left.size());
    std::string_view line = left.substr(begin, end - begin);
    const std::string_view key = line.substr(0, line.find('\t'));
    if (key == folded) {
      std::string_view name = Columns(line)[1];
      const AliasPolicy policy = TakePolicy(name);
      const bool counts = policy != AliasPolicy::kCaseExact || WrittenSo(written, name);
      return counts ? NamedOutlet{RowOf(line), policy} : NamedOutlet{};
    }
    if (key < folded) {
      left.remove_prefix(std::min(end + 1, left.size()));
    } else {
      left = left.substr(0, begin);
    }
  }
  return {};
}

MoreOutlets::Index MoreOutlets::IndexBy(std::size_t column) const {
  Index index;
  ForEachLine(bytes_, [&](std::string_view line) {
    if (const std::string_view value = Columns(line)[column]; !value.empty()) {
      index.emplace(value, line);
    }
  });
  return index;
}

const OutletRow* MoreOutlets::ByDomain(std::string_view domain) const {
  static const Index index = IndexBy(2);
  const auto found = index.find(domain);
  return found == index.end() ? nullptr : RowOf(found->second);
}

const OutletRow* MoreOutlets::ByHandle(std::string_view handle) const {
  static const Index index = IndexBy(3);
  const auto found = index.find(handle);
  return found == index.end() ? nullptr : RowOf(found->second);
}

std::vector<std::string_view> MoreOutlets::Lines() const {
  std::vector<std::string_view> lines;
  ForEachLine(bytes_, [&](std::string_view line) { lines.push_back(line); });
  return lines;
}

}  // namespace ibid::detect
