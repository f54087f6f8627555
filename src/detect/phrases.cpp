#include "detect/phrases.h"

#include <algorithm>
#include <cstring>
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

std::vector<std::string> Phrase::Beginnings(std::size_t bytes) const {
  std::vector<std::string> out;
  Begin(0, {}, bytes, out);
  return out;
}

// The depth is bounded by `bytes`: each step adds one at least, but for those left out.
void Phrase::Begin(std::size_t step, const std::string& before, std::size_t bytes,
                   std::vector<std::string>& out) const {
  if (step == steps_.size() || before.size() >= bytes) {
    out.push_back(before.substr(0, bytes));
    return;
  }
  for (const std::string& word : steps_[step].alternatives) {
    Begin(step + 1, before + (before.empty() ? "" : " ") + text::Lower(word), bytes, out);
  }
  if (steps_[step].optional) {
    Begin(step + 1, before, bytes, out);
  }
}

namespace {

// How much of a beginning stands in the text byte by byte: up to what is beyond ASCII, whose case
// is not folded here, and up to punctuation, before which a space may be missing ("Source: X").
std::size_t CertainSize(std::string_view beginning) {
  for (std::size_t i = 0; i < beginning.size(); ++i) {
    const bool close = beginning[i] == ' ' && i + 1 < beginning.size() &&
                       !text::IsWordChar(static_cast<unsigned char>(beginning[i + 1]));
    if (!text::IsAscii(beginning[i]) || close) {
      return i;
    }
  }
  return beginning.size();
}

}  // namespace

void PhraseFilter::Add(const Phrase& phrase) {
  for (std::string& beginning : phrase.Beginnings(kBytesMax)) {
    beginning.resize(CertainSize(beginning));
    size_ = std::min(size_, beginning.size());
    beginnings_.push_back(std::move(beginning));
  }
  mask_ = 0;
  std::memset(&mask_, 0xFF, size_);
  slots_.reset();
  for (const std::string& beginning : beginnings_) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, beginning.data(), size_);
    slots_.set(Slot(bytes));
  }
}

bool PhraseFilter::MayBegin(std::string_view text, std::size_t at) const {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kTops = 0x80 * kOnes;
  std::uint64_t bytes = 0;
  if (text.size() - at < sizeof bytes) {
    return true;
  }
  std::memcpy(&bytes, text.data() + at, sizeof bytes);
  const std::uint64_t odd = ((bytes - 0x20 * kOnes) | bytes) & kTops;  // Below a space, or beyond.
  const std::uint64_t no_space = bytes ^ (0x20 * kOnes);               // 0 where one stands.
  const std::uint64_t spaces = ~(((no_space & ~kTops) + 0x7F * kOnes) | no_space) & kTops;
  if (odd != 0 || (spaces & (spaces >> 8U)) != 0) {
    return true;
  }
  return slots_.test(Slot(text::LowerAsciiBytes(bytes) & mask_));
}

std::size_t PhraseFilter::Slot(std::uint64_t bytes) {
  return static_cast<std::size_t>((bytes * 0x9E3779B97F4A7C15ULL) >> 50U);
}

}  // namespace ibid::detect
