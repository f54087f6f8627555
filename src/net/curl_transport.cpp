#include "net/curl_transport.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "net/curl_transfer.h"
#include "net/header_line.h"
#include "net/name_check.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::net {
namespace {

bool IsUnderInvalid(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  return host == "invalid" || host.ends_with(".invalid");
}

std::string Joined(const ConnectTo& to) {
  return to.host + ":" + to.port + ":" + to.target_host + ":" + to.target_port;
}

}  // namespace

struct CurlTransport::Inner {
  Inner(CurlLoop& its_loop, TransportOptions its_options)
      : loop(its_loop), options(std::move(its_options)), names(its_loop) {
    guard.allow_private = options.allow_private;
    for (const ConnectTo& to : options.connect_to) {
      connect_to = curl_slist_append(connect_to, Joined(to).c_str());
    }
  }
  ~Inner() {
    for (const auto& [key, transfer] : under_way) {
      loop.Abandon(transfer->easy);
    }
    under_way.clear();
    curl_slist_free_all(connect_to);
  }

  using TransferPtr = std::unique_ptr<CurlTransfer>;

  CurlLoop& loop;
  TransportOptions options;
  GuardOptions guard;
  curl_slist* connect_to = nullptr;
  NameCheck names;
  std::unordered_map<CurlTransfer*, TransferPtr> under_way;
  bool stopped = false;
  // Posts that outlive this object must not touch it.
  std::shared_ptr<int> alive = std::make_shared<int>(0);

  // The failure without which the request may go out, and why.
  std::pair<Failure, std::string> Judge(const HttpRequest& request,
                                        const std::optional<url::Url>& url) const;
  const HostCredential* CredentialOf(const url::Url& url) const;
  void End(TransferPtr transfer, Failure failure, std::string detail);
  void OnEnded(CurlTransfer* key, CURLcode code);
  TransferPtr Take(CurlTransfer* key);
};

std::pair<Failure, std::string> CurlTransport::Inner::Judge(
    const HttpRequest& request, const std::optional<url::Url>& url) const {
  if (stopped) {
    return {Failure::kCancelled, "the run was stopped"};
  }
  if (!url) {
    return {Failure::kRefused, "this is no URL that can be asked"};
  }
  if (std::optional<std::string> reason = RefuseUrl(*url, guard)) {
    return {Failure::kRefused, std::move(*reason)};
  }
  if (!std::all_of(request.headers.begin(), request.headers.end(),
                   [](const auto& header) { return IsSendable(header.first, header.second); })) {
    return {Failure::kRefused, "a header to be sent is malformed"};
  }
  if (IsUnderInvalid(url->host())) {
    return {Failure::kDns, "names under .invalid do not exist"};
  }
  return {Failure::kNone, ""};
}

// Over http anybody on the way could read them.
const HostCredential* CurlTransport::Inner::CredentialOf(const url::Url& url) const {
  const auto found =
      std::find_if(options.credentials.begin(), options.credentials.end(),
                   [&](const HostCredential& one) { return one.host == url.host(); });
  return found != options.credentials.end() && url.scheme() == "https" ? &*found : nullptr;
}

CurlTransport::CurlTransport(CurlLoop& loop, TransportOptions options)
    : inner_(std::make_unique<Inner>(loop, std::move(options))) {}

CurlTransport::~CurlTransport() = default;

void CurlTransport::Start(HttpRequest request, Done done) {
  Inner& inner = *inner_;
  auto transfer = std::make_unique<CurlTransfer>(inner.options, inner.guard);
  transfer->done = std::move(done);
  const std::optional<url::Url> url = url::Url::Parse(request.url);
  transfer->exchange.at = inner.loop.Now();
  transfer->exchange.request = std::move(request);
  auto [failure, detail] = inner.Judge(transfer->exchange.request, url);
  if (failure != Failure::kNone) {
    inner.End(std::move(transfer), failure, std::move(detail));
    return;
  }
  transfer->host = url->host();
  transfer->proxied = inner.options.proxy.Carries(url->host());
  transfer->credential = inner.CredentialOf(*url);
  transfer->detour =
      transfer->proxied ||
      std::any_of(inner.options.connect_to.begin(), inner.options.connect_to.end(),
                  [&](const ConnectTo& to) {
                    return !to.target_host.empty() && to.Matches(url->host(), url->port());
                  });
  // A user's key goes out with this request and is forgotten: the exchange must not carry it on.
  const std::string secret = std::exchange(transfer->exchange.request.secret_query, {});
  if (!secret.empty() && url->scheme() != "https") {
    inner.End(std::move(transfer), Failure::kRefused, "a key is sent over https only");
    return;
  }
  std::string target = url->ForRequest();
  if (!secret.empty()) {
    target += (target.find('?') == std::string::npos ? '?' : '&') + secret;
  }
  if (!transfer->Prepare(target, inner.connect_to)) {
    inner.End(std::move(transfer), Failure::kRefused, "libcurl does not take this request");
    return;
  }
  CurlTransfer* const key = transfer.get();
  inner.under_way.emplace(key, std::move(transfer));
  inner.loop.Begin(key->easy,
                   [&inner, key](int code) { inner.OnEnded(key, static_cast<CURLcode>(code)); });
}

CurlTransport::Inner::TransferPtr CurlTransport::Inner::Take(CurlTransfer* key) {
  const auto found = under_way.find(key);
  if (found == under_way.end()) {
    return nullptr;
  }
  TransferPtr transfer = std::move(found->second);
  under_way.erase(found);
  return transfer;
}

void CurlTransport::Inner::OnEnded(CurlTransfer* key, CURLcode code) {
  TransferPtr transfer = Take(key);
  transfer->Finish(code);
  if (transfer->exchange.failure != Failure::kDns || transfer->proxied) {
    const Transport::Done done = std::move(transfer->done);
    done(std::move(transfer->exchange));
    return;
  }
  // It stays under way, so that Stop and the destructor find it, until the second look is done.
  const std::string host = transfer->host;
  under_way.emplace(key, std::move(transfer));
  names.Ask(host, [this, key](Failure failure, std::string detail) {
    TransferPtr looked_up = Take(key);
    if (looked_up == nullptr) {
      return;  // Stopped.
    }
    looked_up->exchange.failure = failure;
    looked_up->exchange.failure_detail += " (" + detail + ")";
    const Transport::Done done = std::move(looked_up->done);
    done(std::move(looked_up->exchange));
  });
}

void CurlTransport::Inner::End(TransferPtr transfer, Failure failure, std::string detail) {
  transfer->exchange.failure = failure;
  transfer->exchange.failure_detail = std::move(detail);
  transfer->exchange.body_complete = false;
  auto shared = std::make_shared<Exchange>(std::move(transfer->exchange));
  loop.Post([shared, done = std::move(transfer->done), weak = std::weak_ptr<int>(alive)] {
    if (!weak.expired()) {
      done(std::move(*shared));
    }
  });
}

void CurlTransport::Stop() {
  inner_->stopped = true;
  auto all = std::exchange(inner_->under_way, {});
  for (auto& [key, transfer] : all) {
    inner_->loop.Abandon(transfer->easy);
    inner_->End(std::move(transfer), Failure::kCancelled, "the run was stopped");
  }
}

}  // namespace ibid::net
