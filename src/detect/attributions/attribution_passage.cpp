#include "detect/attributions/attribution_passage.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

bool IsProse(const Zone& zone) {
  switch (zone.kind) {
    case ZoneKind::kHeadline:
    case ZoneKind::kHeading:
    case ZoneKind::kParagraph:
    case ZoneKind::kListItem:
    case ZoneKind::kCaption:
    case ZoneKind::kQuote:
    case ZoneKind::kOther:
      return !zone.chrome;
    default:
      return false;
  }
}

// Both are far beyond any article's.
constexpr std::uint32_t kPassageBytes = 1U << 20U;
constexpr std::uint32_t kParagraphBytes = 1U << 18U;

// Where the paragraph that begins at `at` ends: at `end`, or, where that is too far, at white
// space.
std::uint32_t ParagraphEnd(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (end - at <= kParagraphBytes) {
    return end;
  }
  // Only as far back as `at`: text without a space may go on for megabytes.
  const std::size_t space = text.substr(at, kParagraphBytes + 1).rfind(' ');
  const bool inside = space != std::string_view::npos && space > 0;
  return static_cast<std::uint32_t>(inside ? at + space
                                           : text::BoundaryBefore(text, at + kParagraphBytes));
}

void Clear(Passage& passage) {
  passage.tokens.clear();
  passage.paragraphs.clear();
  passage.sentences.clear();
  passage.quotes.clear();
  passage.outlet_names.clear();
}

bool Claims(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::kEmbed:
    case MentionKind::kByline:
    case MentionKind::kDateline:
    case MentionKind::kNotice:
      return !mention.at.empty();
    default:
      return false;
  }
}

// What is claimed, sorted and without overlaps.
std::vector<TextSpan> Claimed(const std::vector<Mention>& earlier) {
  std::vector<TextSpan> spans;
  for (const Mention& mention : earlier) {
    if (Claims(mention)) {
      spans.push_back(mention.at);
    }
  }
  std::sort(spans.begin(), spans.end());
  std::vector<TextSpan> out;
  for (const TextSpan span : spans) {
    if (!out.empty() && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

void AddParagraph(Passage& passage, TextSpan at, ZoneKind zone) {
  Passage::Paragraph paragraph;
  paragraph.zone = zone;
  paragraph.at.begin = static_cast<std::uint32_t>(passage.tokens.size());
  Tokenize(passage.text, at, passage.tokens);
  paragraph.at.end = static_cast<std::uint32_t>(passage.tokens.size());
  if (paragraph.at.empty()) {
    return;
  }
  paragraph.sentences.begin = static_cast<std::uint32_t>(passage.sentences.size());
  SplitSentences(passage.tokens, paragraph.at, passage.sentences);
  paragraph.sentences.end = static_cast<std::uint32_t>(passage.sentences.size());
  paragraph.quotes.begin = static_cast<std::uint32_t>(passage.quotes.size());
  MatchQuotes(passage.tokens, paragraph.at, passage.quotes);
  paragraph.quotes.end = static_cast<std::uint32_t>(passage.quotes.size());
  passage.paragraphs.push_back(paragraph);
}

void MarkQuotes(Passage& passage) {
  passage.quote_of.assign(passage.tokens.size(), -1);
  for (std::size_t q = 0; q < passage.quotes.size(); ++q) {
    const TokenRange at = passage.quotes[q].at;
    std::fill(passage.quote_of.begin() + at.begin, passage.quote_of.begin() + at.end,
              static_cast<std::int32_t>(q));
  }
}

void MarkOutlets(Passage& passage) {
  passage.outlet_of.assign(passage.tokens.size(), -1);
  OutletFinder finder(passage.text, passage.tokens);
  for (const Passage::Paragraph& paragraph : passage.paragraphs) {
    finder.Find(paragraph.at, passage.outlet_names);
  }
  for (std::size_t n = 0; n < passage.outlet_names.size(); ++n) {
    const TokenRange at = passage.outlet_names[n].at;
    std::fill(passage.outlet_of.begin() + at.begin, passage.outlet_of.begin() + at.end,
              static_cast<std::int32_t>(n));
  }
}

}  // namespace

bool Passage::Spells(std::uint32_t token, std::string_view lower) const {
  return text::EqualNoCase(WordAt(token), lower);
}

bool Passage::SpellsAny(std::uint32_t token, std::initializer_list<std::string_view> lower) const {
  return std::any_of(lower.begin(), lower.end(),
                     [&](std::string_view word) { return Spells(token, word); });
}

const Cue* Passage::CueAt(std::uint32_t token, std::uint32_t limit, std::uint32_t& end) const {
  const Cues& cues = Cues::Get();
  for (std::uint16_t c = tokens[token].cue; c != 0; c = cues.At(c).next) {
    const Cue& cue = cues.At(c);
    std::uint32_t at = token + 1;
    std::string_view rest = cue.rest;
    while (!rest.empty() && at < limit) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      if (!Spells(at, rest.substr(0, space))) {
        break;
      }
      rest.remove_prefix(std::min(space + 1, rest.size()));
      ++at;
    }
    if (rest.empty()) {
      end = at;
      return &cue;
    }
  }
  return nullptr;
}

PassageReader::PassageReader(const Document& document, const std::vector<Mention>& earlier)
    : document_(document), claimed_(Claimed(earlier)) {}

bool PassageReader::Next(Passage& passage) {
  Clear(passage);
  passage.text = document_.text;
  taken_ = 0;
  while (next_zone_ < document_.zones.size() && taken_ < kPassageBytes) {
    AddZone(passage);
  }
  MarkQuotes(passage);
  MarkOutlets(passage);
  return !passage.paragraphs.empty() || next_zone_ < document_.zones.size();
}

// As much of the next zone as the passage has room for.
void PassageReader::AddZone(Passage& passage) {
  const Zone& zone = document_.zones[next_zone_];
  std::uint32_t at = std::max(at_, zone.at.begin);
  while (IsProse(zone) && at < zone.at.end && taken_ < kPassageBytes) {
    while (next_claimed_ < claimed_.size() && claimed_[next_claimed_].end <= at) {
      ++next_claimed_;
    }
    const bool more = next_claimed_ < claimed_.size();
    const TextSpan claim = more ? claimed_[next_claimed_] : TextSpan{zone.at.end, zone.at.end};
    const std::uint32_t end =
        ParagraphEnd(document_.text, at, std::clamp(claim.begin, at, zone.at.end));
    if (end > at) {
      AddParagraph(passage, {at, end}, zone.kind);
      taken_ += end - at;
      at = end;
    } else {
      at = std::max(at, claim.end);
    }
  }
  const bool done = !IsProse(zone) || at >= zone.at.end;
  next_zone_ += done ? 1U : 0U;
  at_ = done ? 0 : at;
}

}  // namespace ibid::detect
