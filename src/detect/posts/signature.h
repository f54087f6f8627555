#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "ibid/instant.h"
#include "ibid/rejection.h"
#include "ibid/text_span.h"

// The line that closes a post where its embed was flattened to text:
//
//   — Department of State (@StateDept) September 27, 2015
//   ^ `at`                  ^ `handle`                  ^ end of `at`
//
// as X's and Bluesky's widgets write it (publish.x.com's oEmbed markup; Bluesky adds " at 7:45
// AM").
namespace ibid::detect {

struct Signature {
  enum class Dash : std::uint8_t {
    kNone,
    kDash,     // Em or en dash, horizontal bar, "--", or what an unread entity looks like.
    kHyphen,   // Between spaces.
    kDamaged,  // "?" or U+FFFD where a dash was.
  };
  TextSpan at;      // From the dash, or the name where there is none, to the end of the date.
  TextSpan name;    // May be empty.
  TextSpan handle;  // Without "@".
  IsoDate date;
  Dash dash = Dash::kNone;
  bool own_line = false;  // Nothing but white space stands before it on its line.
  bool has_time = false;
  bool guessed = false;  // No dash and no line: the name is what is capitalised before the handle.
};

// All places of the form "name (@handle) date", anchored on the handle and the date. `blocks` are
// the spans that no name goes beyond, sorted; a signature may be broken over two of them. Whether
// each closes a post is for the caller to judge. Linear: what is looked at to the left of a handle
// is limited.
std::vector<Signature> FindSignatures(std::string_view text, const std::vector<TextSpan>& blocks,
                                      std::vector<Rejection>* rejections = nullptr);

// The spans of the document's zones.
std::vector<TextSpan> BlocksOf(const Document& document);

// The end of white space, direction marks and middle dots at `at`.
std::size_t SkipGap(std::string_view text, std::size_t at);

}  // namespace ibid::detect
