#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/resolution.h"

// What a page says by words that stand together in one of its sentences, whatever their order:
// which words, by data/signal_words.tsv, and which together, by data/signal_sentences.tsv. Pure,
// linear. Texts are in lower case, with straight apostrophes, a paragraph a line.
namespace ibid::resolve {

struct Saying {
  Verdict verdict = Verdict::kUnknown;
  bool is_excuse = false;  // Missing pages say so, and others as well.
  // Of a text, how much of it stands in such sentences; of a title, how much of it these words are:
  // both in percent.
  int share = 0;
  std::string_view reason;  // For people; lives as long as the program.
  std::string words;        // Those of a title, apart by spaces.
};

// Those that take at least the part of the text that the table asks for, in its order. What stands
// in quotation marks is said by somebody else. `host` is the page's own, which is a domain.
std::vector<Saying> SayingsOfText(std::string_view text, std::string_view host);

// The same for a title, or a part of it, that is one sentence.
std::vector<Saying> SayingsOfTitle(std::string_view title);

}  // namespace ibid::resolve
