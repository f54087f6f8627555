#include "detect/attributions/attributions.h"

#include <utility>
#include <vector>

#include "detect/attributions/attribution_finder.h"
#include "detect/attributions/attribution_passage.h"
#include "detect/attributions/foreign_attributions.h"
#include "detect/attributions/quote_mentions.h"
#include "detect/language.h"
#include "detect/mention_limit.h"

namespace ibid::detect {

void FindAttributions(const Document& document, const std::vector<Mention>& earlier,
                      const MentionPlaces& others, std::vector<Mention>& out,
                      std::vector<Rejection>* rejections) {
  const Language language = LanguageOf(document);
  if (language == Language::kOther) {
    return;
  }
  if (language != Language::kEnglish) {
    FindForeignAttributions(document, language, earlier, others, out);
    return;
  }
  PassageReader reader(document, earlier);
  Passage passage;
  std::vector<Draft> drafts;
  while (MayAdd(out, document) && reader.Next(passage) &&
         out.size() + others.Before(passage.begin()) < MentionsMax(document)) {
    drafts.clear();
    for (const Passage::Paragraph& paragraph : passage.paragraphs) {
      FindDrafts(passage, paragraph, drafts, rejections);
    }
    JoinParagraphs(passage, drafts);
    for (const Draft& draft : drafts) {
      if (!MayAdd(out, document)) {
        return;
      }
      out.push_back(Describe(document, passage, draft));
    }
    FindQuotes(document, passage, drafts, out);
  }
}

}  // namespace ibid::detect
