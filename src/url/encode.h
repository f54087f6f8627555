#pragma once

#include <string>
#include <string_view>

// Percent-encoding with the sets of the WHATWG URL standard, section 1.3. Internal to src/url;
// PercentDecode and PercentEncode of url.h are implemented beside it.
namespace ibid::url {

enum class EncodeSet { kControl, kFragment, kQuery, kSpecialQuery, kPath, kUserInfo, kUnreserved };

bool NeedsEncoding(char c, EncodeSet set);
void EncodeTo(std::string& out, std::string_view bytes, EncodeSet set);
bool IsHexDigit(char c);
int HexValue(char c);  // REQUIRES: IsHexDigit(c).

}  // namespace ibid::url
