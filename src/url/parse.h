#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The URL parser of the WHATWG URL standard (https://url.spec.whatwg.org, section 4.4), written as
// steps over the parts instead of a state machine over characters. Internal to src/url: everybody
// else uses Url. Not implemented: the Windows drive letters of file: URLs.
namespace ibid::url {

// The standard's "URL record".
struct Record {
  std::string scheme;
  std::string user;
  std::string password;
  std::optional<std::string> host;
  std::optional<int> port;  // None where it is the scheme's default.
  bool opaque = false;      // mailto:, data:, ...: `opaque_path` in place of `path`.
  std::string opaque_path;
  std::vector<std::string> path;
  std::optional<std::string> query;
  std::optional<std::string> fragment;
};

// REQUIRES: `text` is valid UTF-8. `base` may be null.
std::optional<Record> ParseRecord(std::string_view text, const Record* base);

bool IsSpecial(std::string_view scheme);
int DefaultPort(std::string_view scheme);  // 0 where there is none.
std::string Path(const Record& record);
std::string Serialise(const Record& record);

}  // namespace ibid::url
