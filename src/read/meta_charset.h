#pragma once

#include <string_view>

namespace ibid::read {

// The encoding that a page names in its first kilobytes (HTML Standard, 13.2.3.2: <meta charset>,
// <meta http-equiv content>, the XML declaration), as text::EncodingForLabel names it; empty where
// it names none. A page that says UTF-16 here is UTF-8, since it could be read as ASCII.
std::string_view FindMetaCharset(std::string_view bytes);

// The "charset" parameter of a media type: "text/html; charset=koi8-r".
std::string_view CharsetOf(std::string_view content_type);

}  // namespace ibid::read
