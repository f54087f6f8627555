#include "net/exchange_id.h"

#include "digest/digest.h"

namespace ibid::net {

std::string MakeExchangeId(const Exchange& exchange) {
  std::string whole;
  for (const std::string& part :
       {exchange.request.method, exchange.request.url,
        std::to_string(exchange.at.time_since_epoch().count()), std::to_string(exchange.status),
        std::string(Name(exchange.failure)), exchange.body_sha256}) {
    whole += part;
    whole += '\n';
  }
  return "e" + digest::Sha256Hex(whole).substr(0, 16);
}

void Seal(Exchange& exchange) {
  exchange.body_sha256 = digest::Sha256Hex(exchange.body);
  exchange.id = MakeExchangeId(exchange);
}

}  // namespace ibid::net
