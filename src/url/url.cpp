#include "url/url.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"
#include "url/parse.h"
#include "url/plain.h"
#include "url/rfc3986.h"

namespace ibid::url {
namespace {

constexpr std::size_t kUrlBytesMax = 64 * 1024;

// "/a/b": whatever the rest holds, it takes no more of its base than where the site is. What a
// parser drops (tabs, line breaks) may not stand where a second slash could.
bool IsPathAlone(std::string_view reference) {
  return reference.size() > 1 && reference[0] == '/' &&
         std::string_view("/\\\t\r\n").find(reference[1]) == std::string_view::npos;
}

std::optional<Record> ParseBounded(std::string_view text, const Record* base) {
  if (text.size() > kUrlBytesMax) {
    return std::nullopt;
  }
  if (!text::IsValid(text)) {
    return ParseRecord(text::Repair(text), base);
  }
  return ParseRecord(text, base);
}

}  // namespace

std::optional<Url> Url::FromRecord(const Record& record) {
  Url url;
  url.text_ = Serialise(record);
  if (url.text_.size() > kUrlBytesMax) {
    return std::nullopt;
  }
  url.scheme_ = record.scheme;
  url.host_ = record.host.value_or("");
  url.user_info_ = record.password.empty() ? record.user : record.user + ":" + record.password;
  url.port_ = record.port.value_or(DefaultPort(record.scheme));
  url.path_ = Path(record);
  url.query_ = record.query.value_or("");
  url.fragment_ = record.fragment.value_or("");
  return url;
}

std::optional<Url> Url::Parse(std::string_view text) {
  const auto parts = text.size() <= kUrlBytesMax ? ReadPlain(text) : std::nullopt;
  if (parts) {
    const auto part = [&](std::size_t begin, std::size_t end) {
      return begin < end ? text.substr(begin, end - begin) : std::string_view();
    };
    Url url;
    url.text_ = text;
    url.scheme_ = part(0, parts->scheme);
    url.host_ = part(parts->scheme + 3, parts->host);
    url.port_ = DefaultPort(url.scheme_);
    url.path_ = part(parts->host, parts->path);
    url.query_ = part(parts->path + 1, parts->query);
    url.fragment_ = part(parts->query + 1, text.size());
    return url;
  }
  const auto record = ParseBounded(text, nullptr);
  return record ? FromRecord(*record) : std::nullopt;
}

std::optional<Url> Url::Resolve(std::string_view reference) const {
  for (const std::string_view absolute : {"http://", "https://"}) {
    if (text::StartsWithNoCase(reference, absolute)) {
      return Parse(reference);  // The base has no part in it, and need not be taken apart.
    }
  }
  if (is_http() && IsPathAlone(reference)) {
    const std::size_t path = text_.find_first_of("/?#", scheme_.size() + 3);
    return Parse(text_.substr(0, path) + std::string(reference));
  }
  const auto base = ParseRecord(text_, nullptr);
  const auto record = base ? ParseBounded(reference, &*base) : std::nullopt;
  return record ? FromRecord(*record) : std::nullopt;
}

std::optional<std::string> Url::Parameter(std::string_view name) const {
  for (const auto& parameter : SplitQuery(query_)) {
    if (DecodeParameter(parameter.name) == name) {
      return DecodeParameter(parameter.value);
    }
  }
  return std::nullopt;
}

std::vector<std::string> Url::Segments() const {
  return SplitPath(path_);
}

std::string Url::ForRequest() const {
  if (!is_http()) {
    const std::size_t hash = text_.find('#');
    return text_.substr(0, hash);
  }
  // Everything between "//" and the host is user info.
  const std::size_t authority = scheme_.size() + 3;
  const std::size_t skip = user_info_.empty() ? 0 : text_.find('@', authority) + 1 - authority;
  std::string out = text_.substr(0, text_.find('#'));
  return out.erase(authority, skip);
}

}  // namespace ibid::url
