#include "serve/routes.h"

#include <algorithm>

#include "serve/target.h"

namespace ibid::serve {
namespace {

// Whether the path fits, and the id that stands in it.
bool Fits(std::string_view pattern, std::string_view path, std::int64_t& id) {
  constexpr std::string_view kId = "{id}";
  const std::size_t at = pattern.find(kId);
  if (at == std::string_view::npos) {
    return pattern == path;
  }
  if (path.substr(0, at) != pattern.substr(0, at)) {
    return false;
  }
  const std::size_t end = std::min(path.find('/', at), path.size());
  const std::optional<std::int64_t> found = IdFrom(path.substr(at, end - at));
  if (!found || path.substr(end) != pattern.substr(at + kId.size())) {
    return false;
  }
  id = *found;
  return true;
}

}  // namespace

const std::vector<RouteRow>& Routes() {
  static const std::vector<RouteRow> rows = {
      {"GET", "/api/status", Route::kStatus},
      {"GET", "/api/checks", Route::kList},
      {"POST", "/api/checks", Route::kAdd},
      {"GET", "/api/checks/{id}", Route::kCheck},
      {"DELETE", "/api/checks/{id}", Route::kDelete},
      {"POST", "/api/checks/{id}/again", Route::kAgain},
      {"GET", "/api/checks/{id}/article.json", Route::kArticle},
      {"GET", "/api/checks/{id}/report", Route::kReport},
      {"GET", "/api/checks/{id}/events", Route::kWatch},
      {"GET", "/api/events", Route::kWatchAll},
      {"GET", "/api/search", Route::kSearch},
      {"GET", "/api/rot", Route::kRot},
      {"GET", "/api/graph", Route::kGraph},
      {"POST", "/api/session", Route::kLogIn},
      {"DELETE", "/api/session", Route::kLogOut},
      {"GET", "/api/openapi.json", Route::kOpenapi},
  };
  return rows;
}

Found FindRoute(std::string_view method, std::string_view path) {
  Found found;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const RouteRow& row : Routes()) {
    std::int64_t id = 0;
    if (!Fits(row.path, path, id)) {
      continue;
    }
    found.allow.append(found.allow.empty() ? "" : ", ").append(row.method);
    if (row.method == "GET") {
      found.allow += ", HEAD";
    }
    if (row.method == wanted) {
      found.route = row.route;
      found.id = id;
    }
  }
  if (!found.allow.empty()) {
    found.allow += ", OPTIONS";
  }
  return found;
}

}  // namespace ibid::serve
