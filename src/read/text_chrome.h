#pragma once

#include "ibid/document.h"

namespace ibid::read {

// Marks as chrome the zones that stand around an article by what they say (data/text_chrome.tsv):
// disclaimers, contact lines, "read more". Headlines, bylines and embeds are left alone, and so are
// notices ("The original source of this article is", "Copyright ©"). Linear.
void MarkTextChrome(Document& document);

// Cuts datelines ("BAGHDAD, Sept 28 (Reuters) -") off the first paragraphs, into zones of their
// own.
void SplitDatelines(Document& document);

}  // namespace ibid::read
