#include "pipeline/analyse.h"

#include <utility>

#include "detect/detect.h"

namespace ibid::pipeline {

Article Analyse(Document document) {
  Article article;
  article.document = std::move(document);
  article.mentions = detect::Detect(article.document);
  return article;
}

}  // namespace ibid::pipeline
