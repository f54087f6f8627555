#include "graph/identity.h"

#include <optional>

#include "digest/digest.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::graph {
namespace {

std::string Folded(std::string_view name) {
  return text::Lower(text::FoldSpace(name));
}

}  // namespace

std::string ArticleId(const Document& document) {
  for (const Fact* fact : {&document.metadata.canonical_url, &document.metadata.url}) {
    const std::optional<url::Url> url = url::Url::Parse(fact->value);
    if (url && url->is_http()) {
      return "url:" + url::IdentityKey(*url);
    }
  }
  return "sha256:" +
         (document.input_sha256.empty() ? digest::Sha256Hex(document.text) : document.input_sha256);
}

std::string WorkId(std::string_view url) {
  const std::optional<url::Url> parsed = url::Url::Parse(url);
  if (!parsed) {
    return "url:" + std::string(url);
  }
  const std::optional<url::PostAddress> post = url::PostOf(*parsed);
  if (post && !post->post_id.empty()) {
    return PostId(post->platform, post->post_id);
  }
  return "url:" + url::IdentityKey(*parsed);
}

std::string PostId(std::string_view platform, std::string_view post_id) {
  return std::string(platform).append(platform == "x" ? ":status:" : ":").append(post_id);
}

std::string WorkId(const Reference& reference) {
  switch (reference.kind) {
    case ReferenceKind::kUrl:
    case ReferenceKind::kShortUrl:
      return reference.url.empty() ? reference.key : WorkId(reference.url);
    case ReferenceKind::kPost:
      return reference.post_id.empty() ? reference.key
                                       : PostId(reference.platform, reference.post_id);
    default:
      return reference.key;
  }
}

std::string AgentId(std::string_view name) {
  return "agent:" + Folded(name);
}

std::string UnnamedAgentId(std::string_view name, std::string_view article_id) {
  return AgentId(name).append("@").append(article_id);
}

std::string AccountId(std::string_view platform, std::string_view handle) {
  return std::string("account:").append(platform).append(":").append(Folded(handle));
}

std::string SnapshotId(std::string_view url) {
  return std::string("snapshot:").append(url);
}

bool ShowsWork(Verdict verdict) {
  return verdict == Verdict::kAlive || verdict == Verdict::kMoved || verdict == Verdict::kPaywall;
}

}  // namespace ibid::graph
