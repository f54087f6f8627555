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

constexpr std::size_t kBytesMax = 0xFFFFFFFFU;  // What a Stored can count; the rest is not kept.
constexpr std::size_t kRecentNames = 256;       // Pages have some dozen names of elements in all.

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return LowerAscii(x) == LowerAscii(y);
         });
}

}  // namespace

std::optional<std::string_view> Markup::Get(Index element, std::string_view name) const {
  const std::size_t first = elements_[element].first_attribute;
  const std::size_t end = first + AttributeCount(element);
  for (std::size_t i = first; i < end; ++i) {
    if (View(attributes_[i].name) == name) {
      return View(attributes_[i].value);
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
  if (bytes_.empty()) {
    bytes_.push_back('\0');
  }
  constexpr std::size_t kSizeBytesMax = 5;
  if (bytes.empty() || bytes_.size() + kSizeBytesMax + bytes.size() > kBytesMax) {
    return 0;
  }
  const auto stored = static_cast<Stored>(bytes_.size());
  std::size_t size = bytes.size();
  for (; size >= 0x80U; size >>= 7U) {
    bytes_.push_back(static_cast<char>((size & 0x7FU) | 0x80U));
  }
  bytes_.push_back(static_cast<char>(size));
  bytes_ += bytes;
  return stored;
}

Markup::Stored Markup::StoreName(std::string_view name) {
  if (name.empty()) {
    return Store(name);
  }
  if (recent_names_.empty()) {
    recent_names_.resize(kRecentNames);
  }
  const std::size_t hash = static_cast<unsigned char>(name.front()) * 5U +
                           static_cast<unsigned char>(name.back()) * 3U + name.size();
  Stored& recent = recent_names_[hash % kRecentNames];
  if (recent == 0 || View(recent) != name) {
    recent = Store(name);
  }
  return recent;
}

Markup::Index Markup::Open(std::string_view name, Index parent, std::uint32_t text_begin) {
  Element element;
  element.name = StoreName(name);
  element.parent = parent;
  element.at = {text_begin, text_begin};
  element.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  elements_.push_back(element);
  elements_.back().end = size();
  return size() - 1;
}

void Markup::AddAttribute(Index element, std::string_view name, std::string_view value) {
  assert(element + 1 == size());
  static_cast<void>(element);
  attributes_.push_back({StoreName(name), Store(value)});
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
