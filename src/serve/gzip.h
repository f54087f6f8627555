#pragma once

#include <string_view>

#include "serve/message.h"

// Answers in gzip (RFC 9110, 8.4). Pure.
//
// Compressing what a stranger chose together with what is secret gives the secret away by its
// length (BREACH). No answer holds a secret: the token and the session's cookie are in no body, and
// no page of another site can ask for any (guard.h).
namespace ibid::serve {

// Whether who sent this Accept-Encoding takes gzip (RFC 9110, 12.5.3).
bool TakesGzip(std::string_view accept_encoding);

// The answer for one who takes gzip or does not: compressed where that is worth it, never a stream.
// Says that it is not the same for everybody (Vary), and has an ETag of its own.
ResponsePtr ForEncoding(ResponsePtr response, bool gzip);

}  // namespace ibid::serve
