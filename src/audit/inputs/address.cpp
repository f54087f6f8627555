#include "audit/inputs/address.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include "text/utf8.h"

namespace ibid::audit {
namespace {

std::optional<url::Url> Against(const std::optional<url::Url>& base, std::string_view address) {
  return base ? base->Resolve(address) : url::Url::Parse(address);
}

std::string WithSlash(std::string path) {
  return path.ends_with('/') ? path : path + "/";
}

}  // namespace

std::optional<url::Url> FileUrl(const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  std::string url = "file://";
  for (const char c : whole.string()) {
    // What a parser would not leave as part of the path.
    url += c == '%'    ? "%25"
           : c == '?'  ? "%3F"
           : c == '#'  ? "%23"
           : c == '\\' ? "%5C"
           : c == '\n' ? "%0A"
           : c == '\r' ? "%0D"
           : c == '\t' ? "%09"
                       : std::string(1, c);
  }
  return error ? std::nullopt : url::Url::Parse(url);
}

Bases BasesOfUrl(const std::string& url) {
  return {url::Url::Parse(url), std::nullopt};
}

Bases BasesOfFile(const std::string& path, const std::string& folder, const std::string& base_url,
                  const std::string& root_dir) {
  if (!base_url.empty()) {
    return {url::Url::Parse(base_url), std::nullopt};
  }
  Bases bases;
  bases.page = FileUrl(path == "-" ? "./" : path);
  const std::string& root = root_dir.empty() ? folder : root_dir;
  if (!root.empty()) {
    bases.root = FileUrl(WithSlash(root));
  }
  return bases;
}

Address Resolved(const WrittenLink& link, const Bases& bases) {
  const std::string_view address = text::Trim(link.address);
  std::optional<url::Url> base = bases.page;
  if (!link.base.empty()) {
    base = Against(base, link.base);
  }
  const bool in_file = base && base->scheme() == "file";
  std::optional<url::Url> url;
  if (in_file && address.starts_with("//")) {
    url = url::Url::Parse("https:" + std::string(address));
  } else if (in_file && bases.root && address.starts_with('/')) {
    url = bases.root->Resolve("." + std::string(address));
  } else {
    url = Against(base, address);
  }
  if (!url) {
    return {};
  }
  const std::string& whole = url->text();
  return {url->is_http() ? url->ForRequest() : whole.substr(0, whole.find('#')),
          std::string(url->fragment())};
}

}  // namespace ibid::audit
