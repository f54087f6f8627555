#include "detect/posts/post_begin.h"

#include <algorithm>
#include <array>
#include <vector>

#include "detect/posts/post_words.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::string_view kLongerSince = "2017-11-07";
constexpr PostLimits kOld = {150, 210};
constexpr PostLimits kNew = {290, 360};
constexpr std::size_t kWrappedLineChars = 110;  // Longer lines are paragraphs, not broken ones.
constexpr std::size_t kSentencesMax = 60;       // Looked at of what stands before a signature.

bool IsEmoji(char32_t code) {
  return (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x2600 && code <= 0x27BF) ||
         (code >= 0x1F1E6 && code <= 0x1F1FF) || code == 0x2B50;
}

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

// The next word at or after `at`: its span, empty at the end.
TextSpan WordAt(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && text::IsSpace(text::DecodeAt(text, at).code)) {
    at += text::DecodeAt(text, at).size;
  }
  std::size_t word_end = at;
  while (word_end < end && !text::IsSpace(text::DecodeAt(text, word_end).code)) {
    word_end += text::DecodeAt(text, word_end).size;
  }
  return Span(at, std::min(word_end, end));
}

bool IsMedia(std::string_view word) {
  return word.starts_with("pic.twitter.com/") || word.starts_with("pic.x.com/");
}

// As X counts: a link is 23 characters, a picture's address none.
std::size_t CountedChars(std::string_view words) {
  constexpr std::size_t kLinkChars = 23;
  std::size_t chars = 0;
  for (TextSpan word = WordAt(words, 0, words.size()); !word.empty();
       word = WordAt(words, word.end, words.size())) {
    const std::string_view w = Slice(words, word);
    chars += IsMedia(w)                                ? 0
             : w.find("://") != std::string_view::npos ? kLinkChars + 1
                                                       : text::CountCodePoints(w) + 1;
  }
  return chars;
}

// "…, he tweeted: ", "on Twitter: ": one past the last such lead-in, or `begin`.
std::size_t AfterLeadIn(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr auto kCues = std::to_array<std::string_view>(
      {"tweet", "Twitter", "Bluesky", " posted", "retweet", " X", "Instagram", "Truth Social",
       "Threads", "Mastodon", "getwittert", "twitterte", "tuite", "твит", "Твиттер"});
  constexpr std::size_t kCueDistance = 40;
  std::size_t after = begin;
  const std::string_view until = text.substr(0, end);
  for (std::size_t colon = until.find(':', begin); colon != std::string_view::npos;
       colon = until.find(':', colon + 1)) {
    if (colon + 1 >= end || !text::IsSpace(text::DecodeAt(text, colon + 1).code)) {
      continue;
    }
    const std::size_t from = std::max(begin, colon > kCueDistance ? colon - kCueDistance : 0);
    const std::string_view before = text.substr(from, colon - from);
    if (std::any_of(kCues.begin(), kCues.end(), [&](std::string_view cue) {
          return before.find(cue) != std::string_view::npos;
        })) {
      after = colon + 1;
    }
  }
  return after;
}

// One past the last tag that was left unread in the text (`<post id="1">`), or `begin`.
std::size_t AfterTag(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view words = text.substr(begin, end - begin);
  const std::size_t close = words.rfind("\">");
  return close != std::string_view::npos && words.rfind('<', close) != std::string_view::npos
             ? begin + close + 2
             : begin;
}

// The last line break in [begin, end), looking back no further than a post is long; npos if none.
std::size_t LastBreak(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kBytesMax = 10000;
  begin = std::max(begin, end > kBytesMax ? end - kBytesMax : 0);
  const std::size_t found = text.substr(begin, end - begin).rfind('\n');
  return found == std::string_view::npos ? found : begin + found;
}

// Lines: those of a broken paragraph belong together, long ones are paragraphs of their own.
std::size_t BeginOfLines(std::string_view text, std::size_t begin, std::size_t end,
                         std::size_t chars_max) {
  for (std::size_t line_break = LastBreak(text, begin, end); line_break != std::string_view::npos;
       line_break = LastBreak(text, begin, line_break)) {
    const std::size_t above = LastBreak(text, begin, line_break);
    const std::size_t above_begin = above == std::string_view::npos ? begin : above + 1;
    const TextSpan line_above = Span(above_begin, line_break);
    if (!text::Trim(text.substr(line_break + 1, end - line_break - 1)).empty() &&
        (LongerThan(text, line_above, kWrappedLineChars) ||
         LongerThan(text, Span(above_begin, end), chars_max) ||
         text::Trim(Slice(text, line_above)).ends_with(':'))) {
      return line_break + 1;
    }
  }
  return begin;
}

bool IsAbbreviation(std::string_view word) {
  static constexpr auto kKnown = std::to_array<std::string_view>(
      {"Mr.",  "Ms.",   "Mrs.",  "Dr.",  "Jr.",   "Sr.",   "St.",  "Sen.", "Rep.", "Gov.",
       "Gen.", "Col.",  "Lt.",   "Sgt.", "Prof.", "Pres.", "No.",  "vs.",  "v.",   "Mt.",
       "Ft.",  "Capt.", "Sept.", "Oct.", "Nov.",  "Dec.",  "Jan.", "Feb.", "Aug."});
  while (!word.empty() && (word.front() == '(' || word.front() == '"')) {
    word.remove_prefix(1);
  }
  return (word.size() == 2 && word.front() >= 'A' && word.front() <= 'Z') ||
         std::find(kKnown.begin(), kKnown.end(), word) != kKnown.end();
}

// "done.", "done.”", "done!)": whether a sentence can end with the word.
bool EndsSentence(std::string_view word) {
  static constexpr auto kClosing =
      std::to_array<std::string_view>({"”", "’", "\"", "'", ")", "»", "]", "」", "』"});
  const std::string_view whole = word;
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view mark : kClosing) {
      if (word.size() > mark.size() && word.ends_with(mark)) {
        word.remove_suffix(mark.size());
        cut = true;
      }
    }
  }
  static constexpr auto kStops =
      std::to_array<std::string_view>({".", "!", "?", "…", "。", "！", "？", "؟", "।", "．"});
  return std::any_of(kStops.begin(), kStops.end(),
                     [&](std::string_view stop) { return word.ends_with(stop); }) &&
         !IsAbbreviation(whole);
}

bool IsLatin(char32_t code) {
  constexpr char32_t kLatinEnd = 0x250;
  return code < kLatinEnd && text::IsLetter(code);
}

// A sentence and what speaks for a post's or for an article's. Positive: a post's.
struct Sentence {
  std::size_t begin = 0;
  int weight = 0;
  int latin = 0;  // Letters outside links and handles.
  int other = 0;
  bool goes_on = false;  // Begins with a word that wants a sentence before it.
  int open_quotes = 0;   // Opened less closed.
  bool marked = false;

  bool foreign_to(const Sentence& last) const {
    const bool decided = latin + other >= 4 && last.latin + last.other >= 4;
    return decided && (latin > 4 * other) != (last.latin > 4 * last.other);
  }
};

bool IsMarked(std::string_view word) {
  while (!word.empty() && (word.front() == '.' || word.front() == '(')) {
    word.remove_prefix(1);
  }
  const bool sign = word.starts_with('#') || word.starts_with('@');
  return (sign && word.size() > 1 && text::IsWordChar(text::DecodeAt(word, 1).code)) ||
         word.find("://") != std::string_view::npos ||
         word.find("pic.twitter.com/") != std::string_view::npos || IsMedia(word);
}

// Adds up what a sentence's words say.
class Weigher {
 public:
  void Add(std::string_view word) {
    ++words_;
    const bool marked = IsMarked(word);
    marked_ |= marked;
    bool capitals = false;
    for (std::size_t i = 0; i < word.size() && !marked;) {
      const text::Decoded c = text::DecodeAt(word, i);
      i += c.size;
      marked_ |= IsEmoji(c.code);
      latin_ += IsLatin(c.code) ? 1 : 0;
      other_ += text::IsLetter(c.code) && !IsLatin(c.code) ? 1 : 0;
      open_quotes_ += c.code == 0x201C ? 1 : c.code == 0x201D ? -1 : 0;
      quotes_ |= c.code == 0x201C || c.code == 0x201D || c.code == '"';
      capitals = text::IsUpper(c.code) && (i == c.size || capitals);
    }
    if (words_ == 1) {
      const char32_t first = text::DecodeAt(word, 0).code;
      lower_ = IsLatin(first) && !text::IsUpper(first);
      label_ = capitals && word.size() >= 4;
      goes_on_ = IsPostWord(PostWord::kGoesOn, word);
    }
    colon_label_ |= words_ <= 3 && word.ends_with(':') && word.size() > 3;
    shorthand_ |= word == "&" || word == "w/" || word == "RT" || word.find("..") != word.npos;
    const std::string_view bare = Bare(word);
    speaker_ |= !quotes_ && IsPostWord(PostWord::kSpeaker, bare);
    report_ |= IsPostWord(PostWord::kReport, bare);
    last_ = word;
  }

  Sentence Done(std::size_t begin) const {
    Sentence out{begin, -1, latin_, other_, goes_on_, open_quotes_, marked_};
    out.weight += marked_ ? 6 : 0;
    out.weight += speaker_ ? 3 : 0;
    out.weight += last_.ends_with('!') ? 2 : last_.ends_with('?') ? 1 : 0;
    out.weight += words_ <= 6 ? 2 : words_ <= 10 ? 1 : words_ > 26 ? -2 : words_ > 18 ? -1 : 0;
    out.weight += lower_ || label_ || colon_label_ ? 2 : 0;
    out.weight += shorthand_ ? 2 : 0;
    out.weight -= report_ && !marked_ ? 3 : 0;
    out.weight -= quotes_ ? 1 : 0;
    return out;
  }

 private:
  static std::string_view Bare(std::string_view word) {
    static constexpr std::string_view kAround = ".,;:!?()\"'";
    while (!word.empty() && kAround.find(word.front()) != std::string_view::npos) {
      word.remove_prefix(1);
    }
    while (!word.empty() && kAround.find(word.back()) != std::string_view::npos) {
      word.remove_suffix(1);
    }
    return word;
  }

  int words_ = 0;
  int latin_ = 0;
  int other_ = 0;
  bool marked_ = false;
  bool speaker_ = false;
  bool report_ = false;
  bool quotes_ = false;
  bool lower_ = false;
  bool label_ = false;
  bool colon_label_ = false;
  bool shorthand_ = false;
  bool goes_on_ = false;
  int open_quotes_ = 0;
  std::string_view last_;
};

// Whether a sentence begins at `at` behind a word that can end one. Posts begin in lower case too:
// behind a whole word, which no abbreviation is.
bool BeginsSentence(std::string_view text, std::string_view before, std::size_t at) {
  constexpr std::size_t kWholeWordBytes = 5;
  const char32_t first = text::DecodeAt(text, at).code;
  if (!IsLatin(first) || text::IsUpper(first)) {
    return true;
  }
  const std::size_t stop = before.find_last_of(".!?");
  return before.size() >= kWholeWordBytes && stop != std::string_view::npos && stop > 0 &&
         before[stop - 1] >= 'a' && before[stop - 1] <= 'z' && before.find('.') == stop;
}

// The sentences of [begin, end): at their ends, and at line breaks.
std::vector<Sentence> SentencesIn(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Sentence> sentences;
  TextSpan word = WordAt(text, begin, end);
  Weigher weigher;
  std::size_t first = word.begin;
  while (!word.empty()) {
    weigher.Add(Slice(text, word));
    const TextSpan next = WordAt(text, word.end, end);
    const std::string_view gap = text.substr(word.end, next.begin - word.end);
    const bool ends =
        next.empty() || gap.find('\n') != std::string_view::npos ||
        (EndsSentence(Slice(text, word)) && BeginsSentence(text, Slice(text, word), next.begin));
    if (ends) {
      sentences.push_back(weigher.Done(first));
      weigher = {};
      first = next.begin;
    }
    word = next;
  }
  return sentences;
}

constexpr int kForeign = -8;

// What speaks against a post that begins with sentence `first` and is `size` bytes long: that it
// wants what stands before.
int Wanted(const std::vector<Sentence>& sentences, std::size_t first, std::size_t size) {
  constexpr int kBeforeLinks = 5;   // Links alone are rarely a post.
  constexpr int kBeforeMore = 4;    // Nor is what begins with "But",
  constexpr int kBeforeClosed = 6;  // or closes a quotation that it did not open,
  constexpr int kBeforeShort = 2;   // or is a few words.
  constexpr std::size_t kShortBytes = 60;
  int open = 0;
  int letters = 0;
  bool marked = false;
  for (std::size_t i = first; i < sentences.size(); ++i) {
    open += sentences[i].open_quotes;
    letters += sentences[i].latin + sentences[i].other;
    marked |= sentences[i].marked;
  }
  return (letters < 4 ? kBeforeLinks : 0) + (sentences[first].goes_on ? kBeforeMore : 0) +
         (open < 0 ? kBeforeClosed : 0) + (size < kShortBytes && !marked ? kBeforeShort : 0);
}

// From the last sentence to the left as long as the sum of what speaks for a post grows.
std::size_t BeginByRegister(std::string_view text, std::size_t begin, std::size_t end,
                            const PostLimits& limits) {
  const std::vector<Sentence> sentences = SentencesIn(text, begin, end);
  if (sentences.empty()) {
    return begin;
  }
  const Sentence* script = nullptr;
  std::size_t best = sentences.back().begin;
  int sum = 0;
  int best_sum = 0;
  const std::size_t first = sentences.size() > kSentencesMax ? sentences.size() - kSentencesMax : 0;
  for (std::size_t i = sentences.size(); i-- > first;) {
    const Sentence& s = sentences[i];
    const bool last = i + 1 == sentences.size();
    if (!last && CountedChars(text.substr(s.begin, end - s.begin)) > limits.counted) {
      break;
    }
    if (!last) {
      const bool foreign = script != nullptr && s.foreign_to(*script);
      sum += foreign ? kForeign : s.weight;
      sum += foreign ? 0 : Wanted(sentences, i + 1, end - sentences[i + 1].begin);
      if (sum > best_sum) {
        best_sum = sum;
        best = s.begin;
      }
    }
    if (script == nullptr && s.latin + s.other >= 4) {
      script = &s;
    }
  }
  return best;
}

}  // namespace

PostLimits LimitsOf(const IsoDate& date) {
  return !date.empty() && date < kLongerSince ? kOld : kNew;
}

bool LongerThan(std::string_view text, TextSpan span, std::size_t max) {
  return span.size() > max &&
         (span.size() > max * 4 || text::CountCodePoints(Slice(text, span)) > max);
}

bool HasPostMarks(std::string_view words) {
  if (words.find("t.co/") != std::string_view::npos ||
      words.find("pic.twitter.com/") != std::string_view::npos ||
      words.find("pic.x.com/") != std::string_view::npos) {
    return true;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool begins = i == 0 || text::IsSpace(text::DecodeBefore(words, i).code) ||
                        words[i - 1] == '(' || words[i - 1] == '.';
    if ((c == '#' || c == '@') && begins && i + 1 < words.size() &&
        text::IsWordChar(text::DecodeAt(words, i + 1).code)) {
      return true;
    }
    if (static_cast<unsigned char>(c) >= 0xE2 && IsEmoji(text::DecodeAt(words, i).code)) {
      return true;
    }
  }
  return false;
}

std::size_t BeginInBlock(std::string_view text, TextSpan block, const PostLimits& limits,
                         bool mixed) {
  const std::size_t end = block.end;
  const std::size_t reach = 4 * limits.shown;
  std::size_t begin = block.begin;
  const std::size_t from = end > begin + reach ? text::BoundaryAfter(text, end - reach) : begin;
  const std::size_t lead_in = AfterLeadIn(text, AfterTag(text, from, end), end);
  if (lead_in > from && !LongerThan(text, Span(lead_in, end), limits.shown)) {
    return lead_in;
  }
  begin = BeginOfLines(text, begin, end, limits.shown);
  if (!mixed && !LongerThan(text, Span(begin, end), limits.shown)) {
    return begin;
  }
  return BeginByRegister(text, std::max(begin, from), end, limits);
}

}  // namespace ibid::detect
