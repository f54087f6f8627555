#include "pipeline/analyse.h"

#include <string>
#include <utility>

#include "detect/detect.h"
#include "detect/mention_limit.h"
#include "refer/refer.h"

namespace ibid::pipeline {

Article Analyse(Document document, std::vector<Rejection>* rejections) {
  Article article;
  article.document = std::move(document);
  article.mentions = detect::Detect(article.document, rejections);
  if (article.mentions.size() >= detect::MentionsMax(article.document)) {
    article.document.notes.push_back("it mentions so much that only the first " +
                                     std::to_string(article.mentions.size()) +
                                     " mentions are kept; for the rest, split it");
  }
  article.references = refer::Refer(article.document, article.mentions);
  return article;
}

}  // namespace ibid::pipeline
