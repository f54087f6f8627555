#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/outlets/outlets.h"

// The two tables behind outlets.h, read so that a run on one line pays little for them: the curated
// one is indexed by name at the first use, everything else only when it is asked for.
namespace ibid::detect {

// Appends `name` folded (see FoldOutletName) to `out`.
void AppendFolded(std::string_view name, std::string& out);

// data/outlets.tsv
class CuratedOutlets {
 public:
  static const CuratedOutlets& Get();

  // `folded` as FoldOutletName gives it, `written` as it stands in the text.
  NamedOutlet Find(std::string_view folded, std::string_view written) const;
  // Every row that lists the name, with whatever sign: those whose own name it is, then those that
  // it is short for, each in the order of the table.
  std::vector<const OutletRow*> All(std::string_view folded) const;
  // 0: no name begins with this word.
  std::uint32_t WordsMax(std::string_view first_word) const;
  std::size_t BytesMax() const { return bytes_max_; }
  const OutletRow* ByDomain(std::string_view domain) const;
  const OutletRow* ByHandle(std::string_view handle) const;
  const std::vector<OutletRow>& rows() const { return rows_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  struct Alias {
    std::uint32_t outlet = 0;    // Index into rows_.
    std::uint32_t next = kNone;  // The next with the same folded name.
    AliasPolicy policy = AliasPolicy::kSafe;
    std::string_view written;
  };
  // A folded name, or the first word of some, or both.
  struct Entry {
    std::string_view key;         // In folded_.
    std::uint32_t first = kNone;  // Of a chain in aliases_.
    std::uint32_t last = kNone;
    std::uint32_t last_own = kNone;  // The last that is no short form.
    std::uint32_t words_max = 0;
  };

  CuratedOutlets();
  void Add(std::string_view line);
  void AddName(std::string_view name, std::uint32_t outlet);
  Entry& At(std::string_view key);
  const Entry* Look(std::string_view key) const;
  std::size_t Slot(std::string_view key) const;
  void Grow();

  std::vector<OutletRow> rows_;
  std::string folded_;  // All folded names, one after another; reserved: views stay valid.
  std::vector<Alias> aliases_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // Open addressing: index into entries_ + 1, 0: free.
  std::size_t bytes_max_ = 0;
};

// data/outlets_more.tsv, sorted by key: searched where it lies.
class MoreOutlets {
 public:
  static const MoreOutlets& Get();

  NamedOutlet ByName(std::string_view folded, std::string_view written) const;
  const OutletRow* ByDomain(std::string_view domain) const;
  const OutletRow* ByHandle(std::string_view handle) const;
  // Every line of the table, for those who check it.
  std::vector<std::string_view> Lines() const;

 private:
  // By domain or handle: the line of the first row that has it.
  using Index = std::unordered_map<std::string_view, std::string_view>;

  MoreOutlets();
  const OutletRow* RowOf(std::string_view line) const;
  Index IndexBy(std::size_t column) const;

  std::string_view bytes_;
  // Rows that somebody asked for; their addresses stay.
  mutable std::mutex made_mutex_;
  mutable std::unordered_map<const char*, OutletRow> made_;
};

}  // namespace ibid::detect
