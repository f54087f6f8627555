#pragma once

#include <optional>
#include <string_view>

#include "detect/embeds/embed_rules.h"
#include "ibid/document.h"
#include "url/url.h"

namespace ibid::detect {

// The post that the element names as the rule says: in `value` (one of rule.Fits()), or in the
// words inside the element. None where it names none, and for the rules that look at the links
// inside (links, quote) or at markup in the value (markup, base64, members), which are the
// finder's.
std::optional<url::PostAddress> PostNamed(const EmbedRule& rule, const Document& document,
                                          Markup::Index element, std::string_view value,
                                          const std::optional<url::Url>& base);

// The post whose id is `id`, by the rule's template. `element`: whose attributes the template may
// name; kNone for none.
std::optional<url::PostAddress> PostOfId(const EmbedRule& rule, std::string_view id,
                                         const Markup& markup, Markup::Index element);

}  // namespace ibid::detect
