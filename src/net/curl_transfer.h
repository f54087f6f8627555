#pragma once

#include <cstdint>
#include <string>

#include <curl/curl.h>

#include "ibid/exchange.h"
#include "net/curl_transport.h"
#include "net/guard.h"

// One request under way in libcurl; for curl_transport.cpp alone.
namespace ibid::net {

struct CurlTransfer {
  CurlTransfer(const TransportOptions& its_options, const GuardOptions& its_guard)
      : options(its_options), guard(its_guard) {}
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  ~CurlTransfer();

  const TransportOptions& options;  // The transport's own.
  const GuardOptions& guard;
  Transport::Done done;
  Exchange exchange;
  std::string host;     // Of the URL; what a resolver is asked for.
  bool detour = false;  // Goes where the user said: the guard does not judge the address.
  bool proxied = false;
  const HostCredential* credential = nullptr;  // Of this host; one of `options`.

  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  char error[CURL_ERROR_SIZE] = "";

  // What the callbacks found; each ends the transfer.
  std::string refused;
  std::string too_large;

  std::uint64_t header_bytes = 0;
  bool body_begun = false;  // Header lines from now on are trailers.
  bool opaque = false;      // No resolver reads such a body.
  bool had_enough = false;  // Of an opaque body: what was asked is answered.

  // Sets every option on `easy`. False where libcurl will not have one of them.
  bool Prepare(const std::string& url, curl_slist* connect_to);
  // Fills in what came, and the failure that `code` stands for.
  void Finish(CURLcode code);

 private:
  void AddHeaders();
  bool SetLimitsAndRules();
  bool SetCallbacks();
  std::size_t OnHeader(std::string_view line);
  std::size_t OnBody(std::string_view bytes);
  void Classify(CURLcode code);
};

}  // namespace ibid::net
