#include "detect/phrases.h"

#include <algorithm>
#include <utility>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (!text::IsSpace(c.code)) {
      break;
    }
    at += c.size;
  }
  return at;
}

bool EndsWord(std::string_view word, std::string_view text, std::size_t end) {
  const bool letter = text::IsWordChar(text::DecodeBefore(word, word.size()).code);
  return !letter || end >= text.size() || !text::IsWordChar(text::DecodeAt(text, end).code);
}

// How much of a beginning stands in the text byte by byte: up to punctuation, before which a space
// may be missing ("Source: X").
std::size_t CertainSize(std::string_view beginning) {
  for (std::size_t i = 0; i + 1 < beginning.size(); ++i) {
    if (beginning[i] == ' ' && !text::IsWordChar(static_cast<unsigned char>(beginning[i + 1]))) {
      return i;
    }
  }
  return beginning.size();
}

}  // namespace

Phrase::Phrase(std::string_view pattern) {
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find(' '), pattern.size());
    std::string_view word = pattern.substr(0, end);
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
    Step step;
    step.optional = word.size() > 1 && word.ends_with('?');
    if (step.optional) {
      word.remove_suffix(1);
    }
    for (const std::string_view alternative : Alternatives(word)) {
      std::string spaced(alternative);
      std::replace(spaced.begin(), spaced.end(), '_', ' ');
      step.alternatives.push_back(std::move(spaced));
    }
    // The longest first: "with" must not hide "with permission".
    std::stable_sort(
        step.alternatives.begin(), step.alternatives.end(),
        [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    steps_.push_back(std::move(step));
  }
  SetSecondBytes();
}

void Phrase::SetSecondBytes() {
  for (const Step& step : steps_) {
    for (const std::string& word : step.alternatives) {
      if (word.size() < 2) {
        second_bytes_.set();
        return;
      }
      second_bytes_.set(static_cast<unsigned char>(text::LowerAscii(word[1])));
    }
    if (!step.optional) {
      return;
    }
  }
  second_bytes_.set();
}

std::size_t Phrase::Match(std::string_view text, std::size_t at) const {
  std::size_t end = at;
  for (const Step& step : steps_) {
    const std::size_t begin = end == at ? at : SkipSpace(text, end);
    const auto fits = [&](const std::string& word) {
      return text.size() - begin >= word.size() &&
             text::EqualNoCase(text.substr(begin, word.size()), word) &&
             EndsWord(word, text, begin + word.size());
    };
    const auto found = std::find_if(step.alternatives.begin(), step.alternatives.end(), fits);
    if (found != step.alternatives.end()) {
      end = begin + found->size();
    } else if (!step.optional) {
      return 0;
    }
  }
  return end;
}

std::string Phrase::FirstBytes() const {
  std::string bytes;
  for (const Step& step : steps_) {
    for (const std::string& word : step.alternatives) {
      bytes += text::LowerAscii(word.front());
      // Non-ASCII words are compared as they stand, so a capital is another byte sequence.
    }
    if (!step.optional) {
      break;
    }
  }
  return bytes;
}

void Phrase::AddTo(text::PrefixFilter& filter) const {
  AddTo(filter, 0, {});
}

// The depth is that of the table's patterns.
void Phrase::AddTo(text::PrefixFilter& filter, std::size_t step, const std::string& before) const {
  if (step == steps_.size() || before.size() >= text::PrefixFilter::kBytesMax) {
    filter.Add(std::string_view(before).substr(0, CertainSize(before)));
    return;
  }
  for (const std::string& word : steps_[step].alternatives) {
    AddTo(filter, step + 1, before + (before.empty() ? "" : " ") + text::Lower(word));
  }
  if (steps_[step].optional) {
    AddTo(filter, step + 1, before);
  }
}

}  // namespace ibid::detect
