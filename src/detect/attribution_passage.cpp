#include "detect/attribution_passage.h"

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

Passage TakeApart(const Document& document, const std::vector<Mention>& earlier) {
  Passage passage;
  passage.text = document.text;
  passage.tokens.reserve(document.text.size() / 5);
  const std::vector<TextSpan> claimed = Claimed(earlier);
  std::size_t next = 0;
  for (const Zone& zone : document.zones) {
    if (!IsProse(zone)) {
      continue;
    }
    std::uint32_t at = zone.at.begin;
    while (next < claimed.size() && claimed[next].end <= at) {
      ++next;
    }
    for (std::size_t c = next; c < claimed.size() && claimed[c].begin < zone.at.end; ++c) {
      if (claimed[c].begin > at) {
        AddParagraph(passage, {at, claimed[c].begin}, zone.kind);
      }
      at = std::max(at, claimed[c].end);
    }
    if (at < zone.at.end) {
      AddParagraph(passage, {at, zone.at.end}, zone.kind);
    }
  }
  MarkQuotes(passage);
  MarkOutlets(passage);
  return passage;
}

}  // namespace ibid::detect
