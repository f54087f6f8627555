#include "resolve/posts/post_answer.h"

#include <algorithm>

#include "resolve/table.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kWordsMax = 160;        // Code points of a stranger's words that are shown.
constexpr std::size_t kWordsBytesMax = 4096;  // Longer words are no message about a state.
constexpr std::size_t kUrlBytesMax = 2048;

struct KnownWords {
  std::string_view platform;
  std::string_view words;
  SaidState said;
};

std::vector<KnownWords> ReadWords() {
  std::vector<KnownWords> all;
  for (const Row& row : Rows("post_words.tsv")) {
    KnownWords known;
    known.platform = Cell(row, 0);
    known.words = Cell(row, 1);
    const std::string_view means = Cell(row, 2);
    if (means == "missing") {
      known.said.says = PostAnswer::Says::kMissing;
    } else if (means == "hidden") {
      known.said.says = PostAnswer::Says::kHidden;
    } else if (means != "unclear") {
      known.said.says = PostAnswer::Says::kState;
      known.said.state = VerdictNamed(means).value_or(Verdict::kUnknown);
    }
    all.push_back(known);
  }
  return all;
}

}  // namespace

PostAnswer AnswerOfStatus(const Exchange& exchange) {
  PostAnswer answer;
  answer.failure = exchange.failure;
  answer.status = exchange.status;
  if (exchange.failure != Failure::kNone) {
    answer.detail = Name(exchange.failure);
    return answer;
  }
  answer.detail = std::to_string(exchange.status);
  if (exchange.status == 404 || exchange.status == 410) {
    answer.says = PostAnswer::Says::kMissing;
  } else if (exchange.status == 451) {
    answer.says = PostAnswer::Says::kState;
    answer.state = Verdict::kLegal;
  }
  return answer;
}

std::optional<SaidState> StateInWords(std::string_view platform, std::string_view words) {
  static const std::vector<KnownWords> kKnown = ReadWords();
  if (words.empty() || words.size() > kWordsBytesMax) {
    return std::nullopt;
  }
  std::string lower = text::Lower(text::FoldSpace(words));
  for (std::size_t at = lower.find("\u2019"); at != std::string::npos;
       at = lower.find("\u2019", at)) {
    lower.replace(at, std::string_view("\u2019").size(), "'");
  }
  for (const KnownWords& known : kKnown) {
    if ((known.platform == platform || known.platform == "*") &&
        lower.find(known.words) != std::string::npos) {
      return known.said;
    }
  }
  return std::nullopt;
}

bool TakeWords(std::string_view platform, std::string_view words, PostAnswer& answer) {
  if (!words.empty()) {
    answer.detail = "\"" + text::Shorten(text::FoldSpace(words), kWordsMax) + "\"";
  }
  const std::optional<SaidState> said = StateInWords(platform, words);
  if (!said) {
    return false;
  }
  answer.says = said->says;
  answer.state = said->state;
  return true;
}

void AddMedia(std::string_view url, PostAnswer& answer) {
  const bool is_web =
      text::StartsWithNoCase(url, "https://") || text::StartsWithNoCase(url, "http://");
  if (is_web && url.size() <= kUrlBytesMax && answer.media.size() < kMediaMax &&
      std::find(answer.media.begin(), answer.media.end(), url) == answer.media.end()) {
    answer.media.emplace_back(url);
  }
}

}  // namespace ibid::resolve
