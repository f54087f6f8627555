#pragma once

#include <string_view>

namespace ibid::write {

// What the rule of that id goes by ("a source, then its cue: Ann said"), from data/rules.tsv; empty
// for an id that is not there, as one of a later version read from JSON.
std::string_view RuleWords(std::string_view rule);

}  // namespace ibid::write
