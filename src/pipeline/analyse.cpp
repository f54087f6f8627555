#include "pipeline/analyse.h"

#include <utility>

#include "detect/detect.h"
#include "refer/refer.h"

namespace ibid::pipeline {

Article Analyse(Document document) {
  Article article;
  article.document = std::move(document);
  article.mentions = detect::Detect(article.document);
  article.references = refer::Refer(article.document, article.mentions);
  return article;
}

}  // namespace ibid::pipeline
