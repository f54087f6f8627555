#include "resolve/archives/archive.h"

#include <array>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

struct KindName {
  std::string_view name;
  ArchiveKind kind;
};
constexpr auto kKinds = std::to_array<KindName>({{"timegate", ArchiveKind::kMemento},
                                                 {"timemap", ArchiveKind::kTimeMap},
                                                 {"cdx", ArchiveKind::kCdx}});

ArchiveKind KindOf(std::string_view path) {
  if (path.find("/timemap/") != std::string_view::npos) {
    return ArchiveKind::kTimeMap;
  }
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  return path.ends_with("/cdx") || path.ends_with("-cdx") || path.ends_with("-index")
             ? ArchiveKind::kCdx
             : ArchiveKind::kMemento;
}

}  // namespace

const Archive& WaybackMachine() {
  static const Archive archive{ArchiveKind::kWayback, "https://web.archive.org/web/",
                               std::string(kWaybackName)};
  return archive;
}

const Archive& CommonCrawl() {
  static const Archive archive{ArchiveKind::kCommonCrawl, "https://index.commoncrawl.org/",
                               "Common Crawl"};
  return archive;
}

std::optional<Archive> ParseArchive(std::string_view text) {
  std::optional<ArchiveKind> kind;
  for (const KindName& row : kKinds) {
    if (text.starts_with(row.name) && text.substr(row.name.size()).starts_with('=')) {
      kind = row.kind;
      text.remove_prefix(row.name.size() + 1);
      break;
    }
  }
  const std::optional<url::Url> url = url::Url::Parse(text::Trim(text));
  if (!url || !url->is_http() || url->host().empty()) {
    return std::nullopt;
  }
  Archive archive;
  archive.kind = kind.value_or(KindOf(url->path()));
  archive.base = url->ForRequest();
  archive.name = std::string(url->host());
  const bool has_default_port = url->port() == (url->scheme() == "https" ? 443 : 80);
  if (!has_default_port) {
    archive.name += ":" + std::to_string(url->port());
  }
  if (archive.kind == ArchiveKind::kCdx) {
    archive.base = archive.base.substr(0, archive.base.find('?'));
    while (archive.base.ends_with('/')) {
      archive.base.pop_back();
    }
  } else if (!archive.base.ends_with('/') && !archive.base.ends_with('=')) {
    archive.base += '/';  // What is asked for is put behind it: ".../timegate/", "...?url=".
  }
  return archive;
}

}  // namespace ibid::resolve
