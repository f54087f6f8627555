#include "detect/attributions/cues.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/data_table.h"

namespace ibid::detect {
namespace {

struct Form {
  std::string words;
  CueInflection inflection;
};

constexpr std::string_view kFrameLetters = "cqionadhbsxzNepkuvD";

Frames ParseFrames(std::string_view letters) {
  Frames out = 0;
  for (const char c : letters) {
    const std::size_t at = kFrameLetters.find(c);
    if (at != std::string_view::npos) {
      out |= 1U << at;
    }
  }
  return out;
}

Channel ParseChannel(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Channel::kDeclinedComment); ++i) {
    if (Name(static_cast<Channel>(i)) == name) {
      return static_cast<Channel>(i);
    }
  }
  return Channel::kUnknown;
}

bool IsVowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

// Regular inflection of an English verb: third person, past, -ing.
std::array<std::string, 3> Inflect(const std::string& verb, bool doubled) {
  const char last = verb.back();
  const char before = verb.size() > 1 ? verb[verb.size() - 2] : 'a';
  const std::string stem = doubled ? verb + last : verb;
  if (last == 'e') {
    const std::string cut = verb.substr(0, verb.size() - 1);
    return {verb + "s", verb + "d", (before == 'e' ? verb : cut) + "ing"};
  }
  if (last == 'y' && !IsVowel(before)) {
    const std::string cut = verb.substr(0, verb.size() - 1);
    return {cut + "ies", cut + "ied", verb + "ing"};
  }
  const bool sibilant = last == 's' || last == 'x' || last == 'z' ||
                        (last == 'h' && (before == 's' || before == 'c'));
  return {verb + (sibilant ? "es" : "s"), stem + "ed", stem + "ing"};
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(separator), text.size());
    out.push_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return out;
}

// `forms` of cues.tsv: "~" regular, "~~" regular with the last letter doubled, "=" fixed, or base,
// third person, past, participle and -ing of an irregular verb.
std::vector<Form> Forms(std::string_view lemma, std::string_view forms) {
  if (forms == "=") {
    return {{std::string(lemma), CueInflection::kFixed}};
  }
  const std::size_t space = std::min(lemma.find(' '), lemma.size());
  const std::string verb(lemma.substr(0, space));
  const std::string rest(lemma.substr(space));
  std::vector<Form> out = {{verb + rest, CueInflection::kBase}};
  if (forms.starts_with('~')) {
    const std::array<std::string, 3> made = Inflect(verb, forms == "~~");
    out.push_back({made[0] + rest, CueInflection::kThird});
    out.push_back({made[1] + rest, CueInflection::kPast});
    out.push_back({made[2] + rest, CueInflection::kIng});
    return out;
  }
  static constexpr std::array<CueInflection, 4> kOrder = {
      CueInflection::kThird, CueInflection::kPast, CueInflection::kParticiple, CueInflection::kIng};
  const std::vector<std::string_view> given = Split(forms, ' ');
  if (given.size() > 1 && given[1] == verb) {
    out.clear();  // "put", "read": what looks like the base is the past as often.
  }
  for (std::size_t i = 0; i < given.size() && i < kOrder.size(); ++i) {
    const bool repeated = i == 2 && given[2] == given[1];
    if (!repeated) {
      out.push_back({std::string(given[i]) + rest, kOrder[i]});
    }
  }
  return out;
}

struct Row {
  Form form;
  std::string_view lemma;
  Frames frames;
  Channel channel;
};

std::vector<Row> ReadRows() {
  std::vector<Row> rows;
  const DataTable table("cues.tsv", 4);
  for (const DataTable::Row& line : table.rows()) {
    const Channel channel = ParseChannel(line[3]);
    for (Form& form : Forms(line[0], line[1])) {
      rows.push_back({std::move(form), line[0], ParseFrames(line[2]), channel});
    }
  }
  return rows;
}

struct SortedRow {
  std::string_view first;  // The first word.
  const Row* row = nullptr;
};

// Longest first among those with the same first word: the scan takes the first that fits.
std::vector<SortedRow> Sorted(const std::vector<Row>& rows) {
  std::vector<SortedRow> sorted;
  sorted.reserve(rows.size());
  for (const Row& row : rows) {
    const std::string_view words = row.form.words;
    sorted.push_back({words.substr(0, words.find(' ')), &row});
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const SortedRow& a, const SortedRow& b) {
    const int order = a.first.compare(b.first);
    return order != 0 ? order < 0 : a.row->form.words.size() > b.row->form.words.size();
  });
  return sorted;
}

}  // namespace

const Cues& Cues::Get() {
  static const Cues cues;
  return cues;
}

Cues::Cues() {
  const std::vector<Row> rows = ReadRows();
  std::size_t bytes = 0;
  for (const Row& row : rows) {
    bytes += row.form.words.size();
  }
  words_.reserve(bytes);  // Never reallocated: the views below stay valid.
  cues_.reserve(rows.size() + 1);
  cues_.emplace_back();
  for (const auto& [first, at] : Sorted(rows)) {
    const Row& row = *at;
    const std::size_t begin = words_.size();
    words_ += row.form.words;
    const std::string_view words = std::string_view(words_).substr(begin);
    Cue cue;
    cue.first = words.substr(0, first.size());
    cue.rest = words.substr(std::min(first.size() + 1, words.size()));
    cue.lemma = row.lemma;
    cue.frames = row.frames;
    cue.inflection = row.form.inflection;
    cue.channel = row.channel;
    const auto index = static_cast<std::uint16_t>(cues_.size());
    if (cues_.back().first == cue.first && cues_.size() > 1) {
      cues_.back().next = index;
    } else {
      heads_.push_back(index);
    }
    cues_.push_back(cue);
  }
}

}  // namespace ibid::detect
