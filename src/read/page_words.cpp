#include "read/page_words.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ibid/embedded.h"
#include "text/utf8.h"

namespace ibid::read {

std::span<const EmbeddedFile> DataFiles();

namespace {

constexpr std::size_t kAttributeBytesMax = 1024;
constexpr std::size_t kWordsOfPhrase = 3;  // The longest phrase of the table.

// The phrases of the table. Most words of attributes begin none: two of their bytes tell.
struct Table {
  std::unordered_map<std::string_view, PageWord> phrases;
  std::bitset<1U << 16U> begins;

  // REQUIRES: not empty.
  static std::size_t Begin(std::string_view phrase) {
    const char second = phrase.size() > 1 ? phrase[1] : '\0';
    return static_cast<std::size_t>(static_cast<unsigned char>(phrase[0])) << 8U |
           static_cast<unsigned char>(second);
  }
};

std::string_view Cut(std::string_view& rest, char at) {
  const std::size_t end = std::min(rest.find(at), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

PageWord::Kind KindOf(std::string_view name) {
  if (name == "byline") {
    return PageWord::Kind::kByline;
  }
  if (name == "caption") {
    return PageWord::Kind::kCaption;
  }
  return name == "embed" ? PageWord::Kind::kEmbed : PageWord::Kind::kChrome;
}

Table Parse(std::string_view bytes) {
  Table table;
  while (!bytes.empty()) {
    std::string_view line = Cut(bytes, '\n');
    if (line.empty() || line[0] == '#') {
      continue;
    }
    PageWord row;
    row.kind = KindOf(Cut(line, '\t'));
    const std::string_view word = Cut(line, '\t');
    row.rule = Cut(line, '\t');
    for (const char digit : line) {
      row.prose_percent_max = row.prose_percent_max * 10 + (digit - '0');
    }
    table.phrases.emplace(word, row);
    table.begins.set(Table::Begin(word));
  }
  return table;
}

const Table& Words() {
  static const Table table = [] {
    for (const EmbeddedFile& file : DataFiles()) {
      if (file.name == "page_words.tsv") {
        return Parse(file.bytes);
      }
    }
    return Table();
  }();
  return table;
}

// What a character is in the name of a class.
enum class Class : std::uint8_t { kOther, kSpace, kUpper, kLowerOrDigit };
constexpr auto kClasses = [] {
  std::array<Class, 256> classes{};
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      classes[byte] = Class::kLowerOrDigit;
    } else if (byte >= 'A' && byte <= 'Z') {
      classes[byte] = Class::kUpper;
    } else if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
      classes[byte] = Class::kSpace;
    }
  }
  return classes;
}();

// Each character becomes at most two.
using Normal = std::array<char, 2 * kAttributeBytesMax>;

// The value in lower case with "-" between its words, written into `out`. Every element of a page
// is asked about.
std::string_view Normalise(std::string_view value, Normal& out) {
  std::size_t size = 0;
  bool in_word = false;  // out ends inside a word.
  Class before = Class::kOther;
  for (const char c : value) {
    const Class is = kClasses[static_cast<unsigned char>(c)];
    const bool hump = is == Class::kUpper && before == Class::kLowerOrDigit;
    if (in_word && (hump || is <= Class::kSpace)) {
      out[size++] = is == Class::kSpace ? ' ' : '-';
      in_word = false;
    }
    if (is > Class::kSpace) {
      out[size++] = text::LowerAscii(c);
      in_word = true;
    }
    before = is;
  }
  return {out.data(), size};
}

std::size_t WordEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '-' && text[at] != ' ') {
    ++at;
  }
  return at;
}

}  // namespace

std::optional<PageWord> FindPageWord(std::string_view attribute) {
  Normal normal;
  const std::string_view view = Normalise(attribute.substr(0, kAttributeBytesMax), normal);
  const Table& words = Words();
  std::optional<PageWord> first;
  for (std::size_t at = 0; at < view.size();) {
    const std::size_t word_end = WordEnd(view, at);
    std::size_t end = word_end;
    const bool begins = end > at && words.begins.test(Table::Begin(view.substr(at)));
    for (std::size_t count = 1; begins && count <= kWordsOfPhrase; ++count) {
      const auto found = words.phrases.find(view.substr(at, end - at));
      if (found != words.phrases.end()) {
        if (found->second.kind == PageWord::Kind::kEmbed) {
          return found->second;
        }
        if (!first) {
          first = found->second;
        }
      }
      if (end >= view.size() || view[end] == ' ') {
        break;
      }
      end = WordEnd(view, end + 1);
    }
    at = word_end + 1;
  }
  return first;
}

}  // namespace ibid::read
