#include "serve/gzip.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "serve/problem.h"
#include "text/utf8.h"
#include "warc/zip.h"

namespace ibid::serve {
namespace {

constexpr std::size_t kWorthIt = 1400;  // Less goes in one packet as it is.

// "gzip;q=0.5": whether the weight is 0, which is a no.
bool IsRefused(std::string_view parameters) {
  const std::string weight = text::Lower(text::Trim(parameters));
  return weight.compare(0, 2, "q=") == 0 && weight.find_first_not_of("0.", 2) == std::string::npos;
}

}  // namespace

bool TakesGzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::string_view one = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(one.size() + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(one.find(';'), one.size());
    const std::string_view name = text::Trim(one.substr(0, semicolon));
    const std::string_view parameters = one.substr(std::min(semicolon + 1, one.size()));
    if (text::EqualNoCase(name, "gzip") || text::EqualNoCase(name, "x-gzip")) {
      return !IsRefused(parameters);
    }
    any = any || (name == "*" && !IsRefused(parameters));
  }
  return any;
}

ResponsePtr ForEncoding(ResponsePtr response, bool gzip) {
  if (response->stream || response->body.size() < kWorthIt) {
    return response;
  }
  auto out = std::make_shared<Response>(*response);
  out->headers.emplace_back("Vary", "Accept-Encoding");
  if (!gzip) {
    return out;
  }
  out->body = warc::GzipMember(response->body);
  out->headers.emplace_back("Content-Encoding", "gzip");
  for (auto& [name, value] : out->headers) {
    if (name == "ETag") {
      value.insert(value.size() - 1, "-gzip");
    }
  }
  return out;
}

}  // namespace ibid::serve
