// What a Session does in one call: begun, and waited for.
#include <optional>
#include <utility>

#include "ibid/session.h"
#include "pipeline/link_session.h"

namespace ibid {

Result<FetchedPage> Session::Fetch(const std::string& url, std::uint64_t body_bytes_max) {
  std::optional<Result<FetchedPage>> page;
  BeginFetch(url, {}, body_bytes_max,
             [&page](Result<FetchedPage> found) { page = std::move(found); });
  WorkWhile([&page] { return !page; }, 0);
  return page ? *std::move(page) : Error{ErrorCode::kInput, url + ": was not answered"};
}

void Session::Resolve(Article& article, const Told& progress) {
  std::optional<Article> resolved;
  Begin(std::move(article), {}, progress,
        [&resolved](Article done) { resolved = std::move(done); });
  WorkWhile([&resolved] { return !resolved; }, 0);
  if (resolved) {
    article = *std::move(resolved);
  }
}

Result<std::unique_ptr<Session>> Session::Open(const WebOptions& options,
                                               std::function<void(const Error&)> trouble) {
  Result<std::unique_ptr<pipeline::LinkSession>> session =
      pipeline::LinkSession::Open(options, std::move(trouble));
  return session ? Result<std::unique_ptr<Session>>(std::move(session).value())
                 : Result<std::unique_ptr<Session>>(session.error());
}

}  // namespace ibid
