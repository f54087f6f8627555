#include <algorithm>
#include <cstdint>

#include "detect/attributions/attribution_finder.h"

// How far what is said reaches.
namespace ibid::detect {
namespace {

constexpr std::int32_t kParagraphsMax = 20;      // Of one quote.
constexpr std::uint32_t kMarksMax = 4;           // Between a cue and the quote behind it.
constexpr std::uint32_t kClauseTokensMax = 400;  // Beyond it a clause is a list or no prose.

bool EndsClause(const Passage& p, TokenRange sentence, std::uint32_t i) {
  const Token& t = p.tokens[i];
  if (t.mark == Mark::kSemicolon) {
    return true;
  }
  std::uint32_t next = i;
  if (t.mark == Mark::kComma) {
    ++next;
    // ", hours after the paper reported": when it was said.
    const bool hours = next + 1 < sentence.end && p.tokens[next].Is(kPeriod) &&
                       !p.tokens[next].capital &&
                       (p.Spells(next + 1, "after") || p.Spells(next + 1, "before"));
    if (hours) {
      return true;
    }
  }
  const bool comma = next > i;
  if (next < sentence.end && p.tokens[next].Is(kConjunction)) {
    ++next;
    while (next < sentence.end && p.tokens[next].Is(kAdverb)) {
      ++next;
    }
  } else if (!comma) {
    return false;
  }
  if (next >= sentence.end || p.quote_of[next] >= 0) {
    return false;
  }
  std::uint32_t end = next;
  const Cue* cue = p.CueAt(next, sentence.end, end);
  if (cue == nullptr) {
    return false;
  }
  if (comma && (cue->inflection == CueInflection::kIng || cue->Has(kNamesSource))) {
    return cue->Has(kNamesSource | kTakesClause | kTakesQuote);
  }
  return (cue->inflection == CueInflection::kPast || cue->inflection == CueInflection::kThird) &&
         cue->Has(kTakesQuote) && cue->Has(kTakesClause) && !p.tokens[next - 1].Is(kNegation);
}

// "has threatened to do so |": no link to what follows.
bool EndsInSo(const Passage& p, std::uint32_t end) {
  return end > 1 && p.Spells(end - 1, "so") && p.tokens[end - 2].Is(kDo);
}

}  // namespace

TokenRange ClauseFrom(const Passage& p, TokenRange sentence, std::uint32_t begin) {
  std::uint32_t end = begin;
  const std::uint32_t limit = std::min(sentence.end, begin + kClauseTokensMax);
  while (end < limit) {
    const std::int32_t quote = p.quote_of[end];
    if (quote >= 0) {
      end = std::max(end + 1, p.quotes[static_cast<std::size_t>(quote)].at.end);
      continue;
    }
    const bool opened = end > begin + (p.tokens[begin].Is(kThat) ? 1U : 0U);
    if (opened && EndsClause(p, sentence, end)) {
      break;
    }
    ++end;
  }
  while (end > begin && p.quote_of[end - 1] < 0 &&
         (p.tokens[end - 1].mark == Mark::kStop || p.tokens[end - 1].mark == Mark::kComma)) {
    --end;
  }
  return {begin, end};
}

TokenRange ContentBefore(const Passage& p, TokenRange sentence, std::uint32_t begin) {
  std::uint32_t end = begin;
  while (end > sentence.begin && p.quote_of[end - 1] < 0 &&
         (p.tokens[end - 1].mark == Mark::kComma || p.tokens[end - 1].mark == Mark::kDash ||
          (p.tokens[end - 1].Is(kSubordinator) && !EndsInSo(p, end)))) {
    --end;
  }
  if (end == 0) {
    return {};
  }
  const std::int32_t quote = p.quote_of[end - 1];
  if (quote >= 0) {
    const Quote& q = p.quotes[static_cast<std::size_t>(quote)];
    const bool whole = q.at.begin <= sentence.begin || q.use == QuoteUse::kSpeech;
    const bool clause_before = q.at.begin > sentence.begin + 1;
    if (whole && !clause_before) {
      return {q.at.begin, end};
    }
    if (q.at.begin < sentence.begin) {
      return {q.at.begin, end};
    }
  }
  std::uint32_t from = sentence.begin;
  if (quote < 0 && from < end && p.quote_of[from] >= 0) {
    const Quote& q = p.quotes[static_cast<std::size_t>(p.quote_of[from])];
    from = std::min(from, q.at.begin);
  }
  while (from < end && p.tokens[from].Is(kConjunction)) {
    ++from;
  }
  return {from, std::max(from, end)};
}

TokenRange QuoteAfter(const Passage& p, const Passage::Paragraph& paragraph, std::uint32_t end) {
  std::uint32_t i = end;
  while (i < paragraph.at.end && i - end < kMarksMax && p.quote_of[i] < 0 && !p.tokens[i].word() &&
         p.tokens[i].mark != Mark::kNumber) {
    ++i;
  }
  const bool next = i == paragraph.at.end && i > end && i < p.tokens.size() &&
                    p.tokens[i - 1].mark == Mark::kColon;  // "He said:" and the quote by itself
  if ((i >= paragraph.at.end && !next) || p.quote_of[i] < 0) {
    return {};
  }
  const Quote& q = p.quotes[static_cast<std::size_t>(p.quote_of[i])];
  return q.use == QuoteUse::kSpeech && q.at.begin == i ? q.at : TokenRange{};
}

void JoinParagraphs(const Passage& p, std::vector<Draft>& drafts) {
  for (Draft& d : drafts) {
    if (d.content.empty()) {
      continue;
    }
    const std::int32_t first = p.quote_of[d.content.front().begin];
    for (std::int32_t q = first; q > 0 && first - q < kParagraphsMax; --q) {
      const Quote& quote = p.quotes[static_cast<std::size_t>(q)];
      if (!quote.continues || quote.at.begin < d.content.front().begin) {
        break;
      }
      d.content.insert(d.content.begin(), p.quotes[static_cast<std::size_t>(q) - 1].at);
    }
    const std::int32_t last = p.quote_of[d.content.back().end - 1];
    const auto count = static_cast<std::int32_t>(p.quotes.size());
    for (std::int32_t q = last; q >= 0 && q + 1 < count && q - last < kParagraphsMax; ++q) {
      const Quote& next = p.quotes[static_cast<std::size_t>(q) + 1];
      if (!next.continues || d.content.back().end < p.quotes[static_cast<std::size_t>(q)].at.end) {
        break;
      }
      d.content.push_back(next.at);
    }
  }
}

}  // namespace ibid::detect
