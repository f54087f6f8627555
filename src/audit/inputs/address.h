#pragma once

#include <optional>
#include <string>

#include "audit/inputs/written_link.h"
#include "audit/link.h"
#include "ibid/result.h"
#include "url/url.h"

namespace ibid::audit {

// What the relative addresses of a page mean.
struct Bases {
  std::optional<url::Url> page;  // None: nothing.
  std::optional<url::Url> root;  // Of a file: the folder that "/" stands for.
};

// The file: URL of a path, which is made absolute.
std::optional<url::Url> FileUrl(const std::string& path);

// Of a page of the web.
Bases BasesOfUrl(const std::string& url);
// Of a file: `base_url` and `root_dir` as in InputOptions; `folder` is that below which it was
// found, empty where it was named itself.
Bases BasesOfFile(const std::string& path, const std::string& folder, const std::string& base_url,
                  const std::string& root_dir);

// FoundLink::url and Place::fragment of an address.
struct Address {
  std::string url;
  std::string fragment;
};
Address Resolved(const WrittenLink& link, const Bases& bases);

}  // namespace ibid::audit
