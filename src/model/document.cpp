#include "ibid/document.h"

#include <algorithm>
#include <cassert>

namespace ibid {
namespace {

char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// White space of HTML.
bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return LowerAscii(x) == LowerAscii(y);
         });
}

}  // namespace

std::optional<std::string_view> Markup::Get(Index element, std::string_view name) const {
  for (std::size_t i = 0; i < AttributeCount(element); ++i) {
    const Attribute attribute = AttributeAt(element, i);
    if (attribute.name == name) {
      return attribute.value;
    }
  }
  return std::nullopt;
}

bool Markup::HasClass(Index element, std::string_view word) const {
  const std::string_view words = Get(element, "class").value_or("");
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    while (at < words.size() && !IsSpace(words[at])) {
      ++at;
    }
    if (at > begin && SameWord(words.substr(begin, at - begin), word)) {
      return true;
    }
    ++at;
  }
  return false;
}

Markup::Stored Markup::Store(std::string_view bytes) {
  const Stored stored = {static_cast<std::uint32_t>(bytes_.size()),
                         static_cast<std::uint32_t>(bytes.size())};
  bytes_ += bytes;
  return stored;
}

Markup::Index Markup::Open(std::string_view name, Index parent, std::uint32_t text_begin) {
  Element element;
  const bool again = !elements_.empty() && View(elements_.back().name) == name;
  element.name = again ? elements_.back().name : Store(name);
  element.parent = parent;
  element.at = {text_begin, text_begin};
  element.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  elements_.push_back(element);
  elements_.back().end = size();
  return size() - 1;
}

void Markup::AddAttribute(Index element, std::string_view name, std::string_view value) {
  assert(element + 1 == size());
  attributes_.push_back({Store(name), Store(value)});
  ++elements_[element].attributes;
}

void Markup::Begin(Index element, std::uint32_t text_begin) {
  elements_[element].at = {text_begin, text_begin};
}

void Markup::Close(Index element, std::uint32_t text_end) {
  elements_[element].at.end = std::max(text_end, elements_[element].at.begin);
  elements_[element].end = size();
}

void OffsetMap::Add(std::uint32_t text, std::uint32_t input) {
  if (!runs_.empty() && runs_.back().text == text) {
    runs_.back().input = input;
    return;
  }
  if (!runs_.empty() && input >= runs_.back().input &&
      input - runs_.back().input == text - runs_.back().text) {
    return;  // The run goes on.
  }
  runs_.push_back({text, input});
}

std::uint32_t OffsetMap::ToInput(std::uint32_t text) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), text,
                       [](std::uint32_t at, const Run& run) { return at < run.text; });
  if (after == runs_.begin()) {
    return text;
  }
  // What was made longer on the way (a line end that became a blank line) does not reach into the
  // next run, so that offsets never go back.
  const Run& run = *(after - 1);
  const std::uint32_t input = run.input + (text - run.text);
  return after == runs_.end() ? input : std::min(input, after->input);
}

OffsetMap OffsetMap::Through(const OffsetMap& next, std::uint32_t shift) const {
  OffsetMap out;
  auto after = next.runs_.begin();
  for (auto run = runs_.begin(); run != runs_.end(); ++run) {
    out.Add(run->text, next.ToInput(run->input) + shift);
    while (after != next.runs_.end() && after->text <= run->input) {
      ++after;
    }
    for (; after != next.runs_.end(); ++after) {
      const std::uint32_t text = run->text + (after->text - run->input);
      if (run + 1 != runs_.end() && text >= (run + 1)->text) {
        break;
      }
      out.Add(text, after->input + shift);
    }
  }
  return out;
}

const Zone* Document::ZoneAt(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(zones.begin(), zones.end(), offset,
                       [](std::uint32_t at, const Zone& zone) { return at < zone.at.begin; });
  if (after == zones.begin() || (after - 1)->at.end <= offset) {
    return nullptr;
  }
  return &*(after - 1);
}

}  // namespace ibid
