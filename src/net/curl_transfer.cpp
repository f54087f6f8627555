#include "net/curl_transfer.h"

#include <algorithm>
#include <array>
#include <utility>

#include <sys/socket.h>

#include "text/utf8.h"

namespace ibid::net {
namespace {

constexpr std::uint64_t kExpansionFloor = 1024 * 1024;  // Below this, no body is a bomb.
constexpr int kTooLargeCode = 100;                      // CURLE_TOO_LARGE, new in libcurl 8.6.

template <class Value>
bool Set(CURL* easy, CURLoption option, Value value) {
  return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

std::string_view HttpVersion(CURL* easy) {
  long version = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      return "1.0";
    case CURL_HTTP_VERSION_1_1:
      return "1.1";
    case CURL_HTTP_VERSION_2_0:
      return "2";
    case CURL_HTTP_VERSION_3:
      return "3";
    default:
      return "";
  }
}

curl_off_t Number(CURL* easy, CURLINFO what) {
  curl_off_t value = 0;
  curl_easy_getinfo(easy, what, &value);
  return value;
}

// By its media type: what a resolver reads is text of some kind (HTML, XML, JSON, feeds), or says
// nothing of itself.
bool IsOpaque(const Headers& headers) {
  static constexpr auto kKinds = std::to_array<std::string_view>(
      {"image/", "audio/", "video/", "font/", "application/pdf", "application/zip",
       "application/octet-stream", "application/x-", "application/vnd.", "application/msword",
       "application/epub"});
  const std::string type = text::Lower(FindHeader(headers, "Content-Type").value_or(""));
  const bool readable = type.find("xml") != std::string::npos ||
                        type.find("json") != std::string::npos ||
                        type.find("script") != std::string::npos;
  return !readable && std::any_of(kKinds.begin(), kKinds.end(),
                                  [&](std::string_view kind) { return type.starts_with(kind); });
}

Failure FailureOfTimeout(CURL* easy, bool has_address) {
  if (!has_address && Number(easy, CURLINFO_NAMELOOKUP_TIME_T) == 0) {
    return Failure::kDnsTemporary;
  }
  // A connection used before has no connect time of its own: that something was sent over it says
  // that it stood.
  long sent = 0;
  curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
  return Number(easy, CURLINFO_CONNECT_TIME_T) == 0 && sent == 0 ? Failure::kConnect
                                                                 : Failure::kTimeout;
}

}  // namespace

CurlTransfer::~CurlTransfer() {
  curl_easy_cleanup(easy);
  curl_slist_free_all(headers);
}

bool CurlTransfer::Prepare(const std::string& url, curl_slist* connect_to) {
  easy = curl_easy_init();
  if (easy == nullptr) {
    return false;
  }
  AddHeaders();
  const std::string& method = exchange.request.method;
  bool ok = Set(easy, CURLOPT_URL, url.c_str()) && Set(easy, CURLOPT_HTTPHEADER, headers) &&
            Set(easy, CURLOPT_CONNECT_TO, connect_to);
  if (method == "HEAD") {
    ok = ok && Set(easy, CURLOPT_NOBODY, 1L);
  } else if (method == "POST") {
    ok = ok && Set(easy, CURLOPT_POST, 1L) &&
         Set(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(exchange.request.body.size())) &&
         Set(easy, CURLOPT_POSTFIELDS, exchange.request.body.c_str());
  } else if (method != "GET") {
    ok = ok && Set(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
  }
  if (!options.ca_file.empty()) {
    ok = ok && Set(easy, CURLOPT_CAINFO, options.ca_file.c_str()) &&
         Set(easy, CURLOPT_PROXY_CAINFO, options.ca_file.c_str());
  }
  return ok && SetLimitsAndRules() && SetCallbacks();
}

void CurlTransfer::AddHeaders() {
  for (const auto& [name, value] : exchange.request.headers) {
    // "Name;" is how libcurl is told to send a header without a value.
    const std::string line = value.empty() ? name + ";" : name + ": " + value;
    headers = curl_slist_append(headers, line.c_str());
  }
  if (credential == nullptr) {
    return;
  }
  for (const std::string& line : credential->headers) {
    headers = curl_slist_append(headers, line.c_str());
  }
  if (!credential->user.empty()) {
    Set(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    Set(easy, CURLOPT_USERNAME, credential->user.c_str());
    Set(easy, CURLOPT_PASSWORD, credential->password.c_str());
  } else if (!credential->bearer.empty()) {
    headers = curl_slist_append(headers, ("Authorization: Bearer " + credential->bearer).c_str());
  }
}

bool CurlTransfer::SetLimitsAndRules() {
  return Set(easy, CURLOPT_PROTOCOLS_STR, "http,https") && Set(easy, CURLOPT_FOLLOWLOCATION, 0L) &&
         Set(easy, CURLOPT_PATH_AS_IS, 1L) &&
         Set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS)) &&
         // What is older has been given up (RFC 8996), whatever the TLS library would still speak.
         Set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         Set(easy, CURLOPT_USERAGENT, options.user_agent.c_str()) &&
         Set(easy, CURLOPT_ACCEPT_ENCODING, "") &&
         Set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED)) &&
         Set(easy, CURLOPT_PROXY, proxied ? options.proxy.url.c_str() : "") &&
         Set(easy, CURLOPT_NOPROXY, proxied ? "" : "*") &&
         Set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) && Set(easy, CURLOPT_NOSIGNAL, 1L) &&
         // Stopping does not wait for a resolver that is stuck.
         Set(easy, CURLOPT_QUICK_EXIT, 1L) &&
         Set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count())) &&
         Set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count())) &&
         Set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L) &&
         Set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
}

bool CurlTransfer::SetCallbacks() {
  using Self = CurlTransfer*;
  const auto on_header = +[](char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Self>(self)->OnHeader({bytes, size * count});
  };
  const auto on_body = +[](char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Self>(self)->OnBody({bytes, size * count});
  };
  const auto on_open = +[](void* self, curlsocktype, curl_sockaddr* to) -> curl_socket_t {
    auto* transfer = static_cast<Self>(self);
    if (!transfer->detour) {
      if (std::optional<std::string> reason = RefuseAddress(&to->addr, transfer->guard)) {
        transfer->refused = std::move(*reason);
        return CURL_SOCKET_BAD;
      }
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  };
  return Set(easy, CURLOPT_HEADERFUNCTION, on_header) && Set(easy, CURLOPT_HEADERDATA, this) &&
         Set(easy, CURLOPT_WRITEFUNCTION, on_body) && Set(easy, CURLOPT_WRITEDATA, this) &&
         Set(easy, CURLOPT_OPENSOCKETFUNCTION, on_open) &&
         Set(easy, CURLOPT_OPENSOCKETDATA, this) && Set(easy, CURLOPT_ERRORBUFFER, error);
}

std::size_t CurlTransfer::OnHeader(std::string_view line) {
  const std::size_t size = line.size();
  if (body_begun) {
    return size;  // A trailer: nothing in it is evidence of ours.
  }
  if (text::StartsWithNoCase(line, "HTTP/")) {  // After a 1xx, another head begins.
    exchange.headers.clear();
    return size;
  }
  header_bytes += size;
  if (header_bytes > options.header_bytes_max) {
    too_large = "more than " + std::to_string(options.header_bytes_max) + " bytes of headers";
    return 0;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return size;
  }
  if (exchange.headers.size() >= static_cast<std::size_t>(options.header_count_max)) {
    too_large = "more than " + std::to_string(options.header_count_max) + " headers";
    return 0;
  }
  exchange.headers.emplace_back(text::Trim(line.substr(0, colon)),
                                text::Trim(line.substr(colon + 1)));
  return size;
}

std::size_t CurlTransfer::OnBody(std::string_view bytes) {
  if (!std::exchange(body_begun, true)) {
    opaque = exchange.request.body_bytes_max == 0 && IsOpaque(exchange.headers);
  }
  if (opaque && exchange.body.size() + bytes.size() > options.opaque_bytes_max) {
    exchange.body.append(bytes.substr(0, options.opaque_bytes_max - exchange.body.size()));
    had_enough = true;
    return 0;
  }
  const std::uint64_t own = exchange.request.body_bytes_max;
  const std::uint64_t most = own > 0 ? own : options.body_bytes_max;
  const std::uint64_t room = most - std::min<std::uint64_t>(most, exchange.body.size());
  exchange.body.append(bytes.substr(0, room));
  if (bytes.size() > room) {
    too_large = "more than " + std::to_string(most) + " bytes of body";
    return 0;
  }
  if (exchange.body.size() > kExpansionFloor) {
    const auto packed = static_cast<std::uint64_t>(Number(easy, CURLINFO_SIZE_DOWNLOAD_T));
    if (packed > 0 && exchange.body.size() / packed > options.expansion_max) {
      too_large = "a decompression bomb: " + std::to_string(packed) + " bytes became over " +
                  std::to_string(exchange.body.size());
      return 0;
    }
  }
  return bytes.size();
}

void CurlTransfer::Finish(CURLcode code) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  exchange.status = static_cast<int>(status);
  if (status != 0) {
    exchange.http_version = HttpVersion(easy);
  }
  const char* address = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address);
  exchange.remote_address = address != nullptr ? address : "";
  exchange.elapsed_ms = Number(easy, CURLINFO_TOTAL_TIME_T) / 1000;
  exchange.body_complete = code == CURLE_OK;
  if (code != CURLE_OK && !had_enough) {
    Classify(code);
  }
}

void CurlTransfer::Classify(CURLcode code) {
  exchange.failure_detail = error[0] != '\0' ? error : curl_easy_strerror(code);
  if (!too_large.empty()) {
    exchange.failure = Failure::kTooLarge;
    exchange.failure_detail = too_large;
    return;
  }
  if (!refused.empty() && exchange.status == 0) {
    exchange.failure = Failure::kRefused;
    exchange.failure_detail = refused;
    return;
  }
  switch (static_cast<int>(code)) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      exchange.failure = Failure::kDns;  // The transport takes a second look.
      return;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY:
      exchange.failure = Failure::kConnect;
      return;
    case CURLE_OPERATION_TIMEDOUT:
      exchange.failure = FailureOfTimeout(easy, !exchange.remote_address.empty());
      return;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_USE_SSL_FAILED:
      exchange.failure = Failure::kTls;
      return;
    case CURLE_OUT_OF_MEMORY:  // What libcurl before 8.6 says of a header line over its own limit.
    case CURLE_FILESIZE_EXCEEDED:
    case kTooLargeCode:
      exchange.failure = Failure::kTooLarge;
      exchange.failure_detail = "a header line is too long";
      return;
    case CURLE_URL_MALFORMAT:
      exchange.failure = Failure::kRefused;
      return;
    default:
      exchange.failure = Failure::kProtocol;
      return;
  }
}

}  // namespace ibid::net
