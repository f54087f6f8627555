#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "ibid/instant.h"
#include "ibid/mention.h"

namespace ibid::detect {

// "A post shared by Jane (@jane) on Jul 5, 2018 at 7:11am PDT" (data/post_tails.tsv).
struct PostTail {
  TextSpan at;  // From the phrase to the end of the date, or of the author where none follows.
  std::string_view platform;
  std::string_view author;
  std::string_view account;  // Without "@"; empty where the platform shows none.
  IsoDate date;
};

// The closing phrases of Instagram embeds, which stand wherever their "(@handle)" does, and of
// Facebook ones, which stand alone on a line. In order. Linear.
std::vector<PostTail> FindTailPhrases(std::string_view text);

// Instagram, Facebook and TikTok posts left as text, in order of position.
// `tails` are those of the document's text.
std::vector<Mention> FindPostTails(const Document& document, const std::vector<PostTail>& tails);

}  // namespace ibid::detect
