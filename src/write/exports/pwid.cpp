#include "write/exports/pwid.h"

#include <unordered_map>

#include "text/utf8.h"
#include "url/url.h"
#include "write/exports/cited_work.h"

namespace ibid::write {
namespace {

// "archive.org" of "web.archive.org": the host without what only says that it is a web server.
std::string ArchiveOf(std::string_view address) {
  const std::optional<url::Url> url = url::Url::Parse(address);
  if (!url || !url->is_http()) {
    return "";
  }
  std::string_view host = url->host();
  for (const std::string_view label : {"www.", "web."}) {
    if (host.starts_with(label) && url::RegistrableDomain(host) != host) {
      host.remove_prefix(label.size());
    }
  }
  return std::string(host);
}

// pchar and "/" stay (RFC 8141, section 2), but "%".
std::string Encoded(std::string_view address) {
  constexpr std::string_view kStays = "-._~!$&'()*+,;=:@/";
  std::string out;
  for (const char c : address) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += is_word || kStays.find(c) != std::string_view::npos
               ? std::string(1, c)
               : url::PercentEncode(std::string_view(&c, 1));
  }
  return out;
}

}  // namespace

std::string PwidOf(const Snapshot& snapshot, std::string_view media_type) {
  const std::string archive = ArchiveOf(snapshot.url);
  std::string item = SafeUrl(snapshot.original);
  if (archive.empty() || item.empty()) {
    return "";
  }
  const bool is_page = media_type.empty() || media_type.find("html") != std::string_view::npos;
  return "urn:pwid:" + archive + ":" + FormatInstant(snapshot.at) +
         (is_page ? ":page:" : ":part:") + Encoded(item);
}

std::string Pwid::Add(const Article& article, const CitationGraph& /*graph*/) {
  std::unordered_map<std::string_view, std::string_view> media_types;
  for (const Evidence& evidence : article.evidence) {
    media_types.emplace(evidence.id, evidence.media_type);
  }
  std::string out;
  for (const Resolution& resolution : article.resolutions) {
    for (const Snapshot& snapshot : resolution.snapshots) {
      const auto type = media_types.find(snapshot.evidence);
      const std::string urn =
          snapshot.valid ? PwidOf(snapshot, type == media_types.end() ? "" : type->second) : "";
      if (!urn.empty() && written_.insert(urn).second) {
        out += urn + "\n";
      }
    }
  }
  return out;
}

}  // namespace ibid::write
