#pragma once

#include <map>
#include <string>

#include "ibid/article.h"

namespace ibid::pipeline {

// What the article says on its links, by Reference::id: the words of every anchor of a reference
// that has words, with a space between them. Pure.
std::map<std::string, std::string> LinkWords(const Article& article);

}  // namespace ibid::pipeline
