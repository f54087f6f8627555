#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Whether what an article shows of a post is the post. Pure; linear but for the links of a text,
// of which a few are looked at.
namespace ibid::resolve {

enum class TextMatch : std::uint8_t {
  kSame,   // The same words.
  kCut,    // One of them was cut with an ellipsis, and says the same as far as it goes.
  kPart,   // Whole sentences from the post's beginning, without a sign that more follows.
  kCase,   // The same but for capital letters.
  kOther,  // Other words.
};

// No difference are: white space, kinds of quotes and dashes, invisible characters, composed and
// decomposed letters, entities that were escaped twice, links (shortened, expanded, shown in part
// or left out), emoji and their shortcodes that the article has lost, and the accounts that an
// answer begins with.
TextMatch MatchText(std::string_view shown, std::string_view actual);

// What an article shows of a post without the lines that the platform's embed puts around its words
// ("Post by @user", "View on Threads"), by data/embed_words.tsv.
std::string OwnWords(std::string_view platform, std::string_view account, std::string_view shown);

// Two display names of one account: the same but for case, white space, emoji and their shortcodes,
// invisible characters, a form of address (see data/name_words.tsv), or cut with an ellipsis.
bool SameName(std::string_view shown, std::string_view actual);

}  // namespace ibid::resolve
