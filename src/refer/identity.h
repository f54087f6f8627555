#pragma once

#include <string>
#include <string_view>

#include "ibid/mention.h"

// What makes two mentions one reference: the parts of Reference::key.
namespace ibid::refer {

// "x:status:123", "youtube:dQw4w9WgXcQ"
std::string PostKey(std::string_view platform, std::string_view post_id);
// "x:post:cfr_org/2015-09-25/<digest of the text>", for a post whose id is lost.
std::string LostPostKey(const EmbedParts& embed);
// Lower case, white space folded.
std::string FoldAgent(std::string_view name);
// The first 16 hexadecimal digits of the digest of the words: letters and digits in lower case, so
// that a changed quotation mark or space is no other text.
std::string ShortDigest(std::string_view text);
// "ci7fsosolo" of pic.twitter.com/ci7fsosolo and of t.co/ci7fsosolo; empty for other addresses.
std::string MediaCode(const LinkParts& link);
// pic.twitter.com answers for nobody: its codes are t.co's.
std::string MediaAddress(const LinkParts& link);
// Where a numbered work is looked up; empty where no one place has them all.
std::string IdentifierUrl(const IdentifierParts& identifier);

}  // namespace ibid::refer
