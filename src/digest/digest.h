#pragma once

#include <string>
#include <string_view>

// The only home of OpenSSL's digests.
namespace ibid::digest {

std::string Sha256Hex(std::string_view bytes);     // 64 lower-case hex digits.
std::string Sha256Base64(std::string_view bytes);  // RFC 4648, 4, padded; as CSP sources have them.
std::string Sha1Base32(std::string_view bytes);  // 32 characters, as WARC-Payload-Digest has them.

}  // namespace ibid::digest
