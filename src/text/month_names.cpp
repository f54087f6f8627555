#include "text/month_names.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <span>
#include <string>
#include <vector>

#include <unicode/uchar.h>

#include "ibid/embedded.h"
#include "text/utf8.h"

namespace ibid::text {

std::span<const EmbeddedFile> DataFiles();  // Generated from data/*.tsv.

namespace {

constexpr std::size_t kNameBytesMax = 40;  // The longest name of the table has 26.

struct Entry {
  std::string_view name;  // Lower case.
  std::uint8_t month = 0;
  bool english = false;
  bool full = false;
};

class Names {
 public:
  Names() {
    for (const EmbeddedFile& file : DataFiles()) {
      if (file.name == "months.tsv") {
        ReadTable(file.bytes);
      }
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
  }

  bool MayBegin(std::string_view text) const {
    return starts_.test(Key(text)) &&
           (text.size() < 3 || !IsAsciiLetters(text.substr(0, 3)) || ascii_.test(AsciiKey(text)));
  }

  // Every entry whose name begins with the two bytes.
  std::span<const Entry> BeginningWith(std::string_view two) const {
    const auto cut = [](const Entry& e) { return e.name.substr(0, 2); };
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), two,
                                        [&](const Entry& e, auto key) { return cut(e) < key; });
    auto last = first;
    while (last != entries_.end() && cut(*last) == two) {
      ++last;
    }
    return {first, last};
  }

 private:
  static std::size_t Key(std::string_view two) {
    return static_cast<std::size_t>(static_cast<unsigned char>(two[0])) * 256U +
           static_cast<unsigned char>(two[1]);
  }

  static bool IsAsciiLetters(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  }

  // Of three ASCII letters, without their case.
  static std::size_t AsciiKey(std::string_view text) {
    const auto digit = [text](std::size_t i) { return static_cast<unsigned>(text[i]) & 31U; };
    return (digit(0) << 10U) | (digit(1) << 5U) | digit(2);
  }

  void ReadTable(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1);
      const std::string_view line = bytes.substr(0, end);
      bytes.remove_prefix(end + 1);
      if (!line.empty() && line.front() != '#') {
        ReadRow(line);
      }
    }
  }

  void ReadRow(std::string_view line) {
    const auto field = [&line](char separator) {
      const std::size_t end = std::min(line.find(separator), line.size());
      const std::string_view value = line.substr(0, end);
      line.remove_prefix(std::min(end + 1, line.size()));
      return value;
    };
    const bool english = field('\t') == "en";
    const bool full = field('\t') == "full";
    for (std::uint8_t month = 1; month <= 12; ++month) {
      std::string_view forms = field('\t');
      while (!forms.empty() && forms != "-") {
        const std::size_t bar = std::min(forms.find('|'), forms.size());
        Add({forms.substr(0, bar), month, english, full});
        forms.remove_prefix(std::min(bar + 1, forms.size()));
      }
    }
  }

  void Add(const Entry& entry) {
    entries_.push_back(entry);
    if (entry.name.size() >= 3 && IsAsciiLetters(entry.name.substr(0, 3))) {
      ascii_.set(AsciiKey(entry.name));
    }
    // The ways in which the first two bytes of the name can stand in a text: Xx, XX, xx, xX.
    std::array<std::string, 4> ways;
    std::size_t at = 0;
    for (int i = 0; i < 2 && at < entry.name.size(); ++i) {
      const Decoded c = DecodeAt(entry.name, at);
      const auto upper = static_cast<char32_t>(u_toupper(static_cast<UChar32>(c.code)));
      for (unsigned way = 0; way < ways.size(); ++way) {
        Append(ways[way], ((way >> static_cast<unsigned>(i)) & 1U) != 0 ? upper : c.code);
      }
      at += c.size;
    }
    for (const std::string& way : ways) {
      starts_.set(Key(way));
    }
  }

  std::vector<Entry> entries_;
  std::bitset<65536> starts_;  // By the first two bytes, in any case.
  std::bitset<32768> ascii_;   // By the first three, where those are ASCII letters.
};

const Names& Table() {
  static const Names names;
  return names;
}

// The text at a place in lower case, as far as a name can reach, and where each byte came from.
struct Lowered {
  std::array<char, kNameBytesMax + 4> bytes{};
  std::array<std::uint32_t, kNameBytesMax + 5> source{};
  std::size_t size = 0;

  Lowered(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    std::string one;
    bool after_space = false;
    while (at < text.size() && size < kNameBytesMax) {
      const Decoded c = DecodeAt(text, at);
      const bool space = IsSpace(c.code);
      if (space && after_space) {
        break;
      }
      one.clear();
      Append(one, space ? U' ' : ToLower(c.code));
      for (const char byte : one) {
        source[size] = static_cast<std::uint32_t>(at - begin);
        bytes[size++] = byte;
      }
      after_space = space;
      at += c.size;
    }
    source[size] = static_cast<std::uint32_t>(at - begin);
  }

  std::string_view view() const { return {bytes.data(), size}; }
};

bool EndsWord(std::string_view text, std::size_t at, bool ends_in_digit) {
  if (at >= text.size()) {
    return true;
  }
  const char32_t next = DecodeAt(text, at).code;
  const bool mark = (U_GET_GC_MASK(static_cast<UChar32>(next)) & U_GC_M_MASK) != 0;
  return !IsLetter(next) && !mark && !(ends_in_digit && IsDigit(next));
}

}  // namespace

bool MayBeginMonthName(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && Table().MayBegin(text.substr(at, 3));
}

std::optional<MonthName> MonthNameAt(std::string_view text, std::size_t at) {
  if (!MayBeginMonthName(text, at)) {
    return std::nullopt;
  }
  const Lowered lowered(text, at);
  const bool capital = IsUpper(DecodeAt(text, at).code);
  std::optional<MonthName> best;
  for (const Entry& e : Table().BeginningWith(lowered.view().substr(0, 2))) {
    const std::uint32_t size = lowered.source[std::min(e.name.size(), lowered.size)];
    if (!lowered.view().starts_with(e.name) || (best && size < best->size) ||
        !EndsWord(text, at + size, IsDigit(static_cast<unsigned char>(e.name.back())))) {
      continue;
    }
    const bool stands_alone = e.english ? capital : e.full;
    best = MonthName{e.month, size,
                     stands_alone || (best && best->size == size && best->stands_alone)};
  }
  return best;
}

}  // namespace ibid::text
