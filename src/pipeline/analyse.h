#pragma once

#include "ibid/article.h"

// The order of the stages that need no web.
namespace ibid::pipeline {

// Document -> Article with its mentions and references: detect, then refer. Pure; total.
Article Analyse(Document document);

}  // namespace ibid::pipeline
