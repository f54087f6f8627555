#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Shortcodes that stand for a post or video and were left as text, because the plug-in that reads
// them is gone or the text is the source of a page (data/shortcodes.tsv):
//
//   [embed]https://youtu.be/ID[/embed]   [tweet 123]   [youtube=https://...]   WordPress
//   {{< tweet user="a" id="123" >}}                                             Hugo
//   {% youtube ID %}                                                            Jekyll, Forem
//
// In order, disjoint. Linear: what is looked at behind a bracket is limited.
std::vector<Mention> FindShortcodes(const Document& document);

}  // namespace ibid::detect
