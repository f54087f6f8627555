#include "detect/attributions/foreign_attributions.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "detect/attributions/attribution_finder.h"
#include "detect/attributions/foreign_frames.h"
#include "detect/attributions/foreign_sources.h"
#include "detect/attributions/foreign_words.h"
#include "detect/attributions/quote_mentions.h"
#include "detect/mention_limit.h"

namespace ibid::detect {
namespace {

std::string_view Rule(Language language, bool prefix) {
  switch (language) {
    case Language::kGerman:
      return prefix ? "attribution.de.named" : "attribution.de.said";
    case Language::kFrench:
      return prefix ? "attribution.fr.named" : "attribution.fr.said";
    default:
      return prefix ? "attribution.es.named" : "attribution.es.said";
  }
}

Channel ChannelOf(const Passage& passage, const ForeignFind& find) {
  const SourceType type = find.source ? find.source->type : SourceType::kUnresolvedPronoun;
  if (type == SourceType::kOutlet || type == SourceType::kAgency) {
    return Channel::kPressReport;
  }
  if (type == SourceType::kDocument) {
    return Channel::kDocument;
  }
  const bool quoted = std::any_of(find.content.begin(), find.content.end(),
                                  [&](TokenRange r) { return passage.quote_of[r.begin] >= 0; });
  return quoted ? Channel::kDirectQuote : Channel::kIndirectQuote;
}

Mention MentionOf(const Passage& passage, Language language, const ForeignFind& find) {
  Mention mention;
  mention.kind = MentionKind::kAttribution;
  mention.rule = Rule(language, find.prefix);
  mention.confidence = 0.7;
  AttributionParts parts;
  parts.cue = mention.at = find.cue;
  parts.source_type = SourceType::kUnresolvedPronoun;
  if (find.source) {
    parts.source = SourceSpan{find.source->span, find.source->head, {}};
    parts.source_type = find.source->type;
    parts.named = find.source->named;
    mention.at = {std::min(find.source->span.begin, find.cue.begin),
                  std::max(find.source->span.end, find.cue.end)};
  }
  for (const TokenRange content : find.content) {
    const TextSpan at = passage.Span(content);
    parts.content.push_back(at);
    mention.at = {std::min(mention.at.begin, at.begin), std::max(mention.at.end, at.end)};
  }
  std::sort(parts.content.begin(), parts.content.end());
  parts.channel = ChannelOf(passage, find);
  parts.factuality = find.negated ? Factuality::kNegated : Factuality::kAsserted;
  mention.parts = std::move(parts);
  return mention;
}

// What the quotes need to know of an attribution.
Draft DraftOf(const ForeignFind& find) {
  Draft draft;
  draft.content = find.content;
  if (find.source) {
    draft.source.emplace();
    draft.source->at = find.source->at;
    draft.source->head = find.source->head_at;
  }
  return draft;
}

// Quotes count tokens, and a speaker may be part of one: "dit-|il", "l'|AFP".
void SayWho(const Passage& passage, const std::vector<ForeignFind>& finds, std::size_t first,
            std::vector<Mention>& out) {
  std::map<TextSpan, TextSpan> heads;
  for (const ForeignFind& find : finds) {
    if (find.source) {
      heads.emplace(passage.Span(find.source->head_at), find.source->head);
    }
  }
  for (std::size_t i = first; i < out.size(); ++i) {
    auto& quote = std::get<QuoteParts>(out[i].parts);
    const auto head = quote.speaker ? heads.find(*quote.speaker) : heads.end();
    quote.speaker = head == heads.end() ? quote.speaker : std::optional(head->second);
  }
}

// "des «Spiegel»": a word between quotation marks that is the name of an outlet is no speech.
void NameTitles(Passage& passage) {
  for (Quote& quote : passage.quotes) {
    if (quote.inner().size() == 1 &&
        OutletByName(passage.WordAt(quote.inner().begin)).outlet != nullptr) {
      quote.use = QuoteUse::kTitle;
    }
  }
}

}  // namespace

void FindForeignAttributions(const Document& document, Language language,
                             const std::vector<Mention>& earlier, const MentionPlaces& others,
                             std::vector<Mention>& out) {
  PassageReader reader(document, earlier);
  Passage passage;
  while (MayAdd(out, document) && reader.Next(passage) &&
         out.size() + others.Before(passage.begin()) < MentionsMax(document)) {
    NameTitles(passage);
    const std::vector<ForeignWord> words = ReadForeignWords(language, passage);
    const ForeignText text{language, passage, words};
    std::vector<ForeignFind> finds;
    for (const Passage::Paragraph& paragraph : passage.paragraphs) {
      for (std::uint32_t i = paragraph.sentences.begin; i < paragraph.sentences.end; ++i) {
        FindForeign(text, paragraph, passage.sentences[i], finds);
      }
    }
    std::vector<Draft> drafts;
    drafts.reserve(finds.size());
    for (const ForeignFind& find : finds) {
      out.push_back(MentionOf(passage, language, find));
      drafts.push_back(DraftOf(find));
    }
    const std::size_t quotes = out.size();
    FindQuotes(document, passage, drafts, out);
    SayWho(passage, finds, quotes, out);
  }
}

}  // namespace ibid::detect
