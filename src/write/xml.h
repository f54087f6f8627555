#pragma once

#include <string>
#include <string_view>

namespace ibid::write {

// For element content and attribute values in double quotes (XML 1.0, 2.2 and 2.4). A parser reads
// back the same words, but for characters that XML cannot hold (controls, U+FFFE, U+FFFF) and bytes
// that are no UTF-8: these become U+FFFD. What a terminal or an editor would act on (C1 controls,
// line separators, bidirectional controls, tag characters) is written as a character reference.
std::string XmlEscaped(std::string_view words);

}  // namespace ibid::write
