#pragma once

#include "ibid/document.h"
#include "read/chrome_regions.h"
#include "read/html_tags.h"
#include "read/html_text.h"

namespace ibid::read {

// What the blocks inside a block element are, given what those around it are: their kind by tag
// and class, and whether the element says that it stands around the article (by tag, role, class,
// id or because it is hidden), in which case a region is added.
// REQUIRES: all attributes of `element` are there.
BlockContext InnerContext(const BlockContext& outer, const Markup& markup, Markup::Index element,
                          const HtmlTag& tag, ChromeRegions& regions);

}  // namespace ibid::read
