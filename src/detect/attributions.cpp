#include "detect/attributions.h"

#include <utility>
#include <vector>

#include "detect/attribution_finder.h"
#include "detect/attribution_passage.h"
#include "detect/quote_mentions.h"

namespace ibid::detect {

void FindAttributions(const Document& document, const std::vector<Mention>& earlier,
                      std::vector<Mention>& out) {
  const Passage passage = TakeApart(document, earlier);
  std::vector<Draft> drafts;
  for (const Passage::Paragraph& paragraph : passage.paragraphs) {
    FindDrafts(passage, paragraph, drafts);
  }
  out.reserve(out.size() + drafts.size());
  for (const Draft& draft : drafts) {
    out.push_back(Describe(document, passage, draft));
  }
  FindQuotes(passage, drafts, out);
}

}  // namespace ibid::detect
