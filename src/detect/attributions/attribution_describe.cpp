#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "detect/attributions/attribution_date.h"
#include "detect/attributions/attribution_finder.h"
#include "detect/attributions/source_type.h"

// Drafts, which count tokens, become mentions.
namespace ibid::detect {
namespace {

constexpr std::uint32_t kChannelTokensMax = 12;  // How far behind the cue its channel may stand.

bool HasWord(const Passage& p, TokenRange range, std::string_view word) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (p.Spells(i, word)) {
      return true;
    }
  }
  return false;
}

// What the words around the cue say of the occasion: "in a statement", "at a press briefing".
Channel OccasionIn(const Passage& p, TokenRange range, TokenRange cue) {
  struct Occasion {
    std::string_view word;
    Channel channel;
  };
  static constexpr Occasion kOccasions[] = {
      {"statement", Channel::kStatement},
      {"release", Channel::kStatement},
      {"briefing", Channel::kPressConference},
      {"conference", Channel::kPressConference},
      {"interview", Channel::kInterview},
      {"interviews", Channel::kInterview},
      {"speech", Channel::kPublicSpeech},
      {"rally", Channel::kPublicSpeech},
      {"address", Channel::kPublicSpeech},
      {"debate", Channel::kPublicSpeech},
      {"email", Channel::kEmailLetter},
      {"e-mail", Channel::kEmailLetter},
      {"letter", Channel::kEmailLetter},
      {"memo", Channel::kEmailLetter},
      {"tweet", Channel::kSocialPost},
      {"tweets", Channel::kSocialPost},
      {"twitter", Channel::kSocialPost},
      {"facebook", Channel::kSocialPost},
      {"instagram", Channel::kSocialPost},
      {"post", Channel::kSocialPost},
      {"testimony", Channel::kCourtProceeding},
      {"court", Channel::kCourtProceeding},
      {"lawsuit", Channel::kCourtProceeding},
      {"filing", Channel::kCourtProceeding},
      {"affidavit", Channel::kCourtProceeding},
      {"book", Channel::kPublishedWork},
      {"memoir", Channel::kPublishedWork},
      {"op-ed", Channel::kPublishedWork},
      {"editorial", Channel::kPublishedWork},
      {"column", Channel::kPublishedWork},
      {"journal", Channel::kPublishedWork},
      {"television", Channel::kBroadcast},
      {"tv", Channel::kBroadcast},
      {"radio", Channel::kBroadcast},
      {"show", Channel::kBroadcast},
  };
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    for (const Occasion& occasion : kOccasions) {
      const bool verb = i >= cue.begin && i < cue.end && p.tokens[i].cue != 0;  // "the files show"
      if (!verb && p.outlet_of[i] < 0 && p.Spells(i, occasion.word)) {
        return occasion.channel;
      }
    }
  }
  return Channel::kUnknown;
}

// From the subject to the cue, and a little behind the cue, as far as no content stands there.
TokenRange Surroundings(const Passage& p, const Draft& d) {
  const TokenRange sentence = p.sentences[d.sentence];
  TokenRange out = d.cue;
  if (d.source && !d.inherited) {
    out.begin = std::min(out.begin, d.source->at.end);
    out.end = std::max(out.end, d.source->at.end);
  }
  std::uint32_t limit = std::min(sentence.end, out.end + kChannelTokensMax);
  for (const TokenRange content : d.content) {
    if (content.begin >= d.cue.end) {
      limit = std::min(limit, content.begin);
    }
  }
  out.end = std::max(out.end, limit);
  return out;
}

Channel ChannelOf(const Passage& p, const Draft& d, SourceType type, TokenRange around) {
  const Channel occasion = OccasionIn(p, around, d.cue);
  if (d.entry != nullptr && d.entry->channel == Channel::kDeclinedComment) {
    return d.entry->channel;
  }
  if (occasion != Channel::kUnknown) {
    return occasion;
  }
  if (d.entry != nullptr && d.entry->channel != Channel::kUnknown) {
    return d.entry->channel;
  }
  switch (type) {
    case SourceType::kOutlet:
    case SourceType::kAgency:
      return Channel::kPressReport;
    case SourceType::kDocument:
      return Channel::kDocument;
    case SourceType::kPollDataset:
      return Channel::kVotePoll;
    default:
      break;
  }
  for (const TokenRange content : d.content) {
    if (p.quote_of[content.begin] >= 0) {
      return Channel::kDirectQuote;
    }
  }
  return d.content.empty() ? Channel::kUnknown : Channel::kIndirectQuote;
}

Factuality FactualityOf(const Passage& p, const Draft& d) {
  if (d.evidential) {
    return Factuality::kEvidentialUnsourced;
  }
  if (d.entry != nullptr && d.entry->Has(kDeclines)) {
    return Factuality::kRefused;
  }
  bool modal = false;
  for (std::uint32_t i = d.cue.begin; i < d.cue.end; ++i) {
    if (p.tokens[i].Is(kNegation) || p.Spells(i, "neither")) {
      const bool comment = d.entry != nullptr && d.entry->channel == Channel::kDeclinedComment;
      return comment ? Factuality::kRefused : Factuality::kNegated;
    }
    modal = modal || (p.tokens[i].Is(kModal) && i + 1 < d.cue.end);
  }
  const bool nobody =
      d.source && !d.inherited &&
      (p.Spells(d.source->at.begin, "neither") || p.Spells(d.source->at.begin, "nobody") ||
       p.Spells(d.source->at.begin, "no"));
  if (nobody) {
    return Factuality::kNegated;
  }
  if (modal) {
    return Factuality::kHypothetical;
  }
  const TokenRange sentence = p.sentences[d.sentence];
  const bool supposed =
      d.source && !d.inherited && d.source->at.begin > sentence.begin &&
      (p.Spells(d.source->at.begin - 1, "if") || p.Spells(d.source->at.begin - 1, "unless"));
  if (supposed) {
    return Factuality::kHypothetical;
  }
  const bool asks = sentence.end > sentence.begin && p.Spells(sentence.end - 1, "?");
  return asks && p.quote_of[sentence.end - 1] < 0 ? Factuality::kQuestion : Factuality::kAsserted;
}

// The phrase with the comma that closes it where one opens an apposition in it ("Ann Poe, a
// farmer, | said"), and with no other.
TokenRange Closed(const Passage& p, TokenRange phrase, TokenRange sentence) {
  const auto comma = [&p](std::uint32_t i) { return p.tokens[i].mark == Mark::kComma; };
  while (phrase.end > phrase.begin + 1 && comma(phrase.end - 1)) {
    --phrase.end;
  }
  bool opened = false;
  for (std::uint32_t i = phrase.begin + 1; i < phrase.end && !opened; ++i) {
    opened = comma(i);
  }
  phrase.end += opened && phrase.end < sentence.end && comma(phrase.end) ? 1U : 0U;
  return phrase;
}

}  // namespace

Mention Describe(const Document& document, const Passage& p, const Draft& d) {
  Mention out;
  out.kind = MentionKind::kAttribution;
  out.rule = d.rule;
  out.confidence = std::clamp(d.confidence, 0.05, 0.99);
  AttributionParts parts;
  parts.cue = p.Span(d.cue);
  out.at = *parts.cue;
  const auto widen = [&out](TextSpan span) {
    out.at.begin = std::min(out.at.begin, span.begin);
    out.at.end = std::max(out.at.end, span.end);
  };
  if (d.source) {
    SourceSpan source;
    source.at = p.Span(Closed(p, d.source->at, p.sentences[d.sentence]));
    source.head = p.Span(d.source->head);
    if (!d.source->description.empty()) {
      source.affiliation = p.Words(d.source->description);
    }
    parts.source = std::move(source);
    const SourceKind kind = KindOf(p, *d.source);
    parts.source_type = kind.type;
    if (d.rule == "attribution.colon" && kind.type == SourceType::kOrgNamed) {
      parts.source_type = SourceType::kPersonNamed;  // "SMITH: ...": a speaker, no acronym.
    }
    parts.named = kind.named;
    if (!d.inherited) {
      widen(parts.source->at);
    }
  }
  for (const TokenRange content : d.content) {
    parts.content.push_back(p.Span(content));
    widen(parts.content.back());
  }
  if (!d.addressee.empty()) {
    parts.addressee = p.Span(d.addressee);
  }
  const TokenRange around = Surroundings(p, d);
  parts.channel = ChannelOf(p, d, parts.source_type, around);
  if (parts.addressee && HasWord(p, d.cue, "told") && parts.channel == Channel::kIndirectQuote &&
      p.outlet_of[d.addressee.end - 1] >= 0) {
    parts.channel = Channel::kInterview;
  }
  parts.factuality = FactualityOf(p, d);
  parts.nested = d.nested;
  parts.date = DateNear(document, p, around);
  out.parts = std::move(parts);
  return out;
}

}  // namespace ibid::detect
