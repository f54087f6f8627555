#pragma once

#include <string>

#include "ibid/exchange.h"

namespace ibid::net {

// "e" and 16 hex digits: the start of the SHA-256 of method, URL, time in milliseconds, status,
// name of the failure and body_sha256, each ended by a line feed. The same exchange has the same id
// in every run and every store.
std::string MakeExchangeId(const Exchange& exchange);

// Fills in body_sha256 and then id: what every exchange needs before it leaves src/net.
void Seal(Exchange& exchange);

}  // namespace ibid::net
