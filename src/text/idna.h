#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ibid::text {

// A host name as it stands in DNS: UTS #46 non-transitional processing with CheckBidi and
// CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength ("domain to ASCII" of
// the WHATWG URL standard with beStrict false). Full-width letters and dots are mapped, letters
// lowered. None where a label is not valid, or nothing is left. Thread-safe.
std::optional<std::string> DomainToAscii(std::string_view domain);

// The form for people: "xn--mnchen-3ya.de" is "münchen.de". The name itself where it is not valid.
std::string DomainToUnicode(std::string_view domain);

}  // namespace ibid::text
