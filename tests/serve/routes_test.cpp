#include "serve/routes.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "json/value.h"
#include "serve/formats.h"
#include "serve/pages.h"

namespace ibid::serve {
namespace {

TEST(RoutesTest, AreThoseOfTheOpenapiDocument) {
  const Result<json::Value> document = json::Parse(OpenapiDocument(false)->body);
  ASSERT_TRUE(document.ok());
  std::set<std::string> said;
  for (const auto& [path, item] : (*document)["paths"].members()) {
    for (const auto& [method, operation] : item.members()) {
      std::string name = method;
      for (char& c : name) {
        c = static_cast<char>(c - 32);
      }
      said.insert(name + " " + path);
    }
  }
  std::set<std::string> known;
  for (const RouteRow& row : Routes()) {
    known.insert(std::string(row.method) + " " + std::string(row.path));
  }
  EXPECT_EQ(said, known);
}

// "7 GET, POST": the id, and what can be done.
std::string Found(std::string_view method, std::string_view path) {
  const serve::Found found = FindRoute(method, path);
  return (found.route == Route::kNone ? "no " : "") + std::to_string(found.id) + " " + found.allow;
}

TEST(RoutesTest, KnowsPathsExactly) {
  EXPECT_EQ(Found("GET", "/api/checks"), "0 GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(Found("HEAD", "/api/checks/7/report"), "7 GET, HEAD, OPTIONS");
  EXPECT_EQ(Found("POST", "/api/checks/7/again"), "7 POST, OPTIONS");
  EXPECT_EQ(Found("DELETE", "/api/checks/7"), "7 GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(Found("PUT", "/api/checks/7"), "no 0 GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(Found("get", "/api/status"), "no 0 GET, HEAD, OPTIONS");
  for (const char* path :
       {"", "/", "/api", "/api/checks/", "/api/checks/0", "/api/checks/07", "/api/checks/+7",
        "/api/checks/7/", "/api/checks/7x", "/api/checks/7/reports", "/api/checks//report",
        "/api/checks/9007199254740993", "/api/checks/{id}", "/API/status", "/api/status/"}) {
    EXPECT_EQ(Found("GET", path), "no 0 ") << path;
  }
}

TEST(FormatsTest, AreInTheOrderOfTheFormatsOfReports) {
  ASSERT_EQ(MediaTypes().size(), write::Formats().size());
  for (const write::FormatRow& row : write::Formats()) {
    EXPECT_EQ(MediaOf(row.format).format, row.format) << row.name;
  }
}

}  // namespace
}  // namespace ibid::serve
