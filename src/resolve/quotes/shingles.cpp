#include "resolve/quotes/shingles.h"

#include <algorithm>

#include "resolve/quotes/quote_words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kWordsEach = 4;
constexpr std::size_t kKept = 8192;
constexpr std::size_t kWordsMax = 200'000;
constexpr std::size_t kProseWords = 10;    // A line of fewer words is a heading or a link.
constexpr std::size_t kEnough = 12;        // Shingles; fewer can be alike by chance.
constexpr double kCopyPart = 0.6;          // Of the shorter one.
constexpr double kCopyPartOfLonger = 0.3;  // A page that quotes another at length is no copy.

// FNV-1a over a word, mixed (MurmurHash3's finaliser) so that the smallest are a fair sample.
std::uint64_t Mix(std::uint64_t hash) {
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33U;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33U);
}

std::uint64_t HashOf(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : word) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return hash;
}

bool IsProse(std::string_view line) {
  const std::vector<QuoteWord> words = QuoteWords(line, kProseWords);
  const bool has_sentence = line.find_first_of(".,;:!?") != std::string_view::npos ||
                            line.find("。") != std::string_view::npos ||
                            line.find("、") != std::string_view::npos;
  return words.size() == kProseWords && has_sentence;
}

}  // namespace

std::string RunningText(std::string_view lines) {
  std::string prose;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (IsProse(line)) {
      prose.append(line).append("\n");
    }
  }
  return prose.empty() ? std::string(lines) : prose;
}

Shingles::Shingles(std::string_view text) {
  std::vector<std::uint64_t> words;
  for (const QuoteWord& word : QuoteWords(text, kWordsMax)) {
    words.push_back(HashOf(word.folded));
  }
  for (std::size_t i = 0; i + kWordsEach <= words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kWordsEach; ++k) {
      hash = Mix(hash * 31 + words[i + k]);
    }
    hashes_.push_back(hash);
  }
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  cut_ = hashes_.size() > kKept;
  hashes_.resize(std::min(hashes_.size(), kKept));
}

double Shingles::PartIn(const Shingles& other) const {
  std::size_t seen = 0;
  std::size_t shared = 0;
  for (const std::uint64_t hash : hashes_) {
    if (other.cut_ && hash > other.hashes_.back()) {
      break;  // What lies beyond the other's sketch is not known to be missing.
    }
    ++seen;
    shared += std::binary_search(other.hashes_.begin(), other.hashes_.end(), hash) ? 1U : 0U;
  }
  return seen == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(seen);
}

bool NearCopies(const Shingles& a, const Shingles& b) {
  if (std::min(a.size(), b.size()) < kEnough) {
    return false;
  }
  const double one = a.PartIn(b);
  const double other = b.PartIn(a);
  return std::max(one, other) >= kCopyPart && std::min(one, other) >= kCopyPartOfLonger;
}

}  // namespace ibid::resolve
