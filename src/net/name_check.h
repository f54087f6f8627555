#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ibid/exchange.h"
#include "net/loop.h"

namespace ibid::net {

// A second look at a name that libcurl could not resolve. libcurl says only that it could not;
// whether the name does not exist (the source is gone) or nobody could be asked (our network is
// down) is what a report must not confuse. One worker thread, started with the first question,
// joined in the destructor.
class NameCheck {
 public:
  // kDns or kDnsTemporary, and the resolver's words.
  using Done = std::function<void(Failure, std::string)>;

  explicit NameCheck(Loop& loop);
  ~NameCheck();
  // `done` is called on the loop's thread; not at all if this object goes before.
  void Ask(std::string host, Done done);

 private:
  struct Inner;
  std::shared_ptr<Inner> inner_;
};

// What a code of getaddrinfo (RFC 3493, 6.1) means for a name; 0 is "it resolves now".
Failure ClassifyResolver(int code);

}  // namespace ibid::net
