#pragma once

#include <vector>

#include "ibid/article.h"
#include "ibid/rejection.h"

// The order of the stages that need no web.
namespace ibid::pipeline {

// Document -> Article with its mentions and references: detect, then refer. Pure; total.
// `rejections`, where somebody asks for them: what nearly was a mention (detect/detect.h).
Article Analyse(Document document, std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::pipeline
