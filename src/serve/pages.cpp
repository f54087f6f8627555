#include "serve/pages.h"

#include <map>
#include <memory>
#include <span>
#include <string>

#include "ibid/embedded.h"
#include "serve/gzip.h"
#include "serve/problem.h"

namespace ibid::serve {

std::span<const EmbeddedFile> PageFiles();  // Generated from assets/ and openapi.json.

namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Which file is shown at which path. What is not here is at /assets/NAME.
struct PageRow {
  std::string_view path;
  std::string_view file;
};
constexpr PageRow kPages[] = {
    {"/", "index.html"},
};

std::string_view MediaTypeOf(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".json", "application/json"}};
  for (const auto& [suffix, type] : kTypes) {
    if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix) {
      return type;
    }
  }
  return "application/octet-stream";
}

ResponsePtr Made(const EmbeddedFile& file) {
  auto response = std::make_shared<Response>();
  response->body = file.bytes;
  response->headers = {{"Content-Type", std::string(MediaTypeOf(file.name))},
                       {"Cache-Control", "no-cache"},  // Kept, and asked after.
                       {"Content-Security-Policy", std::string(kPolicy)}};
  SetEtag(*response);
  return response;
}

struct Page {
  ResponsePtr plain;
  ResponsePtr gzip;
};

const std::map<std::string, Page, std::less<>>& Pages() {
  static const std::map<std::string, Page, std::less<>> pages = [] {
    std::map<std::string, Page, std::less<>> out;
    for (const EmbeddedFile& file : PageFiles()) {
      std::string path = "/assets/" + std::string(file.name);
      for (const PageRow& row : kPages) {
        if (row.file == file.name) {
          path = row.path;
        }
      }
      if (file.name == "openapi.json") {
        path = "/api/openapi.json";
      }
      const ResponsePtr made = Made(file);
      out.emplace(std::move(path), Page{ForEncoding(made, false), ForEncoding(made, true)});
    }
    return out;
  }();
  return pages;
}

}  // namespace

ResponsePtr FindPage(std::string_view path, bool gzip) {
  const auto found = Pages().find(path);
  if (found == Pages().end()) {
    return nullptr;
  }
  return gzip ? found->second.gzip : found->second.plain;
}

ResponsePtr OpenapiDocument(bool gzip) {
  return FindPage("/api/openapi.json", gzip);
}

}  // namespace ibid::serve
