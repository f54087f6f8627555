#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Which path stands for what: the one table, which the OpenAPI document is held to.
namespace ibid::serve {

enum class Route : std::uint8_t {
  kNone,
  kStatus,
  kList,
  kAdd,
  kCheck,
  kDelete,
  kAgain,
  kArticle,
  kReport,
  kWatch,
  kWatchAll,
  kSearch,
  kRot,
  kGraph,
  kLogIn,
  kLogOut,
  kOpenapi,
};

struct RouteRow {
  std::string_view method;  // GET stands for HEAD too.
  std::string_view path;    // "{id}" stands for a segment.
  Route route;
};
const std::vector<RouteRow>& Routes();

struct Found {
  Route route = Route::kNone;
  std::int64_t id = 0;
  std::string allow;  // What can be done with the path; empty: there is no such path.
};
// `method` as sent; kNone with `allow` where the path knows other methods.
Found FindRoute(std::string_view method, std::string_view path);

}  // namespace ibid::serve
