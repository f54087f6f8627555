#pragma once

#include "ibid/result.h"
#include "ibid/session.h"
#include "net/curl_transport.h"

namespace ibid::pipeline {

// How libcurl is to be used, by what a run was told; an error names the flag that makes no sense.
Result<net::TransportOptions> TransportOptionsOf(const WebOptions& from);

}  // namespace ibid::pipeline
