#pragma once

#include <cstdint>

#include "serve/message.h"

struct MHD_Connection;

// Requests as libmicrohttpd has them, and answers as it takes them.
namespace ibid::serve {

void ReadHeaders(MHD_Connection* connection, Request& request);
// Hands over the answer, with what every answer has. False: the connection is to be closed.
bool SendResponse(MHD_Connection* connection, const Request& request, const ResponsePtr& response);
ResponsePtr TooLarge(std::uint64_t bytes_max);

}  // namespace ibid::serve
