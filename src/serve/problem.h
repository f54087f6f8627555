#pragma once

#include <string>
#include <string_view>

#include "serve/message.h"

namespace ibid::serve {

// An answer that says what went wrong (RFC 9457, application/problem+json). `detail` says what
// happened and what to do about it.
std::shared_ptr<Response> Problem(int status, std::string_view detail);
// The same, with when to come back.
ResponsePtr Busy(int seconds, std::string_view detail);
// Another method than those in `allow` ("GET, HEAD").
ResponsePtr NotAllowed(std::string_view method, std::string_view allow);

// JSON, with an ETag made of its bytes.
std::shared_ptr<Response> JsonResponse(int status, std::string body);
// Sets the ETag that the bytes of the body make.
void SetEtag(Response& response);
// The value of a header of ours; empty where there is none.
std::string_view HeaderOf(const Response& response, std::string_view name);

}  // namespace ibid::serve
