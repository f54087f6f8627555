#include "detect/attributions/quote_mentions.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "detect/mention_limit.h"

namespace ibid::detect {
namespace {

class Speakers {
 public:
  Speakers(const Passage& passage, const std::vector<Draft>& drafts) : p_(passage) {
    speaker_of_.assign(passage.quotes.size(), std::nullopt);
    said_.assign(passage.quotes.size(), false);
    // Inside what another reports somebody speaks; who is cited for it need not have said these
    // very words.
    for (const bool inner : {true, false}) {
      for (const Draft& draft : drafts) {
        if ((draft.nested && draft.rule != "attribution.cited") == inner) {
          for (const TokenRange content : draft.content) {
            Claim(draft, content);
          }
        }
      }
    }
    LeadIn();
  }

  void Emit(const Document& document, std::vector<Mention>& out) {
    std::optional<TextSpan> running;  // Who spoke last, in the paragraph before or in this one.
    bool ended_in_quote = false;
    for (const Passage::Paragraph& paragraph : p_.paragraphs) {
      bool spoken = false;
      for (std::uint32_t q = paragraph.quotes.begin; q < paragraph.quotes.end; ++q) {
        const Quote& quote = p_.quotes[q];
        const bool fills = quote.at.begin == paragraph.at.begin;
        const bool follows = !said_[q] && fills && ended_in_quote && running.has_value();
        if (quote.use != QuoteUse::kSpeech || quote.inner().empty() ||
            !(said_[q] || follows || leads_[q])) {
          continue;
        }
        const bool floats = follows || leads_[q];
        if (!MayAdd(out, document)) {
          return;
        }
        running = follows ? running : speaker_of_[q];
        spoken = true;
        out.push_back(Make(quote, running, floats));
      }
      ended_in_quote = spoken && (EndsInQuote(paragraph) || running.has_value());
    }
  }

 private:
  // A quote of several paragraphs whose speaker is named in the last one: those before are his.
  void LeadIn() {
    leads_.assign(p_.quotes.size(), false);
    for (std::size_t q = p_.quotes.size(); q > 1; --q) {
      const bool known = said_[q - 1] || leads_[q - 1];
      if (p_.quotes[q - 1].continues && known && speaker_of_[q - 1] && !said_[q - 2]) {
        leads_[q - 2] = true;
        speaker_of_[q - 2] = speaker_of_[q - 1];
      }
    }
  }
  // The quotes inside `content`. A quote belongs to the first attribution that claims it.
  void Claim(const Draft& draft, TokenRange content) {
    for (std::uint32_t i = content.begin; i < content.end; ++i) {
      const std::int32_t quote = p_.quote_of[i];
      if (quote < 0) {
        continue;
      }
      const auto q = static_cast<std::size_t>(quote);
      if (!said_[q]) {
        said_[q] = true;
        if (draft.source) {
          speaker_of_[q] = p_.Span(draft.source->head);
        }
      }
      i = p_.quotes[q].at.end - 1;
    }
  }
  bool EndsInQuote(const Passage::Paragraph& paragraph) const {
    return p_.quote_of[paragraph.at.end - 1] >= 0;
  }
  Mention Make(const Quote& quote, std::optional<TextSpan> speaker, bool floats) const {
    Mention mention;
    mention.kind = MentionKind::kQuote;
    mention.at = p_.Span(quote.at);
    mention.rule = floats ? "quote.floating" : "quote.attributed";
    mention.confidence = floats ? 0.7 : 0.9;
    QuoteParts parts;
    parts.inner = p_.Span(quote.inner());
    parts.speaker = speaker;
    parts.floating = floats;
    mention.parts = parts;
    return mention;
  }

  const Passage& p_;
  std::vector<std::optional<TextSpan>> speaker_of_;  // Per quote.
  std::vector<bool> said_;
  std::vector<bool> leads_;  // Said by whom the quote behind it, its continuation, names.
};

}  // namespace

void FindQuotes(const Document& document, const Passage& passage, const std::vector<Draft>& drafts,
                std::vector<Mention>& out) {
  Speakers(passage, drafts).Emit(document, out);
}

}  // namespace ibid::detect
