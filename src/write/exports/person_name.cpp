#include "write/exports/person_name.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

#include "ibid/embedded.h"
#include "text/utf8.h"
#include "write/phrases.h"

namespace ibid::write {

std::span<const EmbeddedFile> ExportTables();  // Generated from data/.

namespace {

constexpr std::size_t kAuthorsMax = 50;
constexpr std::size_t kFieldMax = 4096;  // Bytes of an author field that are looked at.

struct NameWords {
  std::unordered_set<std::string_view> body, particle, suffix;
};

const NameWords& Table() {
  static const NameWords words = [] {
    NameWords read;
    std::string_view table = ExportTables().front().bytes;
    while (!table.empty()) {
      const std::size_t end = std::min(table.find('\n'), table.size());
      const std::string_view line = table.substr(0, end);
      table.remove_prefix(std::min(end + 1, table.size()));
      const std::size_t tab = line.find('\t');
      if (line.starts_with('#') || tab == std::string_view::npos) {
        continue;
      }
      const std::string_view kind = line.substr(0, tab);
      auto& into = kind == "body" ? read.body : kind == "particle" ? read.particle : read.suffix;
      into.insert(line.substr(tab + 1));
    }
    return read;
  }();
  return words;
}

std::vector<std::string> Words(std::string_view name) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    words.emplace_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// "O’Neill", "Jean-Luc", "J.R.": letters, hyphens, apostrophes and full stops, a capital first.
bool IsNameWord(std::string_view word) {
  if (!text::IsUpper(text::DecodeAt(word, 0).code)) {
    return false;
  }
  for (std::size_t at = 0; at < word.size();) {
    const text::Decoded c = text::DecodeAt(word, at);
    at += c.size;
    const bool joins = c.code == '-' || c.code == '\'' || c.code == 0x2019 || c.code == '.';
    // A combining mark belongs to the letter before it.
    if (!joins && !text::IsLetter(c.code) &&
        !(text::IsWordChar(c.code) && !text::IsDigit(c.code) && c.code > 0x7F)) {
      return false;
    }
  }
  std::string lower = text::Lower(word);
  while (lower.ends_with('.')) {
    lower.pop_back();
  }
  return !Table().body.contains(lower);
}

std::optional<Author> PersonOf(std::string_view name) {
  std::vector<std::string> words = Words(name);
  Author author;
  author.name = name;
  if (words.size() > 2 && Table().suffix.contains(words.back())) {
    author.suffix = words.back();
    words.pop_back();
    if (words.back().ends_with(',')) {
      words.back().pop_back();
    }
  }
  if (words.size() < 2 || words.size() > 5 || words.back().empty()) {
    return std::nullopt;
  }
  std::size_t family = words.size() - 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool particle = i > 0 && i + 1 < words.size() && Table().particle.contains(words[i]);
    if (!particle && !IsNameWord(words[i])) {
      return std::nullopt;
    }
    if (particle) {
      family = std::min(family, i);
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string& part = i < family ? author.given : author.family;
    part.append(part.empty() ? "" : " ").append(words[i]);
  }
  return author;
}

// The parts between ", ", " and ", " & " and ";"; none where one of them is no person's name.
std::vector<Author> PersonsOf(std::string_view field) {
  static constexpr std::array<std::string_view, 5> kBetween = {", and ", " and ", " & ", "; ",
                                                               ", "};
  std::vector<Author> persons;
  while (!field.empty() && persons.size() < kAuthorsMax) {
    std::size_t end = field.size();
    std::size_t next = field.size();
    for (const std::string_view between : kBetween) {
      const std::size_t at = field.find(between);
      // "Ann Other, Jr." goes on.
      const bool suffix = between == ", " && at != std::string_view::npos &&
                          Table().suffix.contains(
                              field.substr(at + 2, field.find_first_of(" ,;", at + 2) - at - 2));
      if (at < end && !suffix) {
        end = at;
        next = at + between.size();
      }
    }
    std::optional<Author> person = PersonOf(text::Trim(field.substr(0, end)));
    if (!person) {
      return {};
    }
    persons.push_back(std::move(*person));
    field.remove_prefix(next);
  }
  return persons;
}

}  // namespace

std::vector<Author> AuthorsOf(std::string_view field, std::string_view outlet) {
  const std::string plain = Plain(field.substr(0, text::BoundaryBefore(field, kFieldMax)));
  std::string_view name = plain;
  for (const std::string_view by : {"By ", "by ", "BY "}) {
    if (name.starts_with(by)) {
      name.remove_prefix(by.size());
      break;
    }
  }
  if (name.empty()) {
    return {};
  }
  if (!text::EqualNoCase(name, Plain(outlet))) {
    if (std::vector<Author> persons = PersonsOf(name); !persons.empty()) {
      return persons;
    }
  }
  return {Author{std::string(name), "", "", ""}};
}

}  // namespace ibid::write
