#pragma once

#include <string>
#include <string_view>

namespace ibid::resolve {

// The five characters that interfaces escape in text that is no markup: &amp; &lt; &gt; &quot;
// &#39; (and &#x27;, &apos;, &nbsp;), once. Linear.
std::string DecodeEntities(std::string_view text);

}  // namespace ibid::resolve
