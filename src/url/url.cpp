#include "url/url.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"
#include "url/parse.h"
#include "url/query.h"

namespace ibid::url {
namespace {

constexpr std::size_t kUrlBytesMax = 64 * 1024;

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
  const auto record = ParseBounded(text, nullptr);
  return record ? FromRecord(*record) : std::nullopt;
}

std::optional<Url> Url::Resolve(std::string_view reference) const {
  const auto base = ParseRecord(text_, nullptr);
  const auto record = base ? ParseBounded(reference, &*base) : std::nullopt;
  return record ? FromRecord(*record) : std::nullopt;
}

std::optional<std::string> Url::Parameter(std::string_view name) const {
  std::optional<std::string> found;
  ForEachParameter(query_, [&](std::string_view key, std::string_view value) {
    if (!found && DecodeParameter(key) == name) {
      found = DecodeParameter(value);
    }
  });
  return found;
}

std::vector<std::string> Url::Segments() const {
  std::vector<std::string> out;
  std::string_view rest = path_;
  if (rest.starts_with('/')) {
    rest.remove_prefix(1);
  }
  while (!path_.empty()) {
    const std::size_t slash = rest.find('/');
    out.push_back(PercentDecode(rest.substr(0, slash)));
    if (slash == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(slash + 1);
  }
  return out;
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
