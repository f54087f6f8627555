#include "read/text_chrome.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ibid/embedded.h"
#include "text/prefix_filter.h"
#include "text/utf8.h"

namespace ibid::read {

std::span<const EmbeddedFile> DataFiles();

namespace {

constexpr std::size_t kLookedAt = 2000;  // Bytes of a block that phrases are sought in.
constexpr std::size_t kTailBlocks = 12;  // So many last blocks are the tail at least.
constexpr std::size_t kDatelineBytesMax = 100;
constexpr std::size_t kDatelineZones = 12;  // Among so many first zones a dateline is sought.

struct Row {
  enum class How { kBegins, kContains, kIs };
  How how = How::kBegins;
  std::string_view phrase;
  std::string_view rule;
  std::size_t bytes_max = 0;
  bool tail = false;
};

std::string_view Cut(std::string_view& rest, char at) {
  const std::size_t end = std::min(rest.find(at), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::vector<Row> ParseRows(std::string_view bytes) {
  std::vector<Row> rows;
  while (!bytes.empty()) {
    std::string_view line = Cut(bytes, '\n');
    if (line.empty() || line[0] == '#') {
      continue;
    }
    Row row;
    const std::string_view how = Cut(line, '\t');
    row.how = how == "begins"     ? Row::How::kBegins
              : how == "contains" ? Row::How::kContains
                                  : Row::How::kIs;
    row.phrase = Cut(line, '\t');
    row.rule = Cut(line, '\t');
    for (const char digit : Cut(line, '\t')) {
      row.bytes_max = row.bytes_max * 10 + static_cast<std::size_t>(digit - '0');
    }
    row.tail = line == "tail";
    rows.push_back(row);
  }
  return rows;
}

// The rows by the first byte of their phrase: those that a block must begin with, and those that
// it may hold anywhere. A block is compared with few of them.
class Table {
 public:
  explicit Table(std::vector<Row> rows) : rows_(std::move(rows)) {
    for (std::size_t byte = 0; byte < letters_.size(); ++byte) {
      letters_[byte] = text::IsLetter(static_cast<char32_t>(byte));
    }
    // The lists point into rows_.
    for (const Row& row : rows_) {
      if (row.how == Row::How::kContains) {
        inside_.push_back(&row);
        inside_begins_.Add(row.phrase);
        begins_.Add(row.phrase);
      } else {
        begin_[FirstByte(row.phrase)].push_back(&row);
        begins_.Add(row.phrase);
      }
      bytes_max_ = std::max(bytes_max_, row.bytes_max);
    }
  }

  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // No row matches a longer block.
  std::size_t bytes_max() const { return bytes_max_; }

  // The first row that matches a block of `size` bytes that begins with `words`; or null.
  const Row* Find(std::string_view words, std::size_t size, bool in_tail) const {
    if (words.empty() || !MayMatch(words)) {
      return nullptr;
    }
    const std::string lower = text::Lower(text::FoldSpace(words));
    const Row* best = nullptr;
    const auto offer = [&](const Row& row) {
      if ((best == nullptr || &row < best) && size <= row.bytes_max && (in_tail || !row.tail)) {
        best = &row;
      }
    };
    for (const Row* row : begin_[FirstByte(lower)]) {
      if (row->how == Row::How::kIs ? lower == row->phrase : lower.starts_with(row->phrase)) {
        offer(*row);
      }
    }
    for (const Row* row : inside_) {
      if (lower.find(row->phrase) != std::string::npos) {
        offer(*row);
      }
    }
    return best;
  }

 private:
  using ByFirstByte = std::array<std::vector<const Row*>, 256>;

  // REQUIRES: not empty.
  static std::size_t FirstByte(std::string_view text) {
    return static_cast<unsigned char>(text.front());
  }

  // Nearly all blocks end here, before anything is folded. A phrase begins where a word does.
  bool MayMatch(std::string_view words) const {
    if (begins_.MayBegin(words, 0)) {
      return true;
    }
    bool inside_word = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const bool word = letters_[static_cast<unsigned char>(words[at])];
      if (word && !inside_word && inside_begins_.MayBegin(words, at)) {
        return true;
      }
      inside_word = word;
    }
    return false;
  }

  std::vector<Row> rows_;
  ByFirstByte begin_;
  std::vector<const Row*> inside_;
  text::PrefixFilter begins_;  // What a block may begin with.
  text::PrefixFilter inside_begins_;
  std::size_t bytes_max_ = 0;
  std::array<bool, 256> letters_ = {};  // By byte.
};

const Table& TheTable() {
  static const Table table = [] {
    for (const EmbeddedFile& file : DataFiles()) {
      if (file.name == "text_chrome.tsv") {
        return Table(ParseRows(file.bytes));
      }
    }
    return Table({});
  }();
  return table;
}

bool MayBeChrome(const Zone& zone) {
  return !zone.chrome && zone.kind != ZoneKind::kHeadline && zone.kind != ZoneKind::kByline &&
         zone.kind != ZoneKind::kEmbed && zone.kind != ZoneKind::kCode;
}

// Moves over a word of the place and what separates it: letters, "'", "-", ".", and then spaces.
std::size_t SkipDashes(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  for (const std::string_view dash : {"—", "–", "―", "--", "-"}) {
    if (text.substr(at).starts_with(dash)) {
      at += dash.size();
      break;
    }
  }
  return at - begin;
}

std::size_t CountCapitals(std::string_view text) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (!text::IsLetter(c.code)) {
      break;
    }
    if (!text::IsUpper(c.code)) {
      return 0;
    }
    ++capitals;
    at += c.size;
  }
  return capitals;
}

// The bytes of the dateline that the paragraph begins with, its dash included; 0 where none.
std::size_t DatelineSize(std::string_view paragraph) {
  const std::string_view head = paragraph.substr(0, kDatelineBytesMax);
  const bool agency_first = head.starts_with('(');
  if (!agency_first && CountCapitals(head) < 3) {
    return 0;
  }
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (head[at] == ' ') {
      const std::size_t dash = SkipDashes(head, at + 1);
      if (dash > 0 && at + 1 + dash < paragraph.size()) {
        const std::string_view before = head.substr(0, at);
        return !agency_first || before.ends_with(')') ? at + 1 + dash : 0;
      }
    }
    const bool sentence = head[at] == '.' && at > 8 && at + 2 < head.size() &&
                          head[at + 1] == ' ' && head[at - 1] >= 'a' && head[at - 4] != ' ' &&
                          head[at - 5] != ' ';
    if (sentence || head[at] == '"' || head[at] == ':' || head[at] == '?') {
      return 0;
    }
  }
  return 0;
}

// Words in lower case between place and dash make it a sentence, not a dateline.
bool IsDateline(std::string_view dateline) {
  int lower_words = 0;
  bool word_begins = true;
  for (const char c : dateline) {
    lower_words += word_begins && c >= 'a' && c <= 'z' ? 1 : 0;
    word_begins = c == ' ';
  }
  return lower_words <= 1;
}

}  // namespace

void MarkTextChrome(Document& document) {
  const std::size_t count = document.zones.size();
  const std::size_t tail = std::min(count * 2 / 3, count - std::min(count, kTailBlocks));
  for (std::size_t i = 0; i < count; ++i) {
    Zone& zone = document.zones[i];
    if (!MayBeChrome(zone) || zone.at.size() > TheTable().bytes_max()) {
      continue;
    }
    const std::string_view words = document.Text(zone.at);
    const std::string_view seen = words.substr(0, text::BoundaryBefore(words, kLookedAt));
    if (const Row* row = TheTable().Find(seen, words.size(), i >= tail)) {
      zone.chrome = true;
      zone.rule = row->rule;
    }
  }
}

void SplitDatelines(Document& document) {
  const std::size_t count = std::min(document.zones.size(), kDatelineZones);
  for (std::size_t i = 0; i < count; ++i) {
    Zone& zone = document.zones[i];
    if (zone.kind != ZoneKind::kParagraph || zone.chrome) {
      continue;
    }
    const std::string_view words = document.Text(zone.at);
    const std::size_t size = DatelineSize(words);
    if (size == 0 || !IsDateline(words.substr(0, size))) {
      continue;
    }
    const std::string_view rest = text::Trim(words.substr(size));
    if (rest.empty()) {
      continue;
    }
    Zone dateline = zone;
    dateline.kind = ZoneKind::kDateline;
    dateline.rule = "text.dateline";
    dateline.at.end = zone.at.begin + static_cast<std::uint32_t>(size);
    zone.at.begin += static_cast<std::uint32_t>(rest.data() - words.data());
    document.zones.insert(document.zones.begin() + static_cast<std::ptrdiff_t>(i),
                          std::move(dateline));
    return;
  }
}

}  // namespace ibid::read
