#pragma once

#include <cstdint>
#include <string_view>

namespace ibid::detect {

// The classes of data/post_words.tsv.
enum class PostWord : std::uint8_t { kQuestion, kSpeaker, kReport, kParticle, kGoesOn };

// Whether the word is of the class, in any case and with a curly apostrophe for a straight one.
// Punctuation around it is the caller's to cut.
bool IsPostWord(PostWord word_class, std::string_view word);

}  // namespace ibid::detect
